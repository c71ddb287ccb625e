//! Words → names: a heading's slug as GitHub makes it, and names that XML and file systems take.

use unicode_normalization::char::is_combining_mark;

use crate::model::{Inline, Parsed};

/// The name that GitHub gives a heading of these words: lower case, with letters, digits, marks,
/// `_` and `-`, and `-` for each blank. May be empty.
pub(super) fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for character in words.trim().chars() {
        match character {
            'a'..='z' | '0'..='9' | '-' | '_' => slug.push(character),
            'A'..='Z' => slug.push(character.to_ascii_lowercase()),
            ' ' | '\n' | '\t' => slug.push('-'),
            _ if character.is_ascii() => {}
            _ if is_word(character) => slug.extend(character.to_lowercase()),
            _ => {}
        }
    }
    slug
}

/// The words of a heading as its slug takes them: without notes and pictures.
pub(super) fn heading_words(content: &[Inline<Parsed>]) -> String {
    fn push(content: &[Inline<Parsed>], words: &mut String) {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Code(text) => words.push_str(text),
                Inline::Math(math) => words.push_str(&math.tex),
                Inline::SoftBreak | Inline::HardBreak => words.push(' '),
                other => push(other.content(), words),
            }
        }
    }
    let mut words = String::new();
    push(content, &mut words);
    words
}

/// `name` as an XML name without colon (NCName): what cannot be in one becomes `-`, a name that
/// starts with anything but a letter or `_` gets `s-` in front, and an empty one is `section`.
pub(super) fn xml_name(name: &str) -> String {
    /// Long enough to tell headings apart, short enough for every reading system.
    const LONGEST: usize = 80;
    let mut cleaned = String::with_capacity(name.len());
    for character in name.chars().take(LONGEST) {
        let valid = match character {
            '-' | '_' | '.' => true,
            _ if character.is_ascii() => character.is_ascii_alphanumeric(),
            _ => is_word(character) && !matches!(character, '\u{37E}' | '\u{2000}'..='\u{206F}'),
        };
        match (valid, cleaned.ends_with('-')) {
            (true, _) => cleaned.push(character),
            (false, false) => cleaned.push('-'),
            (false, true) => {}
        }
    }
    let cleaned = if name.starts_with('-') { cleaned.as_str() } else { cleaned.trim_start_matches('-') };
    let cleaned = if name.ends_with('-') { cleaned } else { cleaned.trim_end_matches('-') };
    match cleaned.chars().next() {
        None => "section".to_owned(),
        Some(first) if first == '_' || (first.is_alphabetic() && !is_combining_mark(first)) => {
            cleaned.to_owned()
        }
        Some(_) => format!("s-{cleaned}"),
    }
}

/// `name` as a file's name without its ending, safe everywhere: ASCII letters, digits, `-`, `_`.
pub(super) fn file_name(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut cleaned = String::new();
    for character in name.chars().take(LONGEST) {
        match character {
            _ if character.is_ascii_alphanumeric() || character == '_' => {
                cleaned.push(character.to_ascii_lowercase());
            }
            _ if !cleaned.ends_with('-') => cleaned.push('-'),
            _ => {}
        }
    }
    let cleaned = cleaned.trim_matches('-');
    if cleaned.is_empty() { "picture".to_owned() } else { cleaned.to_owned() }
}

/// The last part of a path without its ending: `ch01` of `src/ch01.md`.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// `\p{Word}` of the regular expressions that GitHub uses: letters, marks, decimal digits and
/// connecting punctuation.
fn is_word(character: char) -> bool {
    // Numbers that are not decimal digits: superscripts, fractions, numbers in circles.
    let number = matches!(character, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{BC}'..='\u{BE}'
        | '\u{2070}'..='\u{2089}' | '\u{2150}'..='\u{215F}' | '\u{2460}'..='\u{249B}'
        | '\u{24EA}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3192}'..='\u{3195}'
        | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{324F}' | '\u{3251}'..='\u{325F}'
        | '\u{3280}'..='\u{3289}' | '\u{32B1}'..='\u{32BF}');
    let connector = matches!(
        character,
        '_' | '\u{203F}' | '\u{2040}' | '\u{2054}' | '\u{FE33}' | '\u{FE34}' | '\u{FE4D}'
            ..='\u{FE4F}' | '\u{FF3F}'
    );
    // Letters in circles count as letters by their property, but not for GitHub.
    let circled = matches!(character, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}');
    connector || (!number && !circled && (character.is_alphanumeric() || is_combining_mark(character)))
}
