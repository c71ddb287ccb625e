//! TeX → one line of Unicode.
//!
//! TeX is cut into tokens and read as a list of atoms, each with its class, as TeX itself does;
//! the classes give the spaces. What has no linear form is an error, and the TeX is shown.

use unicode_normalization::UnicodeNormalization;

use super::scripts::{Alphabet, accent, subscript, superscript};
use super::symbols::{Class, character, symbol};

/// Groups nested deeper than this are not read.
const DEEPEST: usize = 40;

/// A longer formula is not read, in bytes.
const LONGEST: usize = 20_000;

/// `tex` in Unicode, or why it has no such form.
pub(super) fn linear(tex: &str) -> Result<String, String> {
    if tex.len() > LONGEST {
        return Err("it is too long".to_owned());
    }
    let mut reader = Reader { rest: tex, depth: 0, alphabet: Alphabet::Plain };
    let atoms = reader.atoms()?;
    if !reader.rest.is_empty() {
        return Err("its braces do not match".to_owned());
    }
    let line: String = joined(&atoms).nfc().collect();
    if line.is_empty() { Err("it shows nothing".to_owned()) } else { Ok(line) }
}

/// A piece of a formula.
struct Atom {
    text: String,
    class: Class,
}

impl Atom {
    fn new(text: impl Into<String>, class: Class) -> Self {
        Self { text: text.into(), class }
    }
}

/// The atoms with the spaces that their classes ask for.
fn joined(atoms: &[Atom]) -> String {
    let mut line = String::new();
    let mut last: Option<Class> = None;
    for (index, atom) in atoms.iter().enumerate() {
        let mut class = atom.class;
        // A sign without something on both sides is part of what follows.
        let begins = matches!(
            last,
            None | Some(Class::Binary | Class::Relation | Class::Open | Class::Punctuation | Class::Operator)
        );
        let ends = atoms[index + 1..].iter().all(|atom| atom.class == Class::Space);
        if class == Class::Binary && (begins || ends) {
            class = Class::Ordinary;
        }
        let space = match (last, class) {
            (None | Some(Class::Space), _) | (_, Class::Space) => class == Class::Space,
            (Some(Class::Binary | Class::Relation | Class::Punctuation), _) => true,
            (_, Class::Binary | Class::Relation) => true,
            (_, Class::Close | Class::Punctuation) | (Some(Class::Open), _) => false,
            (Some(Class::Operator | Class::Apart), Class::Open) => false,
            (Some(Class::Operator | Class::Apart), _) => true,
            (Some(Class::Ordinary | Class::Close), Class::Operator | Class::Apart) => true,
            (Some(Class::Ordinary | Class::Close), Class::Ordinary | Class::Open) => false,
        };
        if space && !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(&atom.text);
        if !(class == Class::Space && last.is_none()) {
            last = Some(class);
        }
    }
    line.trim_end().to_owned()
}

/// The atoms without spaces, as scripts have them.
fn tight(atoms: &[Atom]) -> String {
    let word = |atom: &Atom| atom.class == Class::Apart;
    if atoms.iter().any(word) {
        return joined(atoms);
    }
    atoms.iter().map(|atom| atom.text.trim()).collect()
}

/// In brackets, unless it is short enough to be understood without.
fn grouped(atoms: &[Atom]) -> String {
    let text = joined(atoms);
    let simple = match atoms {
        [atom] => matches!(atom.class, Class::Ordinary),
        _ => !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()),
    };
    if simple { text } else { format!("({text})") }
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
    alphabet: Alphabet,
}

