//! Declarations → the text of a rule.

/// Declarations that make up a rule.
#[derive(Clone, Default)]
pub(super) struct Rule(pub(super) String);

impl Rule {
    pub(super) fn set(mut self, property: &str, value: impl AsRef<str>) -> Self {
        self.0.push_str(&format!("  {property}: {};\n", value.as_ref()));
        self
    }

    /// The same with `property` under its old names too, which older reading systems know.
    pub(super) fn hyphens(self, value: &str) -> Self {
        self.set("-epub-hyphens", value).set("-webkit-hyphens", value).set("hyphens", value)
    }

    /// Not divided between two pages.
    pub(super) fn whole(self) -> Self {
        self.set("page-break-inside", "avoid").set("break-inside", "avoid")
    }
}

/// A number with at most two decimals.
pub(super) fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

pub(super) fn em(value: f32) -> String {
    let number = number(value);
    if number == "0" { number } else { number + "em" }
}

/// A bullet as CSS names it; as text where it has no name there.
pub(super) fn bullet_type(bullet: &str) -> String {
    match bullet {
        "•" => "disc".to_owned(),
        "◦" => "circle".to_owned(),
        "▪" => "square".to_owned(),
        other => format!("\"{}\\2002\"", other.replace(['"', '\\', '\n'], "")),
    }
}

#[cfg(test)]
mod tests {
    use super::{bullet_type, em, number};

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(1.50), "1.5");
        assert_eq!(number(-0.001), "0");
        assert_eq!(em(0.0), "0");
        assert_eq!(em(1.0 / 3.0), "0.33em");
    }

    #[test]
    fn bullets_are_names_or_strings() {
        assert_eq!(bullet_type("•"), "disc");
        assert_eq!(bullet_type("–"), "\"–\\2002\"");
    }
}
