//! The tree of a formula → one line of it, with what is raised and lowered.
//!
//! Every part that could be read otherwise stands in brackets, so that no two formulas look alike:
//! `(a/b)²` and `a/b²`, `√(ab)` and `√a b`. A slash that was typed has blanks around it, a fraction's
//! has none. Round brackets that were typed around a whole base or a whole fraction are taken for
//! those that would be written anyway.

use unicode_normalization::UnicodeNormalization;

use super::symbols::Class;
use super::tree::{Node, Script, flat};
use super::words;
use crate::model::{Inline, Resolved, Run, SpanId};

/// How lines below each other are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Below each other, in a block of their own.
    Block,
    /// In one line of text, with `//` between them.
    Line,
}

/// The inlines that show a formula: text, superscripts, subscripts and line ends alone.
pub(super) fn write(nodes: &[Node], setting: Setting) -> Vec<Inline<Resolved>> {
    let mut writer = Writer::new(Spacing::Loose, setting);
    writer.list(nodes);
    writer.finish()
}

/// Whether signs of operations have blanks around them.
#[derive(Clone, Copy, PartialEq)]
enum Spacing {
    Loose,
    /// In scripts.
    Tight,
}

/// Whether a fraction has brackets around it.
#[derive(Clone, Copy, PartialEq)]
enum Company {
    /// Something stands close to it.
    Factors,
    Alone,
}

struct Writer {
    done: Vec<Inline<Resolved>>,
    last: Option<Class>,
    spacing: Spacing,
    setting: Setting,
}

impl Writer {
    fn new(spacing: Spacing, setting: Setting) -> Self {
        Self { done: Vec::new(), last: None, spacing, setting }
    }

    fn finish(mut self) -> Vec<Inline<Resolved>> {
        for inline in &mut self.done {
            if let Inline::Text(text) = inline {
                *text = text.nfc().collect();
            }
        }
        if let Some(Inline::Text(text)) = self.done.last_mut() {
            text.truncate(text.trim_end().len());
        }
        self.done.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
        self.done
    }

