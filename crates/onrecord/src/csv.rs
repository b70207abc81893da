//! Rows of comma-separated values (RFC 4180, with line feeds alone).

/// Prints a row.
pub fn row(cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    println!("{}", cells.join(","));
}

/// A cell; in quotation marks where it needs them.
fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_are_quoted_where_needed() {
        assert_eq!(super::quoted("a b"), "a b");
        assert_eq!(super::quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
