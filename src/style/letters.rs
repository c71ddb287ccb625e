//! Letters and figures: which of a face's forms are set.

use serde::Deserialize;

/// Which figures are set, where the face has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// As high as capitals.
    #[default]
    Lining,
    /// With ascenders and descenders, like small letters.
    OldStyle,
    /// As high as capitals and of one width, so that they stand below each other.
    Tabular,
}

/// Which letters are set as capitals, where the face has small ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capitals {
    /// Those that are written so.
    #[default]
    AsWritten,
    /// Small letters are small capitals.
    Small,
    /// All letters are small capitals.
    AllSmall,
}

/// How what is more than a row of letters is made of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LetterRules {
    /// Note marks, and what is raised and lowered.
    pub scripts: Scripts,
    /// `1/2`
    pub fractions: Fractions,
}

/// How small raised and lowered letters are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scripts {
    /// As the face has them drawn; scaled where it has none.
    Drawn,
    /// Scaled from the face's letters.
    Scaled,
}

/// How fractions of figures, `1/2`, are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fractions {
    /// As they are written.
    AsWritten,
    /// As one sign, where the face can.
    Drawn,
}
