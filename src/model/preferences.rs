//! What an author may ask of the look, in front matter, `pressroom.toml` or on the command line.

/// Wishes; `None` leaves the decision to the style sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// `toc: true`: whether there is a list of contents.
    pub toc: Option<bool>,
    /// `toc-depth: 2`: the deepest heading level in it, 1 to 6.
    pub toc_depth: Option<u8>,
    /// `number-sections: true`: whether headings are numbered.
    pub number_sections: Option<bool>,
    /// `kind: book`: whether chapters open pages and there is a title page.
    pub kind: Option<Division>,
    /// `page-size: a5`, as written.
    pub page_size: Option<String>,
    /// `font-size: 10.5`: the body's size in points.
    pub font_size: Option<f32>,
    /// `hyphenate: false`: whether words may be divided.
    pub hyphenate: Option<bool>,
    /// `hyphenation: [Phnom, data-base]`: words with the points where they may be divided.
    pub hyphenation: Vec<String>,
}

/// How a document is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// The title at the head of the first page, the text running on.
    Article,
    /// A title page, contents, chapters that open pages.
    Book,
}
