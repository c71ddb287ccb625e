//! A body → a whole XHTML file.

use super::escape::{push_attribute, push_text};
use crate::model::{Direction, Language};

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
            Direction::of(self.language).name()
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
