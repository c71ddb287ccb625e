//! `{width=50% #name alt="words"}` right after a picture → what it says.

use super::asked::Asked;

/// What attributes say of a picture.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// `width=50%`, `height=2cm`, `style="width: 40px"`
    pub asked: Asked,
    /// `alt="words"`
    pub alternative: Option<String>,
    /// `.decorative`, `alt=""`
    pub decorative: bool,
    /// `#name`
    pub anchor: Option<String>,
}

/// The attributes at the head of `text`, with their length; `None` if it starts with none.
///
/// pandoc's `{…}` and kramdown's `{: …}`. Braces with anything else in them are text.
pub(super) fn at_head_of(text: &str) -> Option<(Attributes, usize)> {
    let inside = text.strip_prefix('{')?;
    let mut attributes = Attributes::default();
    let mut rest = inside.strip_prefix(':').unwrap_or(inside).trim_start();
    loop {
        if let Some(after) = rest.strip_prefix('}') {
            attributes.asked.settle();
            return Some((attributes, text.len() - after.len()));
        }
        let (token, value, after) = token(rest)?;
        match (token.as_bytes()[0], value) {
            (b'#', None) if token.len() > 1 => attributes.anchor = Some(token[1..].to_owned()),
            (b'.', None) if token.len() > 1 => attributes.decorative |= token == ".decorative",
            (_, Some(value)) if token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => {
                match token {
                    "alt" | "fig-alt" => {
                        attributes.decorative |= value.is_empty();
                        attributes.alternative = Some(value.to_owned());
                    }
                    name => attributes.asked.attribute(name, value),
                }
            }
            _ => return None,
        }
        rest = after.trim_start();
    }
}

/// What attributes say of a heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HeadingAttributes {
    /// `#name`
    pub anchor: Option<String>,
    /// `-`, `.unnumbered`
    pub unnumbered: bool,
    /// `.unlisted`
    pub unlisted: bool,
}

impl HeadingAttributes {
    /// What the classes of a tag say.
    pub fn of_classes(classes: &str) -> Self {
        let mut said = Self::default();
        classes.split_whitespace().for_each(|class| said.add_class(class));
        said
    }

    fn add_class(&mut self, class: &str) {
        self.unnumbered |= class == "unnumbered";
        self.unlisted |= class == "unlisted";
    }
}

/// What stands between the braces behind a heading: pandoc's `{#name .class key="value" -}` and
/// kramdown's `{: #name}`; `None` if these are words.
pub(super) fn of_heading(inside: &str) -> Option<HeadingAttributes> {
    let mut said = HeadingAttributes::default();
    let mut rest = inside.trim();
    rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    if rest.is_empty() {
        return None;
    }
    // What ends the last token.
    let closed = format!("{rest}}}");
    let mut rest = closed.as_str();
    while rest != "}" {
        let (name, value, after) = token(rest)?;
        match (name.as_bytes()[0], value) {
            (b'#', None) if name.len() > 1 => said.anchor = Some(name[1..].to_owned()),
            (b'.', None) if name.len() > 1 => said.add_class(&name[1..]),
            (b'-', None) if name.len() == 1 => said.unnumbered = true,
            (b'#' | b'.', _) | (_, None) => return None,
            (_, Some(_)) => {}
        }
        rest = after.trim_start();
    }
    Some(said)
}

/// One token: its name, its value if it has one, and what follows.
pub(super) fn token(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let end = text.find(|c: char| c.is_whitespace() || c == '=' || c == '}')?;
    let name = text.get(..end).filter(|name| !name.is_empty())?;
    let Some(value) = text[end..].strip_prefix('=') else { return Some((name, None, &text[end..])) };
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let (value, after) = value[1..].split_once(quote)?;
        return Some((name, Some(value), after));
    }
    let end = value.find(|c: char| c.is_whitespace() || c == '}')?;
    Some((name, Some(&value[..end]), &value[end..]))
}

#[cfg(test)]
mod tests {
    use super::{Asked, Attributes, HeadingAttributes, at_head_of, of_heading};

    #[test]
    fn pandoc_and_kramdown_are_read() {
        let (attributes, length) = at_head_of("{width=50% #fig .wide alt='a b'} more").expect("attributes");
        let mut asked = Asked::default();
        asked.attribute("width", "50%");
        let expected = Attributes {
            asked,
            alternative: Some("a b".into()),
            decorative: false,
            anchor: Some("fig".into()),
        };
        assert_eq!((attributes, length), (expected, 32));
        let mut asked = Asked::default();
        asked.attribute("width", "300px");
        let expected = Attributes { asked, ..Attributes::default() };
        assert_eq!(at_head_of("{: width=\"300px\"}"), Some((expected, 17)));
    }

    #[test]
    fn attributes_of_headings_are_told_from_words() {
        let said = |anchor: Option<&str>, unnumbered, unlisted| {
            Some(HeadingAttributes { anchor: anchor.map(str::to_owned), unnumbered, unlisted })
        };
        for (inside, expected) in [
            ("-", said(None, true, false)),
            (" - #a ", said(Some("a"), true, false)),
            (".unnumbered .unlisted", said(None, true, true)),
            ("#sec:two .cls key=\"two words\"", said(Some("sec:two"), false, false)),
            (": .no_toc #b", said(Some("b"), false, false)),
            (":#b", said(Some("b"), false, false)),
            ("a, b", None),
            ("x", None),
            ("", None),
            ("#a word", None),
        ] {
            assert_eq!(of_heading(inside), expected, "{inside}");
        }
    }

    #[test]
    fn other_braces_are_text() {
        for text in ["{a, b}", "{{x}}", "{", "{a=", "{% x %}", "{}{", "{ .a"] {
            assert!(at_head_of(text).is_none_or(|(_, length)| text == "{}{" && length == 2), "{text}");
        }
    }
}
