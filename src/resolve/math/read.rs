//! TeX → the tree of a formula.
//!
//! TeX is cut into tokens and read as a list of pieces, each with its class, as TeX itself does.
//! What has no linear form is an error, and the TeX is shown.

use super::alphabets::Alphabet;
use super::symbols::{Class, character};
use super::tree::{Node, Script};

/// Groups nested deeper than this are not read.
const DEEPEST: usize = 40;

/// A longer formula is not read, in bytes.
const LONGEST: usize = 20_000;

/// The tree of `tex`, or why there is none.
pub(super) fn read(tex: &str) -> Result<Vec<Node>, String> {
    if tex.len() > LONGEST {
        return Err("it is too long".to_owned());
    }
    let mut reader = Reader { rest: tex, depth: 0, alphabet: Alphabet::Plain, cells: Cells::Outside };
    let nodes = reader.list()?;
    if !reader.rest.is_empty() {
        return Err("its braces do not match".to_owned());
    }
    if nodes.iter().any(Node::has_prime) {
        return Err("`\\prime` stands by itself".to_owned());
    }
    Ok(nodes)
}

/// Whether `&` and `\\` end what is read.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Cells {
    Outside,
    Inside,
}

/// Reads TeX from its start to its end.
pub(super) struct Reader<'t> {
    pub(super) rest: &'t str,
    depth: usize,
    pub(super) alphabet: Alphabet,
    pub(super) cells: Cells,
}

