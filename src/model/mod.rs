//! What a document is: metadata, blocks, inlines and notes.
//!
//! A [`Document`] is written once for two stages. [`Parsed`] is what the author typed;
//! [`Resolved`] has everything decided that becomes words. The two differ in six holes (see
//! [`Stage`]), so a backend that is handed an unresolved document does not compile.

mod block;
mod code;
mod direction;
mod epub;
mod file_name;
mod formula;
mod grid;
mod inline;
mod metadata;
mod origin;
mod preferences;
mod print;
mod relator;
mod run;
mod size;
mod stage;
mod standard;
mod table;
mod text;
mod walk;
mod wish;

pub use block::{
    Admonition, AdmonitionKind, Block, BlockId, BlockKind, Definition, Figure, Formula, Heading, Item, List,
    ListKind, Note,
};
pub use code::{Code, ListingHead, Token, TokenKind};
pub use direction::{Direction, Passage};
pub use epub::{EpubProfile, EpubWishes};
pub use file_name::FileName;
pub use formula::{lowered, raised};
pub use grid::{Grid, GridCell, Spans};
pub use inline::{Image, Inline, Link, Math, bracketed, percent_decoded, plain_text, same_address};
pub use metadata::{Date, Language, Metadata, Person, Series, moment};
pub use origin::{Marking, Origin, PageMark, Part, word_start};
pub use preferences::{Division, Listed, Preferences, Sides};
pub use print::{Imposition, InkSet, PictureInks, PrintWishes, TrimMark};
pub use relator::{relator_code, relator_term};
pub use run::{Piece, Pieces, Run, RunBuilder, RunSpan, SpanId, SpanKind};
pub use size::{Extent, PictureSize, Unit};
pub use stage::{Anchor, Apart, AssetId, NoteMark, Parsed, Resolved, Stage, Target};
pub use standard::{PdfStandard, PdfStandards};
pub use table::{Alignment, Cell, CellContent, Row, Scope, Table};
pub use text::{LinkPlace, TextWishes};
pub use walk::{Visitor, walk_blocks, walk_images, walk_inlines};
pub use wish::Wish;

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
