//! What a document is: metadata, blocks, inlines and notes.
//!
//! A [`Document`] is written once for two stages. [`Parsed`] is what the author typed;
//! [`Resolved`] has everything decided that becomes words. The two differ in five holes (see
//! [`Stage`]), so a backend that is handed an unresolved document does not compile.

mod block;
mod code;
mod direction;
mod epub;
mod file_name;
mod formula;
mod inline;
mod metadata;
mod origin;
mod preferences;
mod print;
mod size;
mod stage;
mod standard;
mod text;
mod walk;

pub use block::{
    Admonition, AdmonitionKind, Alignment, Block, BlockId, BlockKind, Definition, Figure, Heading, Item,
    List, ListKind, Note, Row, Table,
};
pub use code::{Code, ListingHead, Token, TokenKind};
pub use direction::{Direction, Passage};
pub use epub::{EpubProfile, EpubWishes};
pub use file_name::FileName;
pub use formula::{linear_text, lowered, raised};
pub use inline::{Image, Inline, Link, Math, percent_decoded, plain_text, same_address, shown_text};
pub use metadata::{Date, Language, Metadata, Person, Series, moment};
pub use origin::{Marking, Origin, PageMark, Part, counts, reading_text, word_start};
pub use preferences::{Division, Listed, Preferences, Sides, Wish};
pub use print::{Imposition, InkSet, PictureInks, PrintWishes, TrimMark};
pub use size::{Extent, PictureSize, Unit};
pub use stage::{Anchor, Apart, AssetId, NoteMark, Parsed, Resolved, Stage, Target};
pub use standard::{PdfStandard, PdfStandards};
pub use text::{LinkPlace, TextWishes};
pub use walk::{Visitor, walk_blocks, walk_inlines};

/// One document: an article, or a book of many files.
#[derive(Clone, Debug, PartialEq)]
pub struct Document<S: Stage> {
    /// Title, authors and the like.
    pub metadata: Metadata,
    /// What the author asks of the look.
    pub preferences: Preferences,
    /// The picture for the cover, if the author gave one.
    pub cover: Option<Image<S>>,
    /// The text, in reading order.
    pub blocks: Vec<Block<S>>,
    /// The notes. `Parsed`: in the order they are written. `Resolved`: exactly those referred to,
    /// in the order of their first reference.
    pub notes: Vec<Note<S>>,
}
