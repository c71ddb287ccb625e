//! Finished editions → what they say, as anyone reads them who does not know how they were made.
//!
//! A PDF is read through its tags, an EPUB through its spine, plain text by the grammar that people read
//! it by.

pub(crate) mod epub;
pub(crate) mod links;
mod notes;
pub(crate) mod pdf;
pub(crate) mod text;

use crate::style::StyleSheet;

/// What stands in front of an item, as a transcript has it: an ordinal stays, a bullet goes, the box of
/// a task is told.
fn marker(shown: &str, style: &StyleSheet) -> String {
    let rules = &style.list;
    let shown = shown.trim();
    if rules.bullets.iter().any(|bullet| bullet.print == shown) {
        return String::new();
    }
    let [open, done] = [0, 1].map(|done| rules.tasks[done].print.as_str());
    shown.replace(open, "[ ]").replace(done, "[x]")
}