    fn push(&mut self, text: &str) {
        match self.done.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => self.done.push(Inline::Text(text.to_owned())),
        }
    }

    /// A blank, unless there is one, or nothing that it would part.
    fn blank(&mut self) {
        match self.done.last() {
            None | Some(Inline::HardBreak) => {}
            Some(Inline::Text(text)) if text.ends_with(' ') => {}
            Some(_) => self.push(" "),
        }
    }

    fn list(&mut self, nodes: &[Node]) {
        let nodes = flat(nodes);
        let apart = spelled(&nodes);
        for (index, node) in nodes.iter().enumerate() {
            let mut class = node.class();
            // A sign without something on both sides is part of what follows.
            let begins = matches!(
                self.last,
                None | Some(
                    Class::Binary | Class::Relation | Class::Open | Class::Punctuation | Class::Operator
                )
            );
            let ends = nodes[index + 1..].iter().all(|node| node.class() == Class::Space);
            let is_alone = class == Class::Binary && (begins || ends);
            if is_alone {
                class = Class::Ordinary;
            }
            if class == Class::Space {
                if !matches!(self.last, None | Some(Class::Open)) {
                    self.blank();
                    self.last = Some(Class::Space);
                }
                continue;
            }
            if apart[index] || self.parts(class) || self.runs_into(node) {
                self.blank();
            }
            let before = index.checked_sub(1).map(|before| nodes[before]);
            self.node(node, company(before, nodes.get(index + 1).copied()));
            // A sign in front stands close to what it is of.
            self.last = Some(if is_alone && !ends { Class::Open } else { class });
        }
    }

    /// A list in brackets or between separators.
    fn inner(&mut self, nodes: &[Node]) {
        let before = self.last.replace(Class::Open);
        self.list(nodes);
        self.last = before;
    }

    fn bracketed(&mut self, nodes: &[Node]) {
        self.push("(");
        self.inner(nodes);
        self.push(")");
    }

    /// In brackets, unless it is one thing.
    fn operand(&mut self, nodes: &[Node]) {
        match is_one(nodes) {
            true => self.inner(nodes),
            false => self.bracketed(nodes),
        }
    }

    /// Whether a blank stands between the last piece and one of `class`.
    fn parts(&self, class: Class) -> bool {
        let Some(last) = self.last else { return false };
        let is_tight = self.spacing == Spacing::Tight;
        let is_sign = |class| matches!(class, Class::Binary | Class::Relation | Class::Punctuation);
        match (last, class) {
            (Class::Space | Class::Open, _) | (_, Class::Space | Class::Close) => false,
            (Class::Slash, _) | (_, Class::Slash) => true,
            (last, class) if is_tight && (is_sign(last) || is_sign(class)) => false,
            (Class::Binary | Class::Relation | Class::Punctuation, _) => true,
            (_, Class::Binary | Class::Relation) => true,
            (_, Class::Punctuation) => false,
            (Class::Operator | Class::Apart, Class::Open | Class::Fence) => false,
            (Class::Operator | Class::Apart, _) | (_, Class::Operator | Class::Apart) => true,
            (Class::Ordinary | Class::Close | Class::Fence, Class::Ordinary | Class::Open | Class::Fence) => {
                false
            }
        }
    }

    /// Whether `node` would be taken for a part of the script or of the number before it.
    fn runs_into(&self, node: &Node) -> bool {
        let first = match node {
            Node::Letter(text) | Node::Number(text) | Node::Word(text) | Node::Sign(text, _) => {
                text.chars().next()
            }
            Node::Script(script) => match script.base.first() {
                None => return !matches!(self.last, None | Some(Class::Open)),
                Some(Node::Letter(text) | Node::Number(text) | Node::Word(text)) => text.chars().next(),
                Some(_) => None,
            },
            _ => None,
        };
        let Some(first) = first else { return false };
        match self.done.last() {
            Some(Inline::Subscript(_) | Inline::Superscript(_)) => {
                let last = Run::from(self.done[self.done.len() - 1..].to_vec());
                first.is_alphanumeric() && last.linear_text(SpanId::WHOLE).starts_with(['^', '_'])
            }
            Some(Inline::Text(text)) => {
                first.is_ascii_digit() && text.ends_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        }
    }

    fn node(&mut self, node: &Node, company: Company) {
        match node {
            Node::Letter(text) | Node::Number(text) | Node::Word(text) | Node::Sign(text, _) => {
                self.push(text)
            }
            Node::Quoted(text) => {
                self.push("“");
                self.push(text);
                self.push("”");
            }
            Node::Space => self.blank(),
            Node::Prime => self.push("′"),
            Node::Group(inside) => self.bracketed(inside),
            Node::Fence { open, inside, close } => self.fence(open, inside, close),
            Node::Fraction(above, below) => {
                if company == Company::Factors {
                    self.push("(");
                }
                match is_product(above) {
                    true => self.inner(above),
                    false => self.operand(above),
                }
                self.push("/");
                self.operand(below);
                if company == Company::Factors {
                    self.push(")");
                }
            }
            Node::Root(degree, inside) => self.root(degree, inside),
            Node::Script(script) => self.script(script),
            Node::Call(name, parts) => {
                self.push(name);
                self.push("(");
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        self.push(", ");
                    }
                    self.cell(part);
                }
                self.push(")");
            }
            Node::Table { name, around: [open, close], rows } => {
                self.push(name);
                self.push(open);
                for (index, row) in rows.iter().enumerate() {
                    if index > 0 {
                        self.push("; ");
                    }
                    self.row(row);
                }
                self.push(close);
            }
            Node::Lines(lines) => {
                for (index, line) in lines.iter().enumerate() {
                    if index > 0 {
                        self.line_end();
                    }
                    self.inner(line);
                }
            }
            Node::Break => self.line_end(),
            Node::Tag(tag) => {
                self.blank();
                self.push(&format!("— ({tag})"));
            }
        }
    }

    fn line_end(&mut self) {
        match (self.setting, self.spacing) {
            (Setting::Block, Spacing::Loose) => self.done.push(Inline::HardBreak),
            (Setting::Block | Setting::Line, _) => {
                self.blank();
                self.push("// ");
            }
        }
        self.last = None;
    }

    fn fence(&mut self, open: &str, inside: &[Node], close: &str) {
        let is_bar = |text: &str| matches!(text, "|" | "‖");
        let has_bar = |nodes: &[Node]| {
            flat(nodes).iter().any(|node| match node {
                Node::Sign(sign, _) => is_bar(sign),
                Node::Fence { open, close, .. } => is_bar(open) || is_bar(close),
                Node::Script(script) => matches!(script.base.first(), Some(Node::Fence { .. })),
                _ => false,
            })
        };
        let shown = |delimiter: &str| if delimiter == "/" { " / ".to_owned() } else { delimiter.to_owned() };
        self.push(&shown(open));
        let is_open = open.is_empty() != close.is_empty();
        match is_open && !is_one(inside) || is_bar(open) && is_bar(close) && has_bar(inside) {
            true => self.bracketed(inside),
            false => self.inner(inside),
        }
        self.push(&shown(close));
    }

    fn root(&mut self, degree: &[Node], inside: &[Node]) {
        match degree {
            [] => self.push("√"),
            [Node::Number(three)] if three == "3" => self.push("∛"),
            [Node::Number(four)] if four == "4" => self.push("∜"),
            degree => {
                self.push("root(");
                self.cell(degree);
                self.push(", ");
                self.cell(inside);
                return self.push(")");
            }
        }
        match flat(inside).as_slice() {
            [Node::Letter(_) | Node::Number(_)] => self.inner(inside),
            _ => self.bracketed(inside),
        }
    }

    fn script(&mut self, script: &Script) {
        if let [base] = script.base.as_slice() {
            match needs_brackets(base) && !script.stacked {
                true => self.bracketed(std::slice::from_ref(base)),
                false => self.node(base, Company::Alone),
            }
        }
        self.push(&"′".repeat(script.primes));
        if self.done.last().is_some_and(|inline| matches!(inline, Inline::Text(text) if text.is_empty())) {
            self.done.pop();
        }
        if !script.low.is_empty() {
            self.done.push(Inline::Subscript(self.small(&script.low)));
        }
        if !script.high.is_empty() {
            self.done.push(Inline::Superscript(self.small(&script.high)));
        }
    }

    fn small(&self, nodes: &[Node]) -> Vec<Inline<Resolved>> {
        let mut writer = Self::new(Spacing::Tight, self.setting);
        writer.list(nodes);
        writer.finish()
    }

    fn row(&mut self, row: &[Vec<Node>]) {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            // A comma at a cell's end parts it from the next, as ours does.
            let ended = match cell.as_slice() {
                [rest @ .., Node::Sign(comma, _)] if comma == "," && index + 1 < row.len() => rest,
                all => all,
            };
            self.cell(ended);
        }
    }

    /// A part between commas.
    fn cell(&mut self, nodes: &[Node]) {
        let flat = flat(nodes);
        let parts = flat
            .iter()
            .any(|node| matches!(node, Node::Sign(_, Class::Punctuation) | Node::Break | Node::Lines(_)));
        let enclosed = matches!(flat.as_slice(), [Node::Fence { open, .. }] if open == "(")
            || matches!(flat.as_slice(), [Node::Sign(open, Class::Open), .., Node::Sign(_, Class::Close)] if open == "(");
        match parts || enclosed {
            true => self.bracketed(nodes),
            false => self.inner(nodes),
        }
    }
}

