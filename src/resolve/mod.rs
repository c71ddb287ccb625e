//! `Document<Parsed>` → [`Manuscript`]: everything that becomes words is decided here, once, for
//! all editions.

mod manuscript;

pub use manuscript::{Asset, ContentsEntry, Format, FrontLine, Manuscript};

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::font::Library;
use crate::model::{Division, Document, Parsed};
use crate::source::Sources;
use crate::style::StyleSheet;

/// Stand-in until the real one arrives.
pub fn resolve(
    document: Document<Parsed>,
    _sources: &Sources,
    fonts: Arc<Library>,
    diagnostics: &mut Diagnostics,
) -> Manuscript {
    let style =
        StyleSheet::new(Division::Article, &document.metadata.language, &document.preferences, diagnostics);
    Manuscript {
        document: Document {
            metadata: document.metadata,
            preferences: document.preferences,
            cover: None,
            blocks: Vec::new(),
            notes: Vec::new(),
        },
        front: Vec::new(),
        contents: Vec::new(),
        assets: Vec::new(),
        style,
        fonts,
    }
}
