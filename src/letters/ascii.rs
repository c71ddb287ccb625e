//! Characters → ASCII: signs by a table of our own, so that none comes to mean another (`≠` is no
//! `=`); letters by the usual transliterations.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// What stands for a character without any form in ASCII.
const UNKNOWN: &str = "[?]";

/// In which letters the edition is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// All that Unicode has.
    #[default]
    Unicode,
    /// ASCII, as a language writes it.
    Ascii(Tongue),
}

/// The languages that differ in what they write in ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Has words for signs, `Sec. ` and ` and `.
    English,
    /// Writes umlauts with an `e`, and has words of its own for signs.
    German,
    /// Has no words of ours for signs.
    Other,
}

impl Letters {
    /// ASCII for a text in a `language`, by its primary subtag.
    pub fn ascii(language: &str) -> Self {
        /// Languages that write `ä` as `ae` where they have to.
        const UMLAUTS: [&str; 3] = ["de", "lb", "gsw"];
        Self::Ascii(match language {
            "en" => Tongue::English,
            language if UMLAUTS.contains(&language) => Tongue::German,
            _ => Tongue::Other,
        })
    }

    /// `words` in these letters. Spaces that no line may end at, and joiners, stay until lines are
    /// made.
    pub fn of(self, words: &str) -> Cow<'_, str> {
        let Letters::Ascii(tongue) = self else { return words.into() };
        if words.is_ascii() {
            return words.into();
        }
        let mut out = String::with_capacity(words.len());
        // A letter and its accent are one, however they are written.
        for character in words.nfc() {
            match form(character, tongue) {
                Some(form) => out.push_str(form),
                None if is_kept(character) => out.push(character),
                None => out.push_str(UNKNOWN),
            }
        }
        out.into()
    }
}

/// Whether the character has its place in lines that are being made, and not in what is written.
fn is_kept(character: char) -> bool {
    character.is_ascii() || matches!(character, '\u{A0}' | '\u{202F}' | '\u{2060}' | '\u{AD}')
}

/// Whether the character has a form in ASCII.
pub fn is_known(character: char) -> bool {
    is_kept(character) || form(character, Tongue::English).is_some()
}

/// A line as it is written: what held its words together has done so.
pub fn written(text: &str) -> String {
    let blank = |character: char| matches!(character, '\u{A0}' | '\u{202F}');
    text.chars()
        .filter(|character| character.is_ascii() || blank(*character))
        .map(|character| if blank(character) { ' ' } else { character })
        .collect()
}

fn form(character: char, tongue: Tongue) -> Option<&'static str> {
    if is_kept(character) {
        return None;
    }
    let own: &[&[(char, &str)]] = match tongue {
        Tongue::English => &[],
        Tongue::German => &[GERMAN, WORDLESS],
        Tongue::Other => &[WORDLESS],
    };
    if let Some((_, form)) = own.iter().copied().flatten().find(|(sign, _)| *sign == character) {
        return Some(form);
    }
    if let Ok(at) = SIGNS.binary_search_by_key(&character, |(sign, _)| *sign) {
        return Some(SIGNS[at].1);
    }
    if character.is_whitespace() {
        return Some(" ");
    }
    // Guides of line ends, joins and directions are not seen, and leave nothing behind.
    if matches!(character, '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2061}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
    {
        return Some("");
    }
    // Of signs the library knows the look and not the meaning.
    let is_word = character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character);
    let found = deunicode::deunicode_char(character).filter(|_| is_word);
    found.filter(|form| !form.is_empty() && form.is_ascii()).or_else(|| {
        // A mark that was not composed with its letter is lost with the accent, as a composed one is.
        unicode_normalization::char::is_combining_mark(character).then_some("")
    })
}

const GERMAN: &[(char, &str)] = &[
    ('Ä', "Ae"),
    ('Ö', "Oe"),
    ('Ü', "Ue"),
    ('ä', "ae"),
    ('ö', "oe"),
    ('ü', "ue"),
    ('ẞ', "SS"),
    ('№', "Nr. "),
    ('°', " Grad"),
    ('‰', " Promille"),
];

/// Signs that are English words in the table below, as other languages may show them: in short forms
/// that many share, or drawn.
const WORDLESS: &[(char, &str)] =
    &[('§', "Par. "), ('‰', " o/oo"), ('∀', "forall "), ('∞', "inf"), ('∧', " /\\ "), ('∨', " \\/ ")];

