//! The standards that a PDF may meet, and which of them go together.

use std::collections::BTreeSet;

/// A standard for PDF files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PdfStandard {
    /// PDF/UA-1 (ISO 14289-1): accessible.
    Ua1,
    /// PDF/A-2a (ISO 19005-2, level A): archived with its structure.
    A2a,
    /// PDF/A-2b (ISO 19005-2, level B): archived by its look alone.
    A2b,
    /// PDF/A-2u (ISO 19005-2, level U): archived, and its text can be read.
    A2u,
    /// PDF/A-3a (ISO 19005-3, level A): as A-2a, with its source attached.
    A3a,
    /// PDF/A-4 (ISO 19005-4): archived, on PDF 2.0.
    A4,
    /// PDF/X-4 (ISO 15930-7): for the press.
    X4,
}

impl PdfStandard {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Ua1, Self::A2a, Self::A2b, Self::A2u, Self::A3a, Self::A4, Self::X4];

    /// The name in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ua1 => "ua-1",
            Self::A2a => "a-2a",
            Self::A2b => "a-2b",
            Self::A2u => "a-2u",
            Self::A3a => "a-3a",
            Self::A4 => "a-4",
            Self::X4 => "x-4",
        }
    }

    /// The name that people know it by.
    pub fn title(self) -> &'static str {
        match self {
            Self::Ua1 => "PDF/UA-1",
            Self::A2a => "PDF/A-2a",
            Self::A2b => "PDF/A-2b",
            Self::A2u => "PDF/A-2u",
            Self::A3a => "PDF/A-3a",
            Self::A4 => "PDF/A-4",
            Self::X4 => "PDF/X-4",
        }
    }

    /// Whether it is one for archives.
    pub fn is_archival(self) -> bool {
        match self {
            Self::A2a | Self::A2b | Self::A2u | Self::A3a | Self::A4 => true,
            Self::Ua1 | Self::X4 => false,
        }
    }
}

/// Standards that one file can meet together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PdfStandards {
    /// No two of these exclude each other.
    all: BTreeSet<PdfStandard>,
}

impl PdfStandards {
    /// What a file meets if nothing was asked for: accessible and archived.
    pub fn usual() -> Self {
        Self { all: BTreeSet::from([PdfStandard::Ua1, PdfStandard::A2a]) }
    }

    /// Reads `ua-1,a-2a`, or `none`.
    ///
    /// # Errors
    ///
    /// What is wrong: a name that is not known, or two standards that exclude each other.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().to_ascii_lowercase();
        if text == "none" {
            return Ok(Self::default());
        }
        let mut all = BTreeSet::new();
        for name in text.split(',').map(str::trim) {
            let Some(standard) = PdfStandard::ALL.into_iter().find(|standard| standard.name() == name) else {
                let names: Vec<&str> = PdfStandard::ALL.iter().map(|standard| standard.name()).collect();
                let known = names.join(", ");
                return Err(format!("`{name}` is no standard; there are {known}, and none"));
            };
            if let Some((other, why)) =
                all.iter().find_map(|other| Some((*other, excluded(*other, standard)?)))
            {
                let (one, two) = (PdfStandard::title(other), standard.title());
                return Err(format!("{one} and {two} exclude each other: {why}"));
            }
            all.insert(standard);
        }
        Ok(Self { all })
    }

    /// Whether `standard` is among them.
    pub fn has(&self, standard: PdfStandard) -> bool {
        self.all.contains(&standard)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them, in the order of [`PdfStandard::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = PdfStandard> + '_ {
        self.all.iter().copied()
    }

    /// The same without `standard`, which the file does not meet. PDF/A-2a leaves the level below
    /// it, PDF/A-2u, which asks for all but the meaning of what is tagged.
    pub fn without(mut self, standard: PdfStandard) -> Self {
        if self.all.remove(&standard) && standard == PdfStandard::A2a {
            self.all.insert(PdfStandard::A2u);
        }
        self
    }
}

/// Why one file cannot meet both, if it cannot.
fn excluded(one: PdfStandard, other: PdfStandard) -> Option<&'static str> {
    use PdfStandard::{A4, Ua1, X4};
    let pair = [one, other];
    if one != other && one.is_archival() && other.is_archival() {
        return Some("a file names one part and one level of PDF/A");
    }
    if pair.contains(&A4) && pair.contains(&Ua1) {
        return Some("PDF/A-4 is written in PDF 2.0, PDF/UA-1 in PDF 1.7");
    }
    if pair.contains(&A4) && pair.contains(&X4) {
        return Some("PDF/A-4 is written in PDF 2.0, PDF/X-4 in PDF 1.6");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_order() {
        assert_eq!(PdfStandards::parse("A-2a, ua-1"), Ok(PdfStandards::usual()));
        assert_eq!(PdfStandards::parse("none"), Ok(PdfStandards::default()));
        assert!(PdfStandards::parse("x-4,ua-1,a-2b").is_ok_and(|all| all.iter().count() == 3));
    }

    #[test]
    fn what_cannot_be_is_refused_with_the_reason() {
        for (text, reason) in [
            ("a-2a,a-2b", "one level"),
            ("a-4,ua-1", "PDF 2.0"),
            ("x-4,a-4", "PDF 2.0"),
            ("a-1b", "`a-1b` is no standard"),
            ("", "no standard"),
            ("none,ua-1", "`none` is no standard"),
        ] {
            let refused = PdfStandards::parse(text).expect_err(text);
            assert!(refused.contains(reason), "{text}: {refused}");
        }
    }
}
