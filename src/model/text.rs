//! What an author may ask of the plain-text edition: the table `[text]`.

/// Wishes; `None` leaves the decision to the style sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextWishes {
    /// `width: 80`: columns of a line, 40 to 120.
    pub width: Option<usize>,
    /// `ascii: true`: whether it is written in ASCII alone.
    pub ascii: Option<bool>,
    /// `links: inline`: where addresses stand.
    pub links: Option<LinkPlace>,
    /// `crlf: true`: whether lines end as on Windows.
    pub crlf: Option<bool>,
    /// `form-feed: true`: whether chapters begin with a form feed.
    pub form_feed: Option<bool>,
    /// `page-marks: true`: whether the pages of the print edition are marked.
    pub page_marks: Option<bool>,
}

/// Where the addresses of links stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkPlace {
    /// In a list after the chapter, numbered.
    #[default]
    List,
    /// Behind the words.
    Inline,
    /// Nowhere.
    None,
}

impl LinkPlace {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::List, Self::Inline, Self::None];

    /// The name in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Inline => "inline",
            Self::None => "none",
        }
    }

    /// The one called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == name)
    }
}