enum Token<'t> {
    Command(&'t str),
    Char(char),
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Whether `command` comes next, and not one with a longer name: `\right`, not `\rightarrow`.
    fn is_at(&self, command: &str) -> bool {
        self.rest
            .strip_prefix(command)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    }

    fn skip_blanks(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            // A comment goes up to the end of its line.
            let Some(comment) = self.rest.strip_prefix('%') else { return };
            self.rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
        }
    }

    fn token(&mut self) -> Option<Token<'t>> {
        self.skip_blanks();
        let first = self.peek()?;
        if first != '\\' {
            self.rest = &self.rest[first.len_utf8()..];
            return Some(Token::Char(first));
        }
        let after = &self.rest[1..];
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { after.chars().next().map_or(0, char::len_utf8) };
        self.rest = after[length..].strip_prefix('*').filter(|_| letters > 0).unwrap_or(&after[length..]);
        Some(Token::Command(&after[..length]))
    }

    /// The atoms up to the end of the group, of the cell or of the row, or what ends it.
    fn atoms(&mut self) -> Result<Vec<Atom>, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("it is nested too deep".to_owned());
        }
        let mut atoms = Vec::new();
        loop {
            self.skip_blanks();
            let ends = self.rest.starts_with('}') || self.is_at("\\right") || self.is_at("\\end");
            if self.rest.is_empty() || ends {
                break;
            }
            self.atom(&mut atoms)?;
        }
        self.depth -= 1;
        Ok(atoms)
    }

    fn atom(&mut self, atoms: &mut Vec<Atom>) -> Result<(), String> {
        match self.token() {
            None => Ok(()),
            Some(Token::Char('^')) => self.script(atoms, '^'),
            Some(Token::Char('_')) => self.script(atoms, '_'),
            Some(Token::Char('\'')) => {
                attach(atoms, "′");
                Ok(())
            }
            Some(Token::Char('{')) => {
                let mut group = self.group_rest()?;
                atoms.append(&mut group);
                Ok(())
            }
            Some(Token::Char('&')) => Ok(()),
            Some(Token::Char('~')) => {
                atoms.push(Atom::new("", Class::Space));
                Ok(())
            }
            Some(Token::Char(digit)) if digit.is_ascii_digit() => {
                let more =
                    self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
                let more = self.rest[..more].trim_end_matches('.');
                self.rest = &self.rest[more.len()..];
                let number = std::iter::once(digit).chain(more.chars());
                let number: String = number.map(|c| self.alphabet.letter(c)).collect();
                atoms.push(Atom::new(number, Class::Ordinary));
                Ok(())
            }
            Some(Token::Char(typed)) => {
                let (shown, class) = character(typed);
                atoms.push(Atom::new(self.alphabet.letter(shown), class));
                Ok(())
            }
            Some(Token::Command(command)) => self.command(command, atoms),
        }
    }

    /// What stands between the brace just read and its partner.
    fn group_rest(&mut self) -> Result<Vec<Atom>, String> {
        let alphabet = self.alphabet;
        let atoms = self.atoms()?;
        self.alphabet = alphabet;
        self.rest = self.rest.strip_prefix('}').ok_or("its braces do not match")?;
        Ok(atoms)
    }

    /// The argument of a command or script: a group or one atom.
    fn argument(&mut self) -> Result<Vec<Atom>, String> {
        self.skip_blanks();
        if let Some(rest) = self.rest.strip_prefix('{') {
            self.rest = rest;
            return self.group_rest();
        }
        // `\frac12` has two arguments of one digit.
        if let Some(digit) = self.peek().filter(char::is_ascii_digit) {
            self.rest = &self.rest[1..];
            return Ok(vec![Atom::new(self.alphabet.letter(digit), Class::Ordinary)]);
        }
        if self.rest.is_empty() || self.rest.starts_with('}') {
            return Err("a command lacks what it works on".to_owned());
        }
        let mut atoms = Vec::new();
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("it is nested too deep".to_owned());
        }
        self.atom(&mut atoms)?;
        self.depth -= 1;
        Ok(atoms)
    }

    /// The letters of an argument, as they are: `\text{if so}`, `\begin{cases}`.
    fn words(&mut self) -> Result<&'t str, String> {
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
    fn option(&mut self) -> Option<&'t str> {
        self.skip_blanks();
        let (option, rest) = self.rest.strip_prefix('[')?.split_once(']')?;
        self.rest = rest;
        Some(option)
    }

    fn script(&mut self, atoms: &mut Vec<Atom>, kind: char) -> Result<(), String> {
        let argument = self.argument()?;
        let text = tight(&argument);
        let (high, signs) = match kind {
            '^' => (true, superscript(&text)),
            _ => (false, subscript(&text)),
        };
        let text = match signs {
            _ if high && text == "∘" => "°".to_owned(),
            _ if high && matches!(text.as_str(), "′" | "″") => text,
            Some(signs) => signs,
            None if text.chars().count() == 1 => format!("{kind}{text}"),
            None => format!("{kind}({text})"),
        };
        attach(atoms, &text);
        Ok(())
    }

    fn command(&mut self, command: &str, atoms: &mut Vec<Atom>) -> Result<(), String> {
        if let Some((sign, class)) = symbol(command) {
            atoms.push(Atom::new(sign, class));
            return Ok(());
        }
        if let Some(accent) = accent(command) {
            let marked = tight(&self.argument()?).chars().flat_map(|c| [c, accent]).collect::<String>();
            atoms.push(Atom::new(marked, Class::Ordinary));
            return Ok(());
        }
        if let Some(alphabet) = Alphabet::of(command) {
            let before = std::mem::replace(&mut self.alphabet, alphabet);
            // `\bf` reaches to the end of its group, which puts the alphabet back.
            if command != "bf" {
                let mut argument = self.argument()?;
                atoms.append(&mut argument);
                self.alphabet = before;
            }
            return Ok(());
        }
        match command {
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                let (above, below) = (self.argument()?, self.argument()?);
                let one = !above.is_empty()
                    && above
                        .iter()
                        .all(|atom| matches!(atom.class, Class::Ordinary | Class::Close | Class::Open));
                let above = if one { joined(&above) } else { grouped(&above) };
                atoms.push(Atom::new(format!("{above}/{}", grouped(&below)), Class::Apart));
            }
            "sqrt" => {
                let root = match self.option().map(str::trim) {
                    None | Some("2") => "√".to_owned(),
                    Some("3") => "∛".to_owned(),
                    Some("4") => "∜".to_owned(),
                    Some(degree) => {
                        format!("{}√", superscript(degree).ok_or("a root has a degree that cannot be shown")?)
                    }
                };
                let inside = grouped(&self.argument()?);
                atoms.push(Atom::new(format!("{root}{inside}"), Class::Ordinary));
            }
            "binom" | "dbinom" | "tbinom" => {
                let (above, below) = (joined(&self.argument()?), joined(&self.argument()?));
                atoms.push(Atom::new(format!("C({above}, {below})"), Class::Ordinary));
            }
            "text" | "textrm" | "textit" | "textbf" | "textsf" | "texttt" | "mbox" | "hbox"
            | "textnormal" => {
                let words = self.words()?.to_owned();
                atoms.push(Atom::new(words, Class::Apart));
            }
            "mathrm" | "operatorname" | "mathop" => {
                let inside = tight(&self.argument()?);
                let class = if inside.chars().count() > 1 { Class::Operator } else { Class::Ordinary };
                atoms.push(Atom::new(inside, class));
            }
            "pmod" => {
                let inside = joined(&self.argument()?);
                atoms.push(Atom::new(format!("(mod {inside})"), Class::Apart));
            }
            "left" | "right" => self.delimiter(command, atoms)?,
            "middle" | "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" | "biggl"
            | "biggr" | "Biggl" | "Biggr" | "bigm" | "displaystyle" | "textstyle" | "scriptstyle"
            | "limits" | "nolimits" | "nonumber" | "notag" | "!" | "rm" | "it" | "mathstrut" | "strut" => {}
            "," | ":" | ";" | ">" | " " | "quad" | "qquad" | "enspace" | "thinspace" | "\n" => {
                atoms.push(Atom::new("", Class::Space));
            }
            "\\" | "newline" | "cr" => atoms.push(Atom::new(";", Class::Punctuation)),
            "label" | "phantom" | "hphantom" | "vphantom" | "color" | "hspace" | "vspace" => {
                self.argument()?;
            }
            "textcolor" => {
                self.argument()?;
                let mut shown = self.argument()?;
                atoms.append(&mut shown);
            }
            "boxed" | "underbrace" | "overbrace" | "mathord" | "mathbin" | "mathrel" | "ensuremath"
            | "cancel" => {
                let mut shown = self.argument()?;
                atoms.append(&mut shown);
            }
            "tag" => {
                let tag = self.words()?;
                atoms.push(Atom::new(format!("({tag})"), Class::Apart));
            }
            "stackrel" | "overset" => {
                let (above, base) = (tight(&self.argument()?), tight(&self.argument()?));
                let above = superscript(&above).unwrap_or(format!("^({above})"));
                atoms.push(Atom::new(format!("{base}{above}"), Class::Relation));
            }
            "underset" => {
                let (below, base) = (tight(&self.argument()?), tight(&self.argument()?));
                let below = subscript(&below).unwrap_or(format!("_({below})"));
                atoms.push(Atom::new(format!("{base}{below}"), Class::Operator));
            }
            "xrightarrow" | "xleftarrow" => {
                let above = tight(&self.argument()?);
                let arrow = if command == "xrightarrow" { "→" } else { "←" };
                let above = superscript(&above).unwrap_or(format!("^({above})"));
                atoms.push(Atom::new(format!("{arrow}{above}"), Class::Relation));
            }
            "not" => {
                let denied = tight(&self.argument()?);
                atoms.push(Atom::new(format!("{denied}\u{338}"), Class::Relation));
            }
            "begin" => self.environment(atoms)?,
            _ => return Err(format!("`\\{command}` is not known")),
        }
        Ok(())
    }

    /// `\left(` … `\right)`
    fn delimiter(&mut self, command: &str, atoms: &mut Vec<Atom>) -> Result<(), String> {
        if command == "right" {
            return Err("`\\right` comes without `\\left`".to_owned());
        }
        let open = self.bracket()?;
        let mut inside = self.atoms()?;
        self.rest = self.rest.strip_prefix("\\right").ok_or("`\\left` comes without `\\right`")?;
        let close = self.bracket()?;
        atoms.push(Atom::new(open, Class::Open));
        atoms.append(&mut inside);
        atoms.push(Atom::new(close, Class::Close));
        Ok(())
    }

    fn bracket(&mut self) -> Result<String, String> {
        match self.token() {
            Some(Token::Char('.')) => Ok(String::new()),
            Some(Token::Char('<')) => Ok("⟨".to_owned()),
            Some(Token::Char('>')) => Ok("⟩".to_owned()),
            Some(Token::Char(bracket)) => Ok(bracket.to_string()),
            Some(Token::Command(command)) => match symbol(command) {
                Some((sign, _)) => Ok(sign.to_owned()),
                None => Err(format!("`\\{command}` is no bracket")),
            },
            None => Err("a bracket is missing".to_owned()),
        }
    }

    /// `\begin{…}` … `\end{…}`: cells with a comma between them, rows with a semicolon.
    fn environment(&mut self, atoms: &mut Vec<Atom>) -> Result<(), String> {
        let name = self.words()?;
        let bare = name.trim_end_matches('*');
        let (open, close, comma) = match bare {
            "matrix" | "smallmatrix" | "array" => ("", "", ","),
            "pmatrix" => ("(", ")", ","),
            "bmatrix" => ("[", "]", ","),
            "Bmatrix" => ("{", "}", ","),
            "vmatrix" => ("|", "|", ","),
            "Vmatrix" => ("‖", "‖", ","),
            "cases" => ("{", "", ","),
            "aligned" | "align" | "split" | "gather" | "gathered" | "equation" | "alignat" | "multline" => {
                ("", "", "")
            }
            _ => return Err(format!("`{name}` is not known")),
        };
        if matches!(bare, "array" | "alignat") {
            self.argument()?;
        }
        let mut inside: Vec<Atom> = Vec::new();
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("it is nested too deep".to_owned());
        }
        loop {
            self.skip_blanks();
            if self.is_at("\\end") {
                self.rest = &self.rest["\\end".len()..];
                break;
            }
            if self.rest.is_empty() || self.rest.starts_with('}') {
                return Err("`\\begin` comes without `\\end`".to_owned());
            }
            match self.rest.strip_prefix('&') {
                Some(rest) => {
                    self.rest = rest;
                    let ended = inside.last().is_some_and(|atom| atom.class == Class::Punctuation);
                    if !comma.is_empty() && !ended {
                        inside.push(Atom::new(comma, Class::Punctuation));
                    }
                }
                None => self.atom(&mut inside)?,
            }
        }
        self.depth -= 1;
        if self.words()? != name {
            return Err("`\\begin` and `\\end` do not match".to_owned());
        }
        // The last row may be ended too.
        if inside.last().is_some_and(|atom| atom.class == Class::Punctuation && atom.text == ";") {
            inside.pop();
        }
        atoms.push(Atom::new(open, Class::Open));
        atoms.append(&mut inside);
        atoms.push(Atom::new(close, Class::Close));
        Ok(())
    }
}

