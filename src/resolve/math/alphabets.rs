//! Alphabets of mathematics, and accents.

/// Characters, and side by side with them what they become.
type Pairs = [&'static str; 2];

fn counterpart([plain, other]: Pairs, character: char) -> Option<char> {
    plain.chars().zip(other.chars()).find(|(plain, _)| *plain == character).map(|(_, other)| other)
}

/// The combining character of an accent, where one can stand on a letter, and the accent's name.
pub(super) fn accent(command: &str) -> Option<(Option<char>, &'static str)> {
    Some(match command {
        "hat" | "widehat" => (Some('\u{302}'), "hat"),
        "bar" => (Some('\u{304}'), "bar"),
        "overline" | "closure" => (Some('\u{305}'), "overline"),
        "vec" | "overrightarrow" => (Some('\u{20D7}'), "vec"),
        "dot" => (Some('\u{307}'), "dot"),
        "ddot" => (Some('\u{308}'), "ddot"),
        "tilde" | "widetilde" => (Some('\u{303}'), "tilde"),
        "acute" => (Some('\u{301}'), "acute"),
        "grave" => (Some('\u{300}'), "grave"),
        "check" => (Some('\u{30C}'), "check"),
        "breve" => (Some('\u{306}'), "breve"),
        "mathring" => (Some('\u{30A}'), "ring"),
        "underline" => (None, "underline"),
        _ => return None,
    })
}

/// An alphabet of mathematics.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Alphabet {
    Plain,
    Bold,
    DoubleStruck,
    Script,
    Fraktur,
    Sans,
    Mono,
    BoldScript,
    BoldFraktur,
    BoldSans,
}

/// Where an alphabet's letters start in Unicode.
struct Block {
    early: Pairs,
    latin: u32,
    greek: Option<u32>,
    digits: Option<u32>,
}

impl Alphabet {
    /// The alphabet that a command asks for.
    pub fn of(command: &str) -> Option<Self> {
        Some(match command {
            "mathbb" | "Bbb" => Self::DoubleStruck,
            "mathcal" | "mathscr" => Self::Script,
            "mathfrak" => Self::Fraktur,
            "mathbf" | "boldsymbol" | "bm" | "bf" | "pmb" => Self::Bold,
            "mathsf" => Self::Sans,
            "mathtt" => Self::Mono,
            _ => return None,
        })
    }

    /// The alphabet of letters that are in `inner` within this one.
    ///
    /// # Errors
    ///
    /// Unicode has no letters that are both.
    pub fn with(self, inner: Self) -> Result<Self, String> {
        Ok(match (self, inner) {
            (Self::Plain, one) | (one, Self::Plain) => one,
            (one, other) if one == other => one,
            (Self::Bold, Self::Script | Self::BoldScript) | (Self::Script | Self::BoldScript, Self::Bold) => {
                Self::BoldScript
            }
            (Self::Bold, Self::Fraktur | Self::BoldFraktur)
            | (Self::Fraktur | Self::BoldFraktur, Self::Bold) => Self::BoldFraktur,
            (Self::Bold, Self::Sans | Self::BoldSans) | (Self::Sans | Self::BoldSans, Self::Bold) => {
                Self::BoldSans
            }
            _ => return Err("its letters are of two alphabets at once".to_owned()),
        })
    }

    /// A character in this alphabet, or as it is where the alphabet lacks it.
    pub fn letter(self, character: char) -> char {
        // Letters that were in Unicode before the others came.
        const NONE: Pairs = ["", ""];
        const DOUBLE_STRUCK: Pairs = ["CHNPQRZ", "ℂℍℕℙℚℝℤ"];
        const SCRIPT: Pairs = ["BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ"];
        const FRAKTUR: Pairs = ["CHIRZ", "ℭℌℑℜℨ"];
        const BOLD: Pairs = ["∇∂ϵϑϰϕϱϖ", "𝛁𝛛𝛜𝛝𝛞𝛟𝛠𝛡"];
        const BOLD_SANS: Pairs = ["∇∂ϵϑϰϕϱϖ", "𝝯𝞉𝞊𝞋𝞌𝞍𝞎𝞏"];
        let block = |early, latin, greek, digits| Block { early, latin, greek, digits };
        let block = match self {
            Self::Plain => return character,
            Self::Bold => block(BOLD, 0x1D400, Some(0x1D6A8), Some(0x1D7CE)),
            Self::DoubleStruck => block(DOUBLE_STRUCK, 0x1D538, None, Some(0x1D7D8)),
            Self::Script => block(SCRIPT, 0x1D49C, None, None),
            Self::Fraktur => block(FRAKTUR, 0x1D504, None, None),
            Self::Sans => block(NONE, 0x1D5A0, None, Some(0x1D7E2)),
            Self::Mono => block(NONE, 0x1D670, None, Some(0x1D7F6)),
            Self::BoldScript => block(NONE, 0x1D4D0, None, None),
            Self::BoldFraktur => block(NONE, 0x1D56C, None, None),
            Self::BoldSans => block(BOLD_SANS, 0x1D5D4, Some(0x1D756), Some(0x1D7EC)),
        };
        if let Some(early) = counterpart(block.early, character) {
            return early;
        }
        let offset = |from: char| u32::from(character) - u32::from(from);
        let code = match character {
            'A'..='Z' => Some(block.latin + offset('A')),
            'a'..='z' => Some(block.latin + 26 + offset('a')),
            '0'..='9' => block.digits.map(|digits| digits + offset('0')),
            'Α'..='Ω' => block.greek.map(|greek| greek + offset('Α')),
            'α'..='ω' => block.greek.map(|greek| greek + 26 + offset('α')),
            _ => None,
        };
        code.and_then(char::from_u32).unwrap_or(character)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabets_have_their_early_letters() {
        assert_eq!(Alphabet::DoubleStruck.letter('R'), 'ℝ');
        assert_eq!(Alphabet::DoubleStruck.letter('A'), '𝔸');
        assert_eq!(Alphabet::Script.letter('L'), 'ℒ');
        assert_eq!(Alphabet::Bold.letter('x'), '𝐱');
        assert_eq!(Alphabet::Bold.letter('θ'), '𝛉');
        assert_eq!(Alphabet::Bold.letter('Σ'), '𝚺');
        assert_eq!(Alphabet::Bold.letter('ж'), 'ж');
        assert_eq!(Alphabet::BoldScript.letter('X'), '𝓧');
        assert_eq!(Alphabet::Sans.letter('x'), '𝗑');
        assert_eq!(Alphabet::Mono.letter('0'), '𝟶');
    }
}