/// Signs and what they are in ASCII, in order. The first table of this kind; a change to it changes
/// editions.
const SIGNS: &[(char, &str)] = &[
    ('¡', "!"),
    ('¢', " ct"),
    ('£', "GBP "),
    ('¤', "$"),
    ('¥', "JPY "),
    ('¦', "|"),
    ('§', "Sec. "),
    ('¨', "\""),
    ('©', "(c)"),
    ('ª', "a"),
    ('«', "\""),
    ('¬', "not "),
    ('®', "(R)"),
    ('¯', "-"),
    ('°', " deg"),
    ('±', "+/-"),
    ('²', "^2"),
    ('³', "^3"),
    ('´', "'"),
    ('µ', "u"),
    ('¶', "Par. "),
    ('·', "*"),
    ('¹', "^1"),
    ('º', "o"),
    ('»', "\""),
    ('¼', "1/4"),
    ('½', "1/2"),
    ('¾', "3/4"),
    ('¿', "?"),
    ('×', "x"),
    ('÷', "/"),
    ('ʰ', "^h"),
    ('ʲ', "^j"),
    ('ʳ', "^r"),
    ('ʷ', "^w"),
    ('ʸ', "^y"),
    ('ˢ', "^s"),
    ('ˣ', "^x"),
    ('Ω', "Ohm"),
    ('ᴹ', "^M"),
    ('ᵀ', "^T"),
    ('ᵃ', "^a"),
    ('ᵇ', "^b"),
    ('ᵈ', "^d"),
    ('ᵉ', "^e"),
    ('ᵍ', "^g"),
    ('ᵏ', "^k"),
    ('ᵐ', "^m"),
    ('ᵒ', "^o"),
    ('ᵖ', "^p"),
    ('ᵗ', "^t"),
    ('ᵘ', "^u"),
    ('ᵛ', "^v"),
    ('ᵢ', "_i"),
    ('ᵣ', "_r"),
    ('ᵤ', "_u"),
    ('ᵥ', "_v"),
    ('ᶜ', "^c"),
    ('ᶠ', "^f"),
    ('ᶻ', "^z"),
    ('\u{2002}', " "),
    ('\u{2003}', " "),
    ('\u{2009}', " "),
    ('\u{200A}', ""),
    ('\u{200B}', ""),
    ('\u{200C}', ""),
    ('\u{200D}', ""),
    ('\u{200E}', ""),
    ('\u{200F}', ""),
    ('‐', "-"),
    ('‑', "-"),
    ('‒', "-"),
    ('–', "--"),
    ('—', "---"),
    ('―', "---"),
    ('‖', "||"),
    ('‘', "'"),
    ('’', "'"),
    ('‚', "'"),
    ('‛', "'"),
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('‟', "\""),
    ('†', "(+)"),
    ('‡', "(++)"),
    ('•', "*"),
    ('…', "..."),
    ('‰', " per mille"),
    ('′', "'"),
    ('″', "''"),
    ('‹', "'"),
    ('›', "'"),
    ('※', "*"),
    ('⁄', "/"),
    ('⁰', "^0"),
    ('ⁱ', "^i"),
    ('⁴', "^4"),
    ('⁵', "^5"),
    ('⁶', "^6"),
    ('⁷', "^7"),
    ('⁸', "^8"),
    ('⁹', "^9"),
    ('⁺', "^+"),
    ('⁻', "^-"),
    ('⁼', "^="),
    ('⁽', "^("),
    ('⁾', "^)"),
    ('ⁿ', "^n"),
    ('₀', "_0"),
    ('₁', "_1"),
    ('₂', "_2"),
    ('₃', "_3"),
    ('₄', "_4"),
    ('₅', "_5"),
    ('₆', "_6"),
    ('₇', "_7"),
    ('₈', "_8"),
    ('₉', "_9"),
    ('₊', "_+"),
    ('₋', "_-"),
    ('₌', "_="),
    ('₍', "_("),
    ('₎', "_)"),
    ('ₐ', "_a"),
    ('ₑ', "_e"),
    ('ₒ', "_o"),
    ('ₓ', "_x"),
    ('ₕ', "_h"),
    ('ₖ', "_k"),
    ('ₗ', "_l"),
    ('ₘ', "_m"),
    ('ₙ', "_n"),
    ('ₚ', "_p"),
    ('ₛ', "_s"),
    ('ₜ', "_t"),
    ('€', "EUR "),
    ('№', "No. "),
    ('™', "(TM)"),
    ('⅓', "1/3"),
    ('⅔', "2/3"),
    ('⅛', "1/8"),
    ('⅜', "3/8"),
    ('⅝', "5/8"),
    ('⅞', "7/8"),
    ('←', "<-"),
    ('↑', "^"),
    ('→', "->"),
    ('↓', "v"),
    ('↔', "<->"),
    ('↦', "|->"),
    ('⇐', "<="),
    ('⇒', "=>"),
    ('⇔', "<=>"),
    ('∀', "for all "),
    ('∂', "d"),
    ('∃', "exists "),
    ('∅', "{}"),
    ('∇', "nabla "),
    ('∈', " in "),
    ('∉', " not in "),
    ('∏', "prod "),
    ('∑', "sum "),
    ('−', "-"),
    ('∓', "-/+"),
    ('∗', "*"),
    ('∘', "o"),
    ('√', "sqrt "),
    ('∞', "infinity"),
    ('∣', "|"),
    ('∥', "||"),
    ('∧', " and "),
    ('∨', " or "),
    ('∩', " cap "),
    ('∪', " cup "),
    ('∫', "int "),
    ('∼', "~"),
    ('≈', "~="),
    ('≠', "!="),
    ('≡', "=="),
    ('≤', "<="),
    ('≥', ">="),
    ('≪', "<<"),
    ('≫', ">>"),
    ('⊂', " subset "),
    ('⊆', " subseteq "),
    ('⊕', "(+)"),
    ('⊗', "(x)"),
    ('⋅', "*"),
    ('⋆', "*"),
    ('⋯', "..."),
    ('─', "-"),
    ('━', "-"),
    ('│', "|"),
    ('┃', "|"),
    ('┌', "+"),
    ('┐', "+"),
    ('└', "+"),
    ('┘', "+"),
    ('├', "+"),
    ('┤', "+"),
    ('┬', "+"),
    ('┴', "+"),
    ('┼', "+"),
    ('═', "="),
    ('║', "|"),
    ('╞', "+"),
    ('╡', "+"),
    ('╤', "+"),
    ('╧', "+"),
    ('╪', "+"),
    ('█', "#"),
    ('■', "*"),
    ('□', "[ ]"),
    ('▪', "*"),
    ('▲', "^"),
    ('▶', ">"),
    ('▼', "v"),
    ('◀', "<"),
    ('◆', "*"),
    ('○', "o"),
    ('●', "*"),
    ('◦', "o"),
    ('☐', "[ ]"),
    ('☑', "[x]"),
    ('♯', "#"),
    ('✓', "[x]"),
    ('✔', "[x]"),
    ('✗', "[ ]"),
    ('✘', "[ ]"),
    ('⟨', "<"),
    ('⟩', ">"),
    ('⩽', "<="),
    ('⩾', ">="),
    ('、', ", "),
    ('。', ". "),
    ('「', "\""),
    ('」', "\""),
    ('\u{FE0E}', ""),
    ('\u{FE0F}', ""),
    ('\u{FEFF}', ""),
    ('！', "!"),
    ('（', "("),
    ('）', ")"),
    ('，', ", "),
    ('：', ": "),
    ('；', "; "),
    ('？', "?"),
];