/// Whether a fraction between these has to be kept apart from them.
fn company(before: Option<&Node>, after: Option<&Node>) -> Company {
    let is_bar = |node: &Node| matches!(node, Node::Sign(bar, _) if matches!(bar.as_str(), "|" | "‖"));
    let touches_before = before.is_some_and(|node| match node {
        node if is_bar(node) => false,
        Node::Word(word) => words::class_of(word) == Class::Apart,
        node => matches!(
            node.class(),
            Class::Ordinary | Class::Close | Class::Apart | Class::Fence | Class::Slash
        ),
    });
    let touches_after = after.is_some_and(|node| match node {
        node if is_bar(node) => false,
        Node::Sign(sign, Class::Close) => sign == "!",
        node => matches!(
            node.class(),
            Class::Ordinary | Class::Open | Class::Apart | Class::Fence | Class::Operator | Class::Slash
        ),
    });
    match (before, after) {
        // Lines and spaces keep apart.
        (Some(Node::Break), None) => Company::Alone,
        _ if touches_before && !matches!(before, Some(Node::Break)) => Company::Factors,
        _ if touches_after && !matches!(after, Some(Node::Break | Node::Tag(_))) => Company::Factors,
        _ => Company::Alone,
    }
}

/// Whether it is understood as one thing whatever stands beside it.
fn is_one(nodes: &[Node]) -> bool {
    match flat(nodes).as_slice() {
        [Node::Fence { open, close, .. }] => open != "(" && !open.is_empty() && !close.is_empty(),
        [
            Node::Letter(_)
            | Node::Number(_)
            | Node::Word(_)
            | Node::Quoted(_)
            | Node::Root(..)
            | Node::Call(..),
        ] => true,
        [Node::Table { .. } | Node::Sign(_, Class::Ordinary)] => true,
        [Node::Script(script)] => !script.stacked && !script.base.is_empty(),
        _ => false,
    }
}