/// A token of TeX.
pub(super) enum Token<'t> {
    /// `\name`, without the backslash.
    Command(&'t str),
    /// Any other character.
    Char(char),
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Whether `command` comes next, and not one with a longer name: `\right`, not `\rightarrow`.
    pub fn is_at(&self, command: &str) -> bool {
        self.rest
            .strip_prefix(command)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    }

    pub fn skip_blanks(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            // A comment goes up to the end of its line.
            let Some(comment) = self.rest.strip_prefix('%') else { return };
            self.rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
        }
    }

    pub fn token(&mut self) -> Option<Token<'t>> {
        self.skip_blanks();
        let first = self.peek()?;
        if first != '\\' {
            self.rest = &self.rest[first.len_utf8()..];
            return Some(Token::Char(first));
        }
        let after = &self.rest[1..];
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { after.chars().next().map_or(0, char::len_utf8) };
        self.rest = &after[length..];
        Some(Token::Command(&after[..length]))
    }

    /// Runs `read` one level deeper.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, String>) -> Result<T, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("it is nested too deep".to_owned());
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn ends(&self) -> bool {
        self.rest.is_empty()
            || self.rest.starts_with('}')
            || ["\\right", "\\end", "\\rvert", "\\rVert"].iter().any(|command| self.is_at(command))
            || self.cells == Cells::Inside && (self.rest.starts_with('&') || self.rest.starts_with("\\\\"))
    }

    /// The pieces up to the end of the group, of the cell or of the row.
    pub fn list(&mut self) -> Result<Vec<Node>, String> {
        self.deeper(|reader| {
            let mut nodes = Vec::new();
            let mut infix: Option<(&str, Vec<Node>)> = None;
            loop {
                reader.skip_blanks();
                if reader.ends() {
                    break;
                }
                match reader.infix() {
                    Some(_) if infix.is_some() => return Err("fractions in it are ambiguous".to_owned()),
                    Some(name) => infix = Some((name, std::mem::take(&mut nodes))),
                    None => reader.piece(&mut nodes)?,
                }
            }
            Ok(match infix {
                None => nodes,
                Some(("over", above)) => vec![Node::Fraction(above, nodes)],
                Some(("choose", above)) => vec![Node::Call("binom", vec![above, nodes])],
                Some((_, above)) => vec![Node::Call("atop", vec![above, nodes])],
            })
        })
    }

    /// A command that stands between its two arguments.
    fn infix(&mut self) -> Option<&'static str> {
        let found = ["over", "choose", "atop"].into_iter().find(|name| {
            let command = self.rest.strip_prefix('\\').is_some_and(|rest| rest.starts_with(name));
            command && self.is_at(&self.rest[..1 + name.len()])
        })?;
        self.rest = &self.rest[1 + found.len()..];
        Some(found)
    }

    fn piece(&mut self, nodes: &mut Vec<Node>) -> Result<(), String> {
        let Some(token) = self.token() else { return Ok(()) };
        match token {
            Token::Char(sign @ ('^' | '_')) => return self.script(nodes, sign),
            Token::Char('\'' | '′') => add_primes(nodes, 1)?,
            Token::Char('″') => add_primes(nodes, 2)?,
            Token::Char('{') => nodes.push(grouped(self.group_rest()?)),
            Token::Char('&') => return Err("`&` stands outside a table".to_owned()),
            Token::Char('"' | '“' | '”') => {
                return Err("quotes in it are no part of a formula".to_owned());
            }
            Token::Char('~') => nodes.push(Node::Space),
            Token::Char(digit) if digit.is_ascii_digit() => {
                let more =
                    self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
                let more = self.rest[..more].trim_end_matches('.');
                self.rest = &self.rest[more.len()..];
                let number = std::iter::once(digit).chain(more.chars());
                nodes.push(Node::Number(number.map(|c| self.alphabet.letter(c)).collect()));
            }
            Token::Char(typed) => match small_digit(typed) {
                Some((sign, digit)) => {
                    let mut number = String::from(digit);
                    while let Some((next, digit)) = self.peek().and_then(small_digit)
                        && next == sign
                    {
                        number.push(digit);
                        self.rest = &self.rest[self.peek().map_or(0, char::len_utf8)..];
                    }
                    add_script(nodes, sign, vec![Node::Number(number)])?;
                }
                None => nodes.push(self.typed(typed)),
            },
            Token::Command(command) => return self.command(command, nodes),
        }
        Ok(())
    }

    /// A character that stands for itself.
    fn typed(&self, typed: char) -> Node {
        let (shown, class) = character(typed);
        let shown = self.alphabet.letter(shown);
        match class {
            Class::Ordinary if shown.is_alphabetic() => Node::Letter(shown.to_string()),
            class => Node::Sign(shown.to_string(), class),
        }
    }

    /// What stands between the brace just read and its partner.
    fn group_rest(&mut self) -> Result<Vec<Node>, String> {
        let before = (self.alphabet, std::mem::replace(&mut self.cells, Cells::Outside));
        let nodes = self.list()?;
        (self.alphabet, self.cells) = before;
        self.rest = self.rest.strip_prefix('}').ok_or("its braces do not match")?;
        Ok(nodes)
    }

    /// The argument of a command or script: a group or one piece.
    pub fn argument(&mut self) -> Result<Vec<Node>, String> {
        self.skip_blanks();
        if let Some(rest) = self.rest.strip_prefix('{') {
            self.rest = rest;
            return self.group_rest();
        }
        // `\frac12` has two arguments of one digit.
        if let Some(digit) = self.peek().filter(char::is_ascii_digit) {
            self.rest = &self.rest[1..];
            return Ok(vec![Node::Number(self.alphabet.letter(digit).to_string())]);
        }
        if self.ends() {
            return Err("a command lacks what it works on".to_owned());
        }
        let mut nodes = Vec::new();
        self.deeper(|reader| reader.piece(&mut nodes))?;
        Ok(nodes)
    }

    /// The letters of an argument, as they are: `\begin{cases}`, `\tag{1}`.
    pub fn words(&mut self) -> Result<&'t str, String> {
        self.skip_blanks();
        let inside = self.rest.strip_prefix('{').ok_or("a command lacks its words")?;
        let end = inside.find('}').ok_or("its braces do not match")?;
        let words = &inside[..end];
        if words.contains(['\\', '$', '{', '^', '_']) {
            return Err("words in it hold commands".to_owned());
        }
        self.rest = &inside[end + 1..];
        Ok(words)
    }

    /// An argument in square brackets, if there is one.
    pub fn option(&mut self) -> Option<&'t str> {
        self.skip_blanks();
        let (option, rest) = self.rest.strip_prefix('[')?.split_once(']')?;
        self.rest = rest;
        Some(option)
    }

    fn script(&mut self, nodes: &mut Vec<Node>, sign: char) -> Result<(), String> {
        let mut content = self.argument()?;
        if sign == '^' {
            let mut primes = content.iter().take_while(|node| **node == Node::Prime).count();
            content.drain(..primes);
            // `f^{''}`
            if let Some(Node::Script(first)) = content.first()
                && first.base.is_empty()
                && first.low.is_empty()
                && first.high.is_empty()
            {
                primes += first.primes;
                content.remove(0);
            }
            if primes > 0 {
                add_primes(nodes, primes)?;
            }
            // Degrees, not a small circle raised.
            if matches!(content.as_slice(), [Node::Sign(circle, _)] if circle == "∘") {
                nodes.push(Node::ordinary("°"));
                return Ok(());
            }
        }
        add_script(nodes, sign, content)
    }
}

