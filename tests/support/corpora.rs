//! Documents that nobody here wrote, where they are at hand.

use std::path::{Path, PathBuf};

/// The documents that must come out right.
const DOCUMENTS: &[&str] = &[
    "seed/article.md",
    "open/01-novel",
    "open/02-rust-book",
    "open/06-table-public-apis",
    "open/07-images-iot",
    "open/08-articles-opensource-guide",
    "open/09-news-18f",
    "open/10-blog-rust-footnotes",
    "open/12-lesson-carpentry",
    "open/13-stress",
];

/// The folder with the corpora, or `None`, which is said; where all must be checked they must be
/// there.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "no {}", folder.display());
    println!("skipped: the corpora are not beside the project");
    None
}

/// The inputs of all corpora.
pub fn inputs() -> Vec<pressroom::source::Input> {
    let Some(folder) = folder() else { return Vec::new() };
    DOCUMENTS
        .iter()
        .flat_map(|name| pressroom::source::find(&folder.join(name), None).expect("the corpora are whole"))
        .collect()
}
