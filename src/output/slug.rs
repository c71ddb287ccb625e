//! A title → a name that any file system takes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The longest name, in bytes. File systems take 255; this leaves room for a number, an extension
/// and the suffixes that other programs add, and for people to read it.
const LONGEST: usize = 80;

/// The name of what has no letters in its title.
const NAMELESS: &str = "untitled";

/// The file name, without extension, for `title`: lower case, words joined by `-`, Latin letters
/// without their accents, letters of other scripts as they are.
///
/// It holds no dot, no separator and no space, is never empty, at most 80 bytes long (cut between
/// words where there is such a place), and no name that Windows keeps for devices.
pub fn slug(title: &str) -> String {
    let lower: String = title.to_lowercase().nfkc().collect();
    let mut name = String::with_capacity(lower.len().min(LONGEST * 2));
    let mut after_letter = After::Gap;
    for character in lower.chars() {
        // Enough to know where to cut.
        if name.len() > LONGEST + 4 {
            break;
        }
        let mut ascii = character;
        decompose_canonical(character, |part| {
            if part.is_ascii_alphanumeric() {
                ascii = part;
            }
        });
        after_letter = match character {
            _ if ascii.is_ascii_alphanumeric() => {
                name.push(ascii);
                After::Latin
            }
            _ if spelled(character).is_some() => {
                name.push_str(spelled(character).unwrap_or_default());
                After::Latin
            }
            // Vowels and tones of many scripts are marks; on a Latin letter they are accents.
            _ if is_combining_mark(character) => {
                if after_letter == After::Other {
                    name.push(character);
                }
                after_letter
            }
            _ if character.is_alphanumeric() => {
                name.push(character);
                After::Other
            }
            // "don't" is one word; hyphenation points and joiners are not there at all.
            '\'' | '’' | '‘' | 'ʼ' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' => after_letter,
            _ => {
                if !name.is_empty() && !name.ends_with('-') {
                    name.push('-');
                }
                After::Gap
            }
        };
    }
    safe(cut(&name))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Gap,
    Latin,
    Other,
}

/// Latin letters that are not an ASCII letter with an accent.
fn spelled(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "ng",
        _ => return None,
    })
}

/// At most [`LONGEST`] bytes of `name`, up to the end of a word if one ends there.
fn cut(name: &str) -> &str {
    if name.len() <= LONGEST {
        return name.trim_end_matches('-');
    }
    // A mark is not parted from its letter.
    let is_end = |at: &usize| name[*at..].starts_with(|after| !is_combining_mark(after));
    let end = (0..=LONGEST).rev().filter(|at| name.is_char_boundary(*at)).find(is_end).unwrap_or(0);
    // The byte after the cut may be the hyphen that ends the last whole word.
    let word = if name[end..].starts_with('-') { Some(end) } else { name[..end].rfind('-') };
    name[..word.unwrap_or(end)].trim_end_matches('-')
}

fn safe(name: &str) -> String {
    let (stem, number) = name.split_at_checked(3).unwrap_or((name, ""));
    let is_device = match stem {
        "con" | "prn" | "aux" | "nul" => number.is_empty(),
        "com" | "lpt" => number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    match name {
        "" => NAMELESS.to_string(),
        _ if is_device => format!("{name}-document"),
        _ => name.to_string(),
    }
}
