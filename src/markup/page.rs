//! A body → a whole XHTML file.

use super::escape::{push_attribute, push_text};
use crate::model::Language;

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Rightwards,
    /// From right to left.
    Leftwards,
}

impl Direction {
    /// As markup names it.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Rightwards => "ltr",
            Direction::Leftwards => "rtl",
        }
    }
}

/// Which way `language` is written: by its script if the tag names one, else by its usual script.
pub fn direction(language: &Language) -> Direction {
    let script = language.tag().split('-').skip(1).find(|subtag| subtag.len() == 4);
    let leftwards = match script {
        Some(script) => ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"]
            .iter()
            .any(|known| script.eq_ignore_ascii_case(known)),
        None => {
            ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
                .contains(&language.primary().as_str())
        }
    };
    if leftwards { Direction::Leftwards } else { Direction::Rightwards }
}

/// A whole XHTML file.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The language of its text.
    pub language: &'a Language,
    /// Its title, shown nowhere in the text.
    pub title: &'a str,
    /// The address of the style sheet.
    pub stylesheet: &'a str,
    /// Attributes of the body element, as markup, or empty.
    pub body: &'a str,
    /// What stands in the body, as markup.
    pub content: &'a str,
}

impl Page<'_> {
    /// The file's text.
    pub fn write(&self) -> String {
        let mut out = String::with_capacity(self.content.len() + 512);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
        out.push_str(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" ",
        );
        let tag = self.language.tag();
        out.push_str(&format!(
            "lang=\"{tag}\" xml:lang=\"{tag}\" dir=\"{}\">\n",
            direction(self.language).name()
        ));
        out.push_str("<head>\n<title>");
        push_text(&mut out, self.title);
        out.push_str("</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"");
        push_attribute(&mut out, self.stylesheet);
        out.push_str("\"/>\n</head>\n<body");
        out.push_str(self.body);
        out.push_str(">\n");
        out.push_str(self.content);
        out.push_str("</body>\n</html>\n");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, direction};
    use crate::model::Language;

    #[test]
    fn the_direction_follows_the_script() {
        let of = |tag: &str| direction(&Language::new(tag).expect("well formed"));
        assert_eq!(of("ar"), Direction::Leftwards);
        assert_eq!(of("fa-IR"), Direction::Leftwards);
        assert_eq!(of("az-Arab"), Direction::Leftwards);
        assert_eq!(of("en"), Direction::Rightwards);
        assert_eq!(of("ar-Latn"), Direction::Rightwards);
    }
}
