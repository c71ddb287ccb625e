//! What each command of TeX makes.

use super::alphabets::{Alphabet, accent};
use super::read::{Reader, Token, add_script};
use super::symbols::{Class, function, symbol};
use super::tree::{Node, Script};
use super::words;

impl Reader<'_> {
    /// Reads what `\command` makes of what follows it.
    pub(super) fn command(&mut self, command: &str, nodes: &mut Vec<Node>) -> Result<(), String> {
        if let Some(name) = function(command) {
            nodes.push(Node::Word(name.to_owned()));
            return Ok(());
        }
        if let Some((sign, class)) = symbol(command) {
            nodes.push(self.sign(sign, class));
            return Ok(());
        }
        if let Some((mark, name)) = accent(command) {
            let inside = self.argument()?;
            nodes.push(accented(mark, name, inside));
            return Ok(());
        }
        if let Some(alphabet) = Alphabet::of(command) {
            let within = self.alphabet.with(alphabet)?;
            let before = std::mem::replace(&mut self.alphabet, within);
            // `\bf` reaches to the end of its group, which puts the alphabet back.
            if command != "bf" {
                let mut argument = self.argument()?;
                nodes.append(&mut argument);
                self.alphabet = before;
            }
            return Ok(());
        }
        match command {
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                let (above, below) = (self.argument()?, self.argument()?);
                nodes.push(Node::Fraction(above, below));
            }
            "sqrt" => {
                let degree = match self.option().map(str::trim) {
                    None | Some("2") => Vec::new(),
                    Some(degree) => super::read::read(degree)?,
                };
                nodes.push(Node::Root(degree, self.argument()?));
            }
            "binom" | "dbinom" | "tbinom" => {
                nodes.push(Node::Call("binom", vec![self.argument()?, self.argument()?]));
            }
            "text" | "textrm" | "textit" | "textsf" | "texttt" | "mbox" | "hbox" | "textnormal"
            | "textup" | "textbf" => {
                let text = self.text()?;
                nodes.extend(words::of_text(&text, command));
            }
            "mathrm" | "operatorname" | "mathit" | "mathnormal" | "mathup" => {
                self.rest = self.rest.strip_prefix('*').unwrap_or(self.rest);
                let mut inside = words::names(self.argument()?);
                nodes.append(&mut inside);
            }
            "mathop" => {
                let mut inside = self.argument()?;
                match inside.len() {
                    1 => nodes.append(&mut inside),
                    _ => nodes.push(Node::Group(inside)),
                }
            }
            "pmod" => {
                nodes.push(Node::Space);
                nodes.push(Node::Sign("(".to_owned(), Class::Open));
                nodes.push(Node::Word("mod".to_owned()));
                let mut inside = self.argument()?;
                nodes.append(&mut inside);
                nodes.push(Node::Sign(")".to_owned(), Class::Close));
            }
            "left" => nodes.push(self.fence()?),
            "lvert" | "lVert" => nodes.push(self.bars(command)?),
            "right" => return Err("`\\right` comes without `\\left`".to_owned()),
            "middle" | "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" | "biggl"
            | "biggr" | "Biggl" | "Biggr" | "bigm" | "displaystyle" | "textstyle" | "scriptstyle"
            | "scriptscriptstyle" | "limits" | "nolimits" | "nonumber" | "notag" | "!" | "rm" | "it"
            | "mathstrut" | "strut" | "hline" => {}
            "," | ":" | ";" | ">" | " " | "quad" | "qquad" | "enspace" | "thinspace" | "\n" => {
                nodes.push(Node::Space);
            }
            "\\" | "newline" | "cr" => {
                self.skip_row_gap();
                nodes.push(Node::Break);
            }
            "label" | "phantom" | "hphantom" | "vphantom" | "color" | "hspace" | "vspace" => {
                self.argument()?;
                nodes.push(Node::Space);
            }
            "textcolor" => {
                self.argument()?;
                nodes.push(Node::Group(self.argument()?));
            }
            "mathord" | "mathbin" | "mathrel" | "mathopen" | "mathclose" | "ensuremath" => {
                nodes.push(Node::Group(self.argument()?));
            }
            "boxed" => nodes.push(Node::Call("boxed", vec![self.argument()?])),
            "cancel" => nodes.push(Node::Call("cancel", vec![self.argument()?])),
            "underbrace" => nodes.push(Node::Call("underbrace", vec![self.argument()?])),
            "overbrace" => nodes.push(Node::Call("overbrace", vec![self.argument()?])),
            "_" => nodes.push(Node::Quoted("_".to_owned())),
            "prime" => nodes.push(Node::Prime),
            "tag" => {
                self.rest = self.rest.strip_prefix('*').unwrap_or(self.rest);
                let tag = self.words()?;
                nodes.push(Node::Tag(tag.to_owned()));
            }
            "stackrel" | "overset" => {
                let (above, base) = (self.argument()?, self.argument()?);
                nodes.push(stacked('^', above, base));
            }
            "underset" => {
                let (below, base) = (self.argument()?, self.argument()?);
                nodes.push(stacked('_', below, base));
            }
            "xrightarrow" | "xleftarrow" => {
                let low = self.option().map(super::read::read).transpose()?.unwrap_or_default();
                let high = self.argument()?;
                let arrow = if command == "xrightarrow" { "→" } else { "←" };
                let base = vec![Node::Sign(arrow.to_owned(), Class::Relation)];
                nodes.push(Node::Script(Script { base, primes: 0, low, high, stacked: true }));
            }
            "not" => {
                let denied = match self.argument()?.as_slice() {
                    [Node::Sign(sign, _) | Node::Letter(sign)] => sign.clone(),
                    _ => return Err("`\\not` stands before more than a sign".to_owned()),
                };
                nodes.push(Node::Sign(format!("{denied}\u{338}"), Class::Relation));
            }
            "substack" => {
                let lines = self.braced_lines()?;
                nodes.push(Node::Lines(lines));
            }
            "begin" => {
                let environment = self.environment()?;
                nodes.push(environment);
            }
            _ => return Err(format!("`\\{command}` is not known")),
        }
        Ok(())
    }

    fn sign(&self, sign: &str, class: Class) -> Node {
        let mut characters = sign.chars();
        match (characters.next(), characters.next()) {
            (Some(one), None) => {
                let shown = self.alphabet.letter(one).to_string();
                match class {
                    Class::Ordinary if one.is_alphabetic() => Node::Letter(shown),
                    class => Node::Sign(shown, class),
                }
            }
            _ => Node::Sign(sign.to_owned(), class),
        }
    }

    /// The text of an argument: blanks, and signs behind a backslash, but no commands.
    fn text(&mut self) -> Result<String, String> {
        self.skip_blanks();
        self.rest = self.rest.strip_prefix('{').ok_or("a command lacks its words")?;
        let mut text = String::new();
        loop {
            let mut characters = self.rest.chars();
            let first = characters.next().ok_or("its braces do not match")?;
            self.rest = characters.as_str();
            match first {
                '}' => return Ok(text),
                '~' => text.push(' '),
                '\\' => {
                    let sign = characters.next().filter(|sign| "_%&#$ ,".contains(*sign));
                    text.push(sign.ok_or("words in it hold commands")?);
                    self.rest = characters.as_str();
                }
                '{' | '$' | '^' | '“' | '”' => return Err("words in it hold commands".to_owned()),
                other => text.push(other),
            }
        }
    }

    /// `\left(` … `\right)`
    fn fence(&mut self) -> Result<Node, String> {
        let open = self.delimiter()?;
        let before = std::mem::replace(&mut self.cells, super::read::Cells::Outside);
        let inside = self.list()?;
        self.cells = before;
        if !self.is_at("\\right") {
            return Err("`\\left` comes without `\\right`".to_owned());
        }
        self.rest = &self.rest["\\right".len()..];
        let close = self.delimiter()?;
        Ok(Node::Fence { open, inside, close })
    }

    /// `\lvert` … `\rvert`
    fn bars(&mut self, command: &str) -> Result<Node, String> {
        let (end, bar) = if command == "lvert" { ("\\rvert", "|") } else { ("\\rVert", "‖") };
        let inside = self.list()?;
        if !self.is_at(end) {
            return Err(format!("`\\{command}` comes without `{end}`"));
        }
        self.rest = &self.rest[end.len()..];
        Ok(Node::Fence { open: bar.to_owned(), inside, close: bar.to_owned() })
    }

    fn delimiter(&mut self) -> Result<String, String> {
        match self.token() {
            Some(Token::Char('.')) => Ok(String::new()),
            Some(Token::Char('<')) => Ok("⟨".to_owned()),
            Some(Token::Char('>')) => Ok("⟩".to_owned()),
            Some(Token::Char(bracket)) => Ok(bracket.to_string()),
            Some(Token::Command("lvert" | "rvert")) => Ok("|".to_owned()),
            Some(Token::Command("lVert" | "rVert")) => Ok("‖".to_owned()),
            Some(Token::Command(command)) => match symbol(command) {
                Some((sign, _)) => Ok(sign.to_owned()),
                None => Err(format!("`\\{command}` is no bracket")),
            },
            None => Err("a bracket is missing".to_owned()),
        }
    }
}

/// An accent above one letter, or above all of a formula's part.
fn accented(mark: Option<char>, name: &'static str, mut inside: Vec<Node>) -> Node {
    if let (Some(mark), [Node::Letter(letter) | Node::Number(letter)]) = (mark, inside.as_mut_slice())
        && letter.chars().count() == 1
    {
        letter.push(mark);
        return Node::Letter(std::mem::take(letter));
    }
    Node::Call(name, vec![inside])
}

/// `content` above or below `base`.
fn stacked(sign: char, content: Vec<Node>, mut base: Vec<Node>) -> Node {
    let is_relation = matches!(base.as_slice(), [Node::Sign(_, Class::Relation)]);
    let is_operator = matches!(base.as_slice(), [Node::Word(_) | Node::Sign(_, Class::Operator)]);
    if is_relation {
        let (low, high) = if sign == '^' { (Vec::new(), content) } else { (content, Vec::new()) };
        return Node::Script(Script { base, primes: 0, low, high, stacked: true });
    }
    // As limits are set.
    if is_operator && sign == '_' && add_script(&mut base, sign, content.clone()).is_ok() {
        return base.remove(0);
    }
    Node::Call(if sign == '^' { "overset" } else { "underset" }, vec![content, base])
}
