//! What all pages of a file share.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::images::ImageTable;
use crate::layout::{ItemKind, Page};
use crate::resolve::Manuscript;
use crate::style::PrintRules;

/// What all pages share.
pub(super) struct Shared<'a> {
    /// The dictionary of all faces.
    pub fonts: ObjectId,
    pub images: &'a ImageTable,
    /// Whether the file is for the press.
    pub press: bool,
    pub manuscript: &'a Manuscript,
}

impl Shared<'_> {
    /// What a page's content names.
    pub fn resources(&self, page: &Page) -> Dictionary {
        let mut pictures = Dictionary::new();
        for item in &page.items {
            if let ItemKind::Picture(picture) = &item.kind
                && let Some(image) = self.images.get(picture.asset)
            {
                pictures.set(image.name.as_str(), Object::Reference(image.id));
            }
        }
        let mut resources = dictionary! { "Font" => Object::Reference(self.fonts) };
        if !pictures.is_empty() {
            resources.set("XObject", Object::Dictionary(pictures));
        }
        if self.press {
            let over = |over: bool| dictionary! { "OP" => over, "op" => over, "OPM" => 1 };
            resources.set("ExtGState", dictionary! { "Over" => over(true), "Knock" => over(false) });
        }
        resources
    }

    /// How the document is printed.
    pub fn print(&self) -> &PrintRules {
        &self.manuscript.style.print
    }
}
