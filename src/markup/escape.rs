//! Text → the same text as XML: the only two ways for words to get into a file.

/// Appends `text` as the content of an element.
///
/// What XML 1.0 forbids even as a reference (most control characters, U+FFFE, U+FFFF) becomes the
/// replacement character: a file that holds one is not opened at all by a reading system. `>` is
/// escaped because of `]]>`.
pub fn push_text(out: &mut String, text: &str) {
    push(out, text, |character| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("\n"),
        other => forbidden(other),
    });
}

/// Appends `text` as the value of an attribute, between double quotes. Line ends become spaces,
/// as XML would read them anyway.
pub fn push_attribute(out: &mut String, text: &str) {
    push(out, text, |character| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\n' | '\r' | '\t' => Some(" "),
        other => forbidden(other),
    });
}

/// `text` as the content of an element.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text);
    out
}

/// `text` as the value of an attribute.
pub fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_attribute(&mut out, text);
    out
}

fn forbidden(character: char) -> Option<&'static str> {
    match character {
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' => Some("\u{fffd}"),
        // Allowed by XML, but not in HTML: the upper control characters.
        '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}"),
        _ => None,
    }
}

fn push(out: &mut String, text: &str, escaped: impl Fn(char) -> Option<&'static str>) {
    let mut done = 0;
    for (at, character) in text.char_indices() {
        if let Some(escape) = escaped(character) {
            out.push_str(&text[done..at]);
            out.push_str(escape);
            done = at + character.len_utf8();
        }
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::{attribute, text};

    #[test]
    fn nothing_gets_out_of_its_element() {
        assert_eq!(text("a < b && c ]]> \"d\""), "a &lt; b &amp;&amp; c ]]&gt; \"d\"");
        assert_eq!(attribute("\" onload=\"x\n\ty"), "&quot; onload=&quot;x  y");
    }

    #[test]
    fn forbidden_characters_are_replaced_and_others_kept() {
        assert_eq!(text("\0\u{c}\u{1f}\u{ffff}\u{85}"), "\u{fffd}".repeat(5));
        assert_eq!(text("\u{202e}\u{10ffff}\t\n\u{a0}ខ្មែរ"), "\u{202e}\u{10ffff}\t\n\u{a0}ខ្មែរ");
    }
}