/// One piece as it is, several as a group; a sign in braces has no space around it.
fn grouped(mut nodes: Vec<Node>) -> Node {
    match nodes.as_mut_slice() {
        [Node::Sign(sign, Class::Binary | Class::Relation | Class::Punctuation)] => {
            Node::ordinary(std::mem::take(sign))
        }
        [Node::Letter(_) | Node::Number(_) | Node::Word(_) | Node::Quoted(_) | Node::Sign(..)] => {
            nodes.remove(0)
        }
        _ => Node::Group(nodes),
    }
}

/// The script that the last piece is, or is made to be; one of its own where there is no piece:
/// `^{14}C`.
fn last_script(nodes: &mut Vec<Node>) -> &mut Script {
    if !matches!(nodes.last(), Some(Node::Script(script)) if !script.stacked) {
        let base = match nodes.pop() {
            Some(space @ (Node::Space | Node::Break)) => {
                nodes.push(space);
                Vec::new()
            }
            Some(Node::Group(inside)) if inside.is_empty() => Vec::new(),
            Some(base) => vec![base],
            None => Vec::new(),
        };
        nodes.push(Node::Script(Script { base, ..Script::default() }));
    }
    match nodes.last_mut() {
        Some(Node::Script(script)) => script,
        _ => unreachable!("it was put there"),
    }
}

fn add_primes(nodes: &mut Vec<Node>, count: usize) -> Result<(), String> {
    let script = last_script(nodes);
    if !script.high.is_empty() {
        return Err("something has two superscripts".to_owned());
    }
    script.primes += count;
    Ok(())
}

/// Puts `content` to the last piece, above or below.
pub(super) fn add_script(nodes: &mut Vec<Node>, sign: char, content: Vec<Node>) -> Result<(), String> {
    if content.is_empty() {
        return Ok(());
    }
    let script = last_script(nodes);
    let (place, name) = match sign {
        '^' => (&mut script.high, "superscripts"),
        _ => (&mut script.low, "subscripts"),
    };
    if !place.is_empty() {
        return Err(format!("something has two {name}"));
    }
    *place = content;
    Ok(())
}

/// A digit that was typed raised or lowered.
fn small_digit(typed: char) -> Option<(char, char)> {
    const HIGH: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    const LOW: &str = "₀₁₂₃₄₅₆₇₈₉";
    let digit = |all: &str| (b'0'..).zip(all.chars()).find(|(_, one)| *one == typed).map(|(it, _)| it);
    digit(HIGH).map(|it| ('^', char::from(it))).or_else(|| digit(LOW).map(|it| ('_', char::from(it))))
}
