//! The words after a code's fence → its language, and whether its lines are numbered.

use super::attributes::token;
use super::frame::Inlines;
use super::inlines::{append, push_text};
use crate::model::{Code, Inline, ListingHead, Parsed};

/// The names that ask for numbers: ours, pandoc's, and that of other Markdown tools.
const NUMBERED: [&str; 4] = [".numbers", ".numberLines", ".number-lines", ".line-numbers"];
/// The names of the first line's number.
const START: [&str; 3] = ["start", "startFrom", "start-from"];

/// Code without a line yet, as the fence announces it: `rust`, `rust {.numbers start=10}`,
/// `{.rust .numbers}`.
pub(super) fn read(words: &str) -> Code<Parsed> {
    let mut code = Code::new(language(words), "");
    let Some((_, mut rest)) = words.split_once('{') else { return code };
    let (mut numbered, mut first) = (false, 1);
    while let Some((name, value, after)) = token(rest.trim_start()) {
        numbered |= NUMBERED.contains(&name);
        if START.contains(&name) {
            first = value.and_then(|value| value.parse().ok()).unwrap_or(first);
        }
        rest = after;
    }
    code.first_line = numbered.then_some(first);
    code
}

/// The caption of code that ends up in a line, with what stands before it: the word for a listing, which
/// the next stage has, is left out.
pub(super) fn headed(head: Option<ListingHead>, caption: Inlines) -> Inlines {
    let Some(ListingHead { file, number }) = head else { return caption };
    let mut words = Inlines::new();
    if !file.is_empty() {
        words.push(Inline::Code(file));
        if !number.is_empty() || !caption.is_empty() {
            push_text(&mut words, " — ".to_owned());
        }
    }
    let colon = if number.is_empty() || caption.is_empty() { "" } else { ": " };
    push_text(&mut words, format!("{number}{colon}"));
    append(&mut words, caption);
    words
}

/// The first word after a fence, in the letters that a language's name may have.
pub(super) fn language(words: &str) -> String {
    let first = words.split([' ', '\t', ',', '{', '}']).find(|word| !word.is_empty()).unwrap_or_default();
    if NUMBERED.contains(&first) || first.contains('=') {
        return String::new();
    }
    let first = first.strip_prefix('.').unwrap_or(first);
    first.chars().filter(|c| c.is_ascii_alphanumeric() || "+#._-".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_fence_says_the_language_and_whether_lines_are_numbered() {
        let cases = [
            ("rust,ignore", "rust", None),
            ("rust {.numbers}", "rust", Some(1)),
            ("python {.numberLines startFrom=\"10\"}", "python", Some(10)),
            ("{.c++ .numbers start=7}", "c++", Some(7)),
            ("{.numbers}", "", Some(1)),
            ("js {1,3}", "js", None),
            ("", "", None),
        ];
        for (words, language, first) in cases {
            let code = read(words);
            assert_eq!((code.language.as_str(), code.first_line), (language, first), "{words}");
        }
    }
}
