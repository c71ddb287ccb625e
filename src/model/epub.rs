//! What an author may ask of the EPUB: the table `[epub]`.

/// Wishes; `None` leaves the decision to the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpubWishes {
    /// `profile: kindle`: the shop or the readers that it is for.
    pub profile: Option<EpubProfile>,
    /// `page-list: true`: whether the pages of the print edition are listed; `None` for a run that
    /// makes the print edition too.
    pub page_list: Option<bool>,
    /// `cover: false`: whether a document without a cover gets one that is set in type.
    pub cover: Option<bool>,
    /// `embed-fonts: true`: whether the faces go along.
    pub embed_fonts: Option<bool>,
    /// `strip-metadata: true`: whether pictures lose what they say of camera and place.
    pub strip_metadata: Option<bool>,
    /// `certified-by: Ada Press`: who answers for the book's accessibility.
    pub certified_by: Option<String>,
    /// `conforms-to: EPUB Accessibility 1.1 - WCAG 2.2 Level AA`: what they answer for.
    pub conforms_to: Option<String>,
}

/// Whose limits and quirks the EPUB heeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EpubProfile {
    /// What every reading system of the last ten years shows.
    #[default]
    General,
    /// Amazon's conversion for Kindle.
    Kindle,
    /// Kobo's readers, which check with EPUBCheck 4.
    Kobo,
    /// Apple Books.
    Apple,
}

impl EpubProfile {
    /// All profiles.
    pub const ALL: [Self; 4] = [Self::General, Self::Kindle, Self::Kobo, Self::Apple];

    /// The name in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Kindle => "kindle",
            Self::Kobo => "kobo",
            Self::Apple => "apple",
        }
    }

    /// The one called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }
}
