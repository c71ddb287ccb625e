//! What a backend may read.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::font::Library;
use crate::model::{
    AdmonitionKind, Anchor, AssetId, Block, BlockId, BlockKind, Document, Listed, Resolved, Run,
};
use crate::style::{Role, StyleSheet};

/// A document with every shared decision made, and all that belongs to it.
#[derive(Debug)]
pub struct Manuscript {
    /// The text.
    pub document: Document<Resolved>,
    /// The lines of the title page or title block, in order, as every edition shows them: title,
    /// subtitle, authors, contributors, affiliations, date, publisher, rights, series, identifier.
    pub front: Vec<FrontLine>,
    /// The contents, in reading order, down to the style sheet's depth. Made whether or not the
    /// contents are shown in the text, since outlines and reading systems need them.
    pub contents: Vec<ContentsEntry>,
    /// The lists that are asked for: of figures, of tables. None is empty.
    pub lists: Vec<Listing>,
    /// The paragraphs that are verse: their lines end where the author ends them.
    pub verse: BTreeSet<BlockId>,
    /// The pictures, each once, in order of first use.
    pub assets: Vec<Asset>,
    /// The sources' files, path and text, if the PDF is to hold them.
    pub attachments: Vec<(String, String)>,
    /// The colour profile of the press, if the author named one.
    pub profile: Option<Arc<[u8]>>,
    /// The look.
    pub style: StyleSheet,
    /// The faces.
    pub fonts: Arc<Library>,
    /// What no face can draw of it, for the edition that has to draw it.
    pub missing_glyphs: Option<Diagnostic>,
}

impl Manuscript {
    /// Whether the contents stand in the way of reading: they are wanted, and there are some.
    pub fn shows_contents(&self) -> bool {
        self.style.contents && !self.contents.is_empty()
    }

    /// The blocks that stand before the contents and the lists, behind the title block: the abstract, if there
    /// are any; and those behind them.
    pub fn around_lists(&self) -> (&[Block<Resolved>], &[Block<Resolved>]) {
        let is_abstract = |block: &Block<Resolved>| match &block.kind {
            BlockKind::Admonition(admonition) => admonition.kind == AdmonitionKind::Abstract,
            _ => false,
        };
        let blocks = self.document.blocks.as_slice();
        let has_lists = self.shows_contents() || !self.lists.is_empty();
        blocks.split_at(usize::from(has_lists && blocks.first().is_some_and(is_abstract)))
    }

    /// The picture called `id`.
    pub fn asset(&self, id: AssetId) -> &Asset {
        &self.assets[id.0]
    }
}

/// A line of the title page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontLine {
    /// [`Role::Title`], [`Role::Subtitle`], [`Role::Author`], [`Role::Contributor`], [`Role::Affiliation`],
    /// [`Role::Imprint`] or [`Role::Colophon`].
    pub role: Role,
    /// Its words.
    pub text: String,
}

/// A heading as the contents show it.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentsEntry {
    /// The heading's level: 0 for a part, else 1 to 6.
    pub level: u8,
    /// Its number, or empty.
    pub label: String,
    /// Its words, without links, notes, pictures and anchors.
    pub content: Run,
    /// Where it stands.
    pub anchor: Anchor,
}

/// A list of figures or tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// What it is of.
    pub of: Listed,
    /// Its title.
    pub title: &'static str,
    /// What it lists, in reading order: the label, the caption, and where it stands.
    pub entries: Vec<ContentsEntry>,
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Asset {
    /// A file name that is unique among the assets, safe everywhere, with the ending of its
    /// format: `press-room.jpg`.
    pub name: String,
    /// What its data is, by its first bytes and not by its name.
    pub format: Format,
    /// Its data. An SVG has been rewritten by usvg: plain shapes, no script, no text, nothing
    /// outside itself.
    pub bytes: Arc<[u8]>,
    /// Width in pixels, as shown (after the orientation in its data).
    pub width: u32,
    /// Height in pixels, as shown.
    pub height: u32,
    /// Pixels per inch, if the data says so; 96 is meant by a reader where it does not.
    pub density: Option<f32>,
}

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Format {
    Png,
    Jpeg,
    Gif,
    WebP,
    Svg,
}

impl Format {
    /// The usual ending of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Jpeg => "jpg",
            Format::Gif => "gif",
            Format::WebP => "webp",
            Format::Svg => "svg",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::Gif => "image/gif",
            Format::WebP => "image/webp",
            Format::Svg => "image/svg+xml",
        }
    }
}