#[cfg(test)]
mod tests {
    use super::{Letters, SIGNS, Tongue, is_known, written};

    const ASCII: Letters = Letters::Ascii(Tongue::English);

    #[test]
    fn signs_keep_their_meaning() {
        assert_eq!(ASCII.of("a ≠ b, 5 ≤ 6, £3 – “so”… x²"), "a != b, 5 <= 6, GBP 3 -- \"so\"... x^2");
    }

    #[test]
    fn letters_lose_their_accents_or_are_written_by_their_sound() {
        assert_eq!(ASCII.of("Éva Ångström"), "Eva Angstrom");
        assert_eq!(ASCII.of("北京").trim(), "Bei Jing");
        assert_eq!(Letters::Ascii(Tongue::German).of("Größe"), "Groesse");
        assert_eq!(ASCII.of("Größe"), "Grosse");
        assert_eq!(ASCII.of("e\u{301}"), "e");
    }

    #[test]
    fn english_words_stand_in_english_texts_alone() {
        assert_eq!(ASCII.of("§ 5, a ∧ b"), "Sec.  5, a  and  b");
        assert_eq!(Letters::ascii("de").of("§5, 20°"), "Par. 5, 20 Grad");
        assert_eq!(Letters::ascii("fr").of("§5, a∨b"), "Par. 5, a \\/ b");
    }

    #[test]
    fn what_has_no_form_is_shown() {
        assert_eq!(ASCII.of("a 🎉"), "a [?]");
        assert!(!is_known('🎉') && is_known('≠') && is_known('ភ'));
    }

    #[test]
    fn spaces_hold_until_lines_are_made() {
        assert_eq!(ASCII.of("10\u{A0}km"), "10\u{A0}km");
        assert_eq!(written("10\u{A0}k\u{2060}m"), "10 km");
    }

    #[test]
    fn the_table_is_in_order_and_in_ascii() {
        assert!(SIGNS.is_sorted_by(|(one, _), (other, _)| one < other));
        assert!(SIGNS.iter().all(|(_, form)| form.is_ascii()));
    }
}
