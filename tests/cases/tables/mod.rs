//! Tables whose cells span columns and rows, head rows and hold blocks.

mod blocks;
mod heads;
mod pages;
mod spans;
mod text;

use pressroom::inspect::{Element, Node, PdfFile};

use super::support::{Exported, export};

/// A document with a table of these rows.
fn table(rows: &str) -> Exported {
    export(&format!("# T\n\n<table>\n{rows}\n</table>\n"))
}

/// The cells of the first table in the PDF's tags, row by row: `TH`, its attributes that are not usual, and
/// its words.
fn tagged(made: &Exported) -> Vec<Vec<String>> {
    let file = PdfFile::read(&made.pdf).expect("a PDF of ours");
    let mut rows = Vec::new();
    let mut done = false;
    file.tags.expect("it is tagged").walk(&mut |element| {
        if element.kind == "Table" && !std::mem::replace(&mut done, true) {
            element.walk(&mut |row| {
                if row.kind == "TR" {
                    rows.push(cells(row));
                }
            });
        }
    });
    rows
}

fn cells(row: &Element) -> Vec<String> {
    let cells = row.kids.iter().filter_map(|kid| match kid {
        Node::Element(cell) => Some(cell),
        _ => None,
    });
    let shown = |cell: &Element| {
        let mut said = cell.kind.clone();
        for (key, value) in &cell.attributes {
            match (key.as_str(), value.as_str()) {
                ("O", _) | ("Scope", "Column") => {}
                ("Scope", scope) => said.push_str(&format!(" {scope}")),
                (key, value) => said.push_str(&format!(" {key}={value}")),
            }
        }
        format!("{said} {}", cell.text().trim()).trim().to_owned()
    };
    cells.map(shown).collect()
}
