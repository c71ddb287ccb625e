//! What an author may ask of the look, in front matter, `pressroom.toml` or on the command line.

use super::{EpubWishes, PdfStandards, PrintWishes, TextWishes, Wish};

/// Wishes; `None` leaves the decision to the style sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// `toc: true`: whether there is a list of contents.
    pub toc: Option<bool>,
    /// `toc-depth: 2`: the deepest heading level in it, 1 to 6.
    pub toc_depth: Option<u8>,
    /// `lists: [figures, tables]`: the lists behind the contents.
    pub lists: Vec<Listed>,
    /// `number-sections: true`: whether headings are numbered.
    pub number_sections: Option<bool>,
    /// `kind: book`: whether chapters open pages and there is a title page.
    pub kind: Option<Division>,
    /// `theme: book`, `theme: my.toml`.
    pub theme: Option<Wish>,
    /// `page-size: a5`.
    pub page_size: Option<Wish>,
    /// `sides: one`: the sides of a leaf that are printed.
    pub sides: Option<Sides>,
    /// `columns: 2`: the columns of an article, 1 or 2.
    pub columns: Option<u8>,
    /// `font-size: 10.5`: the body's size in points.
    pub font_size: Option<f32>,
    /// `line-numbers: true`: whether the lines of code are numbered.
    pub line_numbers: Option<bool>,
    /// `max-dpi: 300`: the pixels per inch above which pictures are sampled down; 0 for never.
    pub max_dpi: Option<u32>,
    /// `pdf-standard: [ua-1, a-2a]`: the standards that the PDF has to meet; `None` for the usual
    /// ones, as far as the document allows.
    pub pdf_standards: Option<PdfStandards>,
    /// `[print]`: what is asked of the print.
    pub print: PrintWishes,
    /// `[epub]`: what is asked of the EPUB.
    pub epub: EpubWishes,
    /// `[text]`: what is asked of the text edition.
    pub text: TextWishes,
    /// `hyphenate: false`: whether words may be divided.
    pub hyphenate: Option<bool>,
    /// `hyphenation: [Phnom, data-base]`: words with the points where they may be divided.
    pub hyphenation: Vec<String>,
}

/// What is listed behind the contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The figures that have a caption.
    Figures,
    /// The tables that have a caption.
    Tables,
}

/// How a document is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Division {
    /// The title at the head of the first page, the text running on.
    #[default]
    Article,
    /// A title page, contents, chapters that open pages.
    Book,
}

/// The sides of a leaf that are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// One: every page is a right-hand page.
    One,
    /// Both: pages face each other.
    Two,
}