/// Puts a script to the last atom, or to nothing where there is none: `^{14}C`.
fn attach(atoms: &mut Vec<Atom>, script: &str) {
    match atoms.last_mut() {
        Some(atom) if atom.class == Class::Space => atoms.push(Atom::new(script, Class::Ordinary)),
        Some(atom) => atom.text.push_str(script),
        None => atoms.push(Atom::new(script, Class::Ordinary)),
    }
}

#[cfg(test)]
mod tests {
    use super::linear;

    #[test]
    fn formulas_read_as_lines() {
        let cases = [
            (r"x^2 + \frac{a}{b}", "x² + a/b"),
            (r"E=mc^2", "E = mc²"),
            (r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}", "(−b ± √(b² − 4ac))/(2a)"),
            (r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}", "∑ᵢ₌₁ⁿ i = (n(n + 1))/2"),
            (r"a_{ij}", "aᵢⱼ"),
            (r"a_{i,j}", "a_(i,j)"),
            (r"x_b", "x_b"),
            (r"e^{i\pi}", "e^(iπ)"),
            (r"\alpha \leq \beta", "α ≤ β"),
            (r"\lim_{x \to 0} \frac{\sin x}{x} = 1", "lim_(x→0) (sin x)/x = 1"),
            (r"-1 < x", "−1 < x"),
            (r"f'(x)", "f′(x)"),
            (r"\mathbb{R}^n", "ℝⁿ"),
            (r"\vec{v} \cdot \hat{n}", "v⃗ · n̂"),
            (r"\left( \frac12 \right)", "(1/2)"),
            (r"90^\circ", "90°"),
            (r"\text{if } x > 0", "if x > 0"),
            (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
            (r"10\,000", "10 000"),
            (r"O(n \log n)", "O(n log n)"),
            (r"\sqrt[3]{x}", "∛x"),
            (r"\{1, 2\}", "{1, 2}"),
            (r"a \not= b", "a ≠ b"),
            (r"\mathbf{x}", "𝐱"),
            (r"\int_0^1 x\,dx", "∫₀¹ x dx"),
            (r"a \rightarrow b", "a → b"),
            (r"x[y[1]]", "x[y[1]]"),
        ];
        let wrong: Vec<_> = cases
            .iter()
            .filter(|(tex, line)| linear(tex).as_deref() != Ok(line))
            .map(|(tex, line)| format!("{tex}\n  is     {:?}\n  wanted {line:?}", linear(tex)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for tex in
            [r"\foo", "{", "}", r"\left(", r"\right)", r"\begin{x}", r"\frac{1}", "x^", "", "\\", r"\end"]
        {
            assert!(linear(tex).is_err(), "{tex} gave {:?}", linear(tex));
        }
        assert!(linear(&"{".repeat(19_000)).is_err());
        assert!(linear(&r"\frac".repeat(3_000)).is_err());
        assert!(linear(&"x^".repeat(9_000)).is_err());
        assert!(linear(&r"\left(".repeat(3_000)).is_err());
    }
}