/// Whether it is a product of letters and numbers, and of what stands in brackets.
fn is_product(nodes: &[Node]) -> bool {
    let nodes = flat(nodes);
    let factor = |node: &&Node| match node {
        Node::Letter(_) | Node::Number(_) => true,
        Node::Sign(_, class) => matches!(class, Class::Ordinary | Class::Open | Class::Close),
        Node::Script(script) => matches!(script.base.as_slice(), [Node::Letter(_) | Node::Number(_)]),
        _ => false,
    };
    !nodes.is_empty() && nodes.iter().all(factor)
}

/// Whether a script of all of `base` would be read as one of its last part.
fn needs_brackets(base: &Node) -> bool {
    match base {
        Node::Letter(_)
        | Node::Number(_)
        | Node::Word(_)
        | Node::Quoted(_)
        | Node::Call(..)
        | Node::Table { .. } => false,
        Node::Sign(_, class) => {
            matches!(class, Class::Binary | Class::Relation | Class::Punctuation | Class::Slash)
        }
        Node::Fence { open, close, .. } => open.is_empty() && close.is_empty(),
        Node::Space
        | Node::Prime
        | Node::Group(_)
        | Node::Fraction(..)
        | Node::Root(..)
        | Node::Script(_)
        | Node::Lines(_)
        | Node::Break
        | Node::Tag(_) => true,
    }
}

/// For each piece whether it is a letter that stands apart from the one before it: in a product that
/// would be read as a name, `i f`.
fn spelled(nodes: &[&Node]) -> Vec<bool> {
    let mut apart = vec![false; nodes.len()];
    let letter = |node: &Node| match node {
        Node::Letter(letter) => Some(letter.clone()),
        _ => None,
    };
    let mut start = 0;
    while start < nodes.len() {
        let mut run = String::new();
        let mut end = start;
        while let Some(text) = nodes.get(end).and_then(|node| letter(node)) {
            run.push_str(&text);
            end += 1;
        }
        // A letter with a script ends the run.
        if let Some(Node::Script(script)) = nodes.get(end)
            && let [Node::Letter(text)] = script.base.as_slice()
        {
            run.push_str(text);
            end += 1;
        }
        if end > start + 1 && words::is_taken(&run) {
            apart[start + 1..end].fill(true);
        }
        start = end.max(start + 1);
    }
    apart
}
