//! Names and words in formulas, and when they can be told from products of letters.

use super::alphabets::Alphabet;
use super::symbols::{Class, FUNCTIONS, character};
use super::tree::Node;

/// Names that the linear form itself uses: `hat(ab)`.
const RESERVED: &[&str] = &[
    "array",
    "atop",
    "bar",
    "binom",
    "boxed",
    "breve",
    "acute",
    "cancel",
    "cases",
    "check",
    "ddot",
    "dot",
    "grave",
    "hat",
    "mat",
    "matrix",
    "overbrace",
    "overline",
    "overset",
    "rcases",
    "ring",
    "tilde",
    "underbrace",
    "underline",
    "underset",
    "vec",
    "widehat",
    "widetilde",
];

/// Words of two letters that are plain words; other pairs of letters are products.
const SHORT: &[&str] = &[
    "ad", "an", "as", "at", "be", "by", "cm", "dB", "eV", "GL", "Hz", "id", "Id", "if", "im", "Im", "in",
    "is", "it", "kg", "KL", "km", "kW", "lg", "ln", "mg", "ml", "mm", "ms", "nd", "no", "of", "on", "or",
    "Pa", "Pr", "rd", "Re", "SL", "so", "SO", "Sp", "st", "SU", "th", "to", "tr", "Tr", "we",
];

/// Whether a run of letters would be read as a word that it is not.
pub(super) fn is_taken(run: &str) -> bool {
    RESERVED.contains(&run) || SHORT.contains(&run)
}

/// Whether `word` is read as a word without quotes. A hyphen and an apostrophe within it are no minus
/// and no prime, which are other characters.
fn is_plain(word: &str) -> bool {
    word.contains(char::is_alphabetic)
        && word.split(['-', '\'', '’']).all(|part| part.is_empty() || is_plain_part(part))
}

/// Whether it has three letters or more, is known, or is of a script without capitals and products.
fn is_plain_part(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let foreign = word.chars().all(|c| c.is_alphabetic() && u32::from(c) >= 0x530);
    letters == word.chars().count()
        && !RESERVED.contains(&word)
        && (letters >= 3 || foreign || SHORT.contains(&word) || FUNCTIONS.contains(&word))
}

fn word(text: String) -> Node {
    if is_plain(&text) { Node::Word(text) } else { Node::Quoted(text) }
}

/// The words of `\text{…}`, or all of it between quotes if one of them might be read otherwise.
/// A single roman letter is a letter.
pub(super) fn of_text(text: &str, command: &str) -> Vec<Node> {
    let alphabet = if command == "textbf" { Alphabet::Bold } else { Alphabet::Plain };
    const SIGNS: [char; 6] = [',', '.', ';', ':', '(', ')'];
    let lettered = |text: &str| text.chars().map(|c| alphabet.letter(c)).collect::<String>();
    let trimmed = text.trim();
    let core = |word: &&str| !word.trim_matches(SIGNS).is_empty();
    let mut letters = trimmed.chars();
    if let (Some(letter), None, "textrm") =
        (letters.next().filter(|c| c.is_alphabetic()), letters.next(), command)
    {
        return vec![Node::Letter(letter.to_string())];
    }
    let mut nodes = Vec::new();
    if text.starts_with(char::is_whitespace) {
        nodes.push(Node::Space);
    }
    if trimmed.split_whitespace().filter(core).all(|word| is_plain(word.trim_matches(SIGNS))) {
        for (index, shown) in trimmed.split_whitespace().enumerate() {
            if index > 0 {
                nodes.push(Node::Space);
            }
            let start = shown.len() - shown.trim_start_matches(SIGNS).len();
            let end = shown.trim_end_matches(SIGNS).len().max(start);
            let signs = |text: &str| text.chars().map(sign).collect::<Vec<_>>();
            nodes.extend(signs(&shown[..start]));
            if start < end {
                nodes.push(Node::Word(lettered(&shown[start..end])));
            }
            nodes.extend(signs(&shown[end..]));
        }
    } else if !trimmed.is_empty() {
        nodes.push(Node::Quoted(lettered(&trimmed.split_whitespace().collect::<Vec<_>>().join(" "))));
    }
    if text.ends_with(char::is_whitespace) && !trimmed.is_empty() {
        nodes.push(Node::Space);
    }
    nodes
}

fn sign(typed: char) -> Node {
    let (shown, class) = character(typed);
    Node::Sign(shown.to_string(), class)
}

/// The same with each run of letters a name: `\mathrm{softmax}`. A single letter is a letter.
pub(super) fn names(nodes: Vec<Node>) -> Vec<Node> {
    let mut named: Vec<Node> = Vec::new();
    let mut run = String::new();
    for node in nodes {
        match node {
            Node::Letter(letter) if letter.chars().count() == 1 => run.push_str(&letter),
            other => {
                flush(&mut run, &mut named);
                named.push(other);
            }
        }
    }
    flush(&mut run, &mut named);
    named
}

fn flush(run: &mut String, named: &mut Vec<Node>) {
    match run.chars().count() {
        0 => {}
        1 => named.push(Node::Letter(std::mem::take(run))),
        _ => named.push(word(std::mem::take(run))),
    }
}

/// How a fraction stands behind a word: of a sum's or a limit's kind, it needs no brackets.
pub(super) fn class_of(word: &str) -> Class {
    match word {
        "lim" | "liminf" | "limsup" | "max" | "min" | "sup" | "inf" | "mod" | "argmax" | "argmin" => {
            Class::Operator
        }
        _ if FUNCTIONS.contains(&word) => Class::Apart,
        _ => Class::Operator,
    }
}
