//! XML, element by element.

use crate::shown::plain;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML document that is being written. Text and attributes are escaped, and characters that
/// XML 1.0 has not are left out.
pub struct Xml(Writer<Vec<u8>>);

/// Names and values.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// Begins with the declaration.
    pub fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let values: Vec<_> = attributes
            .iter()
            .map(|(name, value)| (*name, plain(value)))
            .collect();
        let start = BytesStart::new(name);
        let start =
            start.with_attributes(values.iter().map(|(name, value)| (*name, value.as_str())));
        self.event(Event::Start(start));
    }

    /// Ends an element.
    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Text inside an element.
    pub fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&plain(text))));
    }

    /// An element with nothing but text; none where there is no text.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        if !text.is_empty() {
            self.open(name, attributes);
            self.text(text);
            self.close(name);
        }
    }

    /// The whole document.
    pub fn finish(self) -> String {
        String::from_utf8_lossy(&self.0.into_inner()).into_owned()
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing to memory does not fail.
        let _ = self.0.write_event(event);
    }
}
