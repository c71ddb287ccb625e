//! Superscripts, subscripts, accents and alphabets that Unicode has.

/// `text` raised, if Unicode has all of it.
pub(super) fn superscript(text: &str) -> Option<String> {
    text.chars().map(|character| counterpart(SUPERSCRIPTS, character)).collect()
}

/// `text` lowered, if Unicode has all of it.
pub(super) fn subscript(text: &str) -> Option<String> {
    text.chars().map(|character| counterpart(SUBSCRIPTS, character)).collect()
}

/// Characters, and side by side with them what they become.
type Pairs = [&'static str; 2];

fn counterpart([plain, other]: Pairs, character: char) -> Option<char> {
    plain.chars().zip(other.chars()).find(|(plain, _)| *plain == character).map(|(_, other)| other)
}

const SUPERSCRIPTS: Pairs = [
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ′″‴∗†°",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ′″‴*†°",
];

const SUBSCRIPTS: Pairs = ["0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"];

/// The combining character of an accent.
pub(super) fn accent(command: &str) -> Option<char> {
    Some(match command {
        "hat" | "widehat" => '\u{302}',
        "bar" | "overline" | "closure" => '\u{305}',
        "vec" | "overrightarrow" => '\u{20D7}',
        "dot" => '\u{307}',
        "ddot" => '\u{308}',
        "tilde" | "widetilde" => '\u{303}',
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        "check" => '\u{30C}',
        "breve" => '\u{306}',
        "mathring" => '\u{30A}',
        "underline" => '\u{332}',
        _ => return None,
    })
}

/// An alphabet of mathematics.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Alphabet {
    Plain,
    Bold,
    DoubleStruck,
    Script,
    Fraktur,
}

impl Alphabet {
    /// The alphabet that a command asks for. Those that only change the cut are plain.
    pub fn of(command: &str) -> Option<Self> {
        Some(match command {
            "mathbb" | "Bbb" => Self::DoubleStruck,
            "mathcal" | "mathscr" => Self::Script,
            "mathfrak" => Self::Fraktur,
            "mathbf" | "boldsymbol" | "bm" | "bf" => Self::Bold,
            "mathit" | "mathnormal" | "mathsf" | "mathtt" => Self::Plain,
            _ => return None,
        })
    }

    /// A character in this alphabet, or as it is where the alphabet lacks it.
    pub fn letter(self, character: char) -> char {
        // Letters that were in Unicode before the others came.
        const DOUBLE_STRUCK: Pairs = ["CHNPQRZ", "ℂℍℕℙℚℝℤ"];
        const SCRIPT: Pairs = ["BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ"];
        const FRAKTUR: Pairs = ["CHIRZ", "ℭℌℑℜℨ"];
        let (early, letters, digits) = match self {
            Self::Plain => return character,
            Self::Bold => (["", ""], 0x1D400, Some(0x1D7CE)),
            Self::DoubleStruck => (DOUBLE_STRUCK, 0x1D538, Some(0x1D7D8)),
            Self::Script => (SCRIPT, 0x1D49C, None),
            Self::Fraktur => (FRAKTUR, 0x1D504, None),
        };
        if let Some(early) = counterpart(early, character) {
            return early;
        }
        let offset = |from: char| u32::from(character) - u32::from(from);
        let code = match character {
            'A'..='Z' => letters + offset('A'),
            'a'..='z' => letters + 26 + offset('a'),
            '0'..='9' => match digits {
                Some(digits) => digits + offset('0'),
                None => return character,
            },
            _ => return character,
        };
        char::from_u32(code).unwrap_or(character)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_of_one_length() {
        for [plain, other] in [SUPERSCRIPTS, SUBSCRIPTS] {
            assert_eq!(plain.chars().count(), other.chars().count());
        }
    }

    #[test]
    fn alphabets_have_their_early_letters() {
        assert_eq!(Alphabet::DoubleStruck.letter('R'), 'ℝ');
        assert_eq!(Alphabet::DoubleStruck.letter('A'), '𝔸');
        assert_eq!(Alphabet::Script.letter('L'), 'ℒ');
        assert_eq!(Alphabet::Bold.letter('x'), '𝐱');
        assert_eq!(Alphabet::Bold.letter('ж'), 'ж');
    }
}
