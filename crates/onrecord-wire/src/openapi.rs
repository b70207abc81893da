//! What a derived description would say wrongly.

use utoipa::openapi::schema::{ArrayBuilder, ArrayItems, Object, ObjectBuilder, Type};

/// A list of pairs of a name and a number: an array of arrays of two.
pub fn counts() -> ArrayBuilder {
    let number = ObjectBuilder::new().schema_type(Type::Integer);
    let pair = ArrayBuilder::new()
        .prefix_items([Object::with_type(Type::String), number.build()])
        .items(ArrayItems::False);
    ArrayBuilder::new().items(pair)
}
