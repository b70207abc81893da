//! Text as the checker sees it: spans, words made comparable, quotations, alignments.
//!
//! Everything here is a pure function over `&str`. The crate knows nothing of statements,
//! speakers, dates or files. The promises it keeps for every other room:
//!
//! * a [`Span`] always lies on character borders of the text it was made from;
//! * [`Mapped`] text never loses the way back to the bytes it came from;
//! * no other code normalises words: the index and the checker both use [`Folded`].

pub mod align;
pub mod fold;
pub mod lines;
pub mod mapped;
pub mod meaning;
pub mod quote;
pub mod shingle;
pub mod span;
pub mod spelling;

pub use fold::Folded;
pub use lines::Lines;
pub use mapped::{Mapped, MappedBuilder};
pub use span::Span;
