//! What a formula is made of, once its TeX has been read.

use super::symbols::Class;

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// A letter, with the accents above it.
    Letter(String),
    /// `3.14`
    Number(String),
    /// An upright name or a word of a text: `\sin`, `\text{if}`.
    Word(String),
    /// A text that could be read as something else without quotes.
    Quoted(String),
    /// Any other sign.
    Sign(String, Class),
    /// Space that was asked for.
    Space,
    /// A prime that has not been put to its letter.
    Prime,
    /// `{…}` of several pieces.
    Group(Vec<Node>),
    /// `\left( … \right)`; a delimiter may be empty.
    Fence {
        /// The delimiter in front.
        open: String,
        /// What stands between.
        inside: Vec<Node>,
        /// The delimiter behind.
        close: String,
    },
    /// `\frac{above}{below}`
    Fraction(Vec<Node>, Vec<Node>),
    /// `\sqrt[degree]{inside}`; the degree is empty for a square root.
    Root(Vec<Node>, Vec<Node>),
    /// `base'_{low}^{high}`; each list may be empty.
    Script(Script),
    /// What is written as a function of its parts: `binom(n, k)`, `hat(ab)`.
    Call(&'static str, Vec<Vec<Node>>),
    /// A matrix and its kin: cells in rows.
    Table {
        /// `mat`, `cases`, `array`.
        name: &'static str,
        /// The delimiters.
        around: [&'static str; 2],
        /// The cells, row by row.
        rows: Vec<Vec<Vec<Node>>>,
    },
    /// Lines below each other.
    Lines(Vec<Vec<Node>>),
    /// The end of a line outside an environment.
    Break,
    /// `\tag{1}`
    Tag(String),
}

/// A base with what is raised and lowered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Script {
    /// Nothing or one piece.
    pub base: Vec<Node>,
    /// How many primes.
    pub primes: usize,
    /// What is lowered.
    pub low: Vec<Node>,
    /// What is raised.
    pub high: Vec<Node>,
    /// Whether `low` and `high` stand below and above a relation, `\overset{!}{=}`.
    pub stacked: bool,
}

impl Node {
    /// A sign that stands as a letter does.
    pub fn ordinary(text: impl Into<String>) -> Self {
        Self::Sign(text.into(), Class::Ordinary)
    }

    /// How it stands among others.
    pub fn class(&self) -> Class {
        match self {
            Self::Sign(_, class) => *class,
            Self::Letter(_) | Self::Number(_) | Self::Prime | Self::Group(_) => Class::Ordinary,
            Self::Word(_) => Class::Operator,
            Self::Space => Class::Space,
            Self::Quoted(_)
            | Self::Fraction(..)
            | Self::Root(..)
            | Self::Call(..)
            | Self::Table { .. }
            | Self::Lines(_)
            | Self::Break
            | Self::Tag(_) => Class::Apart,
            Self::Fence { .. } => Class::Fence,
            Self::Script(script) => match script.base.first() {
                Some(base) if script.stacked || base.class() == Class::Operator => base.class(),
                Some(Self::Quoted(_) | Self::Call(..) | Self::Table { .. }) => Class::Apart,
                Some(Self::Sign(_, Class::Close)) => Class::Close,
                Some(Self::Sign(_, Class::Open)) => Class::Open,
                Some(Self::Fence { .. }) => Class::Fence,
                Some(_) | None => Class::Ordinary,
            },
        }
    }

    /// Whether a prime stands in it that belongs to nothing.
    pub fn has_prime(&self) -> bool {
        let any = |nodes: &[Node]| nodes.iter().any(Self::has_prime);
        match self {
            Self::Prime => true,
            Self::Letter(_)
            | Self::Number(_)
            | Self::Word(_)
            | Self::Quoted(_)
            | Self::Sign(..)
            | Self::Space
            | Self::Break
            | Self::Tag(_) => false,
            Self::Group(nodes) | Self::Fence { inside: nodes, .. } => any(nodes),
            Self::Fraction(one, other) | Self::Root(one, other) => any(one) || any(other),
            Self::Script(script) => any(&script.base) || any(&script.low) || any(&script.high),
            Self::Call(_, lists) | Self::Lines(lists) => lists.iter().any(|nodes| any(nodes)),
            Self::Table { rows, .. } => rows.iter().flatten().any(|nodes| any(nodes)),
        }
    }
}

/// The pieces of a list, with groups opened and empty ones left out: braces alone show nothing.
pub(super) fn flat(nodes: &[Node]) -> Vec<&Node> {
    let mut all = Vec::new();
    for node in nodes {
        match node {
            Node::Group(inside) => all.extend(flat(inside)),
            Node::Lines(lines) if lines.len() == 1 => all.extend(flat(&lines[0])),
            other => all.push(other),
        }
    }
    all
}
