//! Attributes and styles of a picture → the size that they ask for.

use crate::model::{Extent, PictureSize, Unit};

/// What has been said of a picture's size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// What was understood.
    pub size: PictureSize,
    /// What was not, as written: `width=4vw`.
    pub odd: Vec<String>,
}

impl Asked {
    /// Reads one attribute; those that say nothing of the size are passed over.
    pub fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "width" => self.side(|size| &mut size.width, name, value),
            "height" => self.side(|size| &mut size.height, name, value),
            "style" => value.split(';').for_each(|declaration| self.declaration(declaration)),
            _ => {}
        }
    }

    /// A style is stronger than an attribute, as in browsers.
    fn declaration(&mut self, declaration: &str) {
        let Some((name, value)) = declaration.split_once(':') else { return };
        let value = value.split('!').next().unwrap_or_default().trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "width" => self.side(|size| &mut size.width, "width", value),
            "height" => self.side(|size| &mut size.height, "height", value),
            // No picture is wider than its place, or higher than a page.
            "max-width" | "max-height" if value == "100%" => {}
            "max-width" => self.side(|size| &mut size.widest, "max-width", value),
            "max-height" => self.side(|size| &mut size.highest, "max-height", value),
            _ => {}
        }
    }

    fn side(&mut self, side: fn(&mut PictureSize) -> &mut Option<Extent>, name: &str, value: &str) {
        let own = ["", "auto", "none", "initial", "inherit", "unset"];
        if own.iter().any(|word| value.trim().eq_ignore_ascii_case(word)) {
            *side(&mut self.size) = None;
            return;
        }
        match Extent::parse(value) {
            // What a limit in shares means hangs on the picture and the page, and no edition knows both.
            Some(extent) if name.starts_with("max-") && extent.fixed().is_none() => self.odd(name, value),
            Some(extent) => *side(&mut self.size) = Some(extent),
            None => self.odd(name, value),
        }
    }

    fn odd(&mut self, name: &str, value: &str) {
        // Values are the author's: a long one is no message.
        let value: String = value.trim().chars().take(40).collect();
        self.odd.push(format!("{name}={value}"));
    }

    /// Ends the reading: a share of the page's height beside a width is none, as in browsers.
    pub fn settle(&mut self) {
        if self.size.width.is_some()
            && let Some(height) = self.size.height.filter(|height| height.unit() == Unit::Percent)
        {
            self.size.height = None;
            self.odd("height", &height.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use crate::model::Extent;

    fn asked(attributes: &[(&str, &str)]) -> Asked {
        let mut asked = Asked::default();
        attributes.iter().for_each(|(name, value)| asked.attribute(name, value));
        asked.settle();
        asked
    }

    #[test]
    fn styles_are_stronger_than_attributes() {
        let style = "border: 1px; WIDTH : 2cm !important; height:auto; max-width:100%";
        let found = asked(&[("width", "40"), ("height", "30"), ("style", style)]);
        assert_eq!(found.size.width, Extent::parse("2cm"));
        assert_eq!(found.size.height, None);
        assert_eq!(found.odd, Vec::<String>::new());
    }

    #[test]
    fn what_cannot_be_understood_is_kept_for_the_report() {
        let found = asked(&[("width", "wide"), ("style", "height: 3vw; max-width: 50%"), ("height", "-2")]);
        assert_eq!(found.odd, ["width=wide", "height=3vw", "max-width=50%", "height=-2"]);
        assert!(found.size.is_own());
        let found = asked(&[("width", "2cm"), ("height", "30%")]);
        assert_eq!((found.size.height, found.odd), (None, vec!["height=30%".to_owned()]));
    }
}
