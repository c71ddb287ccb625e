//! Style sheets → rules, each with its selector and what it declares.
//!
//! Rules that hold for a page are taken out of their conditions. What cannot be applied is handed
//! to the caller, who knows where the sheet is.

use super::selector::Selector;
use super::syntax::{outside, split};

/// The deepest nesting of conditions.
const DEEPEST: usize = 8;

/// A rule with one selector.
#[derive(Debug)]
pub(super) struct Rule {
    pub selector: Selector,
    /// Where its declarations are in [`Sheet::blocks`].
    pub block: usize,
}

/// `name: value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declaration {
    pub name: String,
    pub value: String,
    pub important: bool,
}

/// What a sheet has that is not applied.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    AtRule(String),
    Selector(String),
}

/// The rules of all sheets, in order.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub rules: Vec<Rule>,
    pub blocks: Vec<Vec<Declaration>>,
    pub refused: Vec<Refused>,
}

impl Sheet {
    /// Adds the rules of `text`.
    pub fn add(&mut self, text: &str) {
        let text = without_comments(text);
        self.add_rules(&text, 0);
    }

    fn add_rules(&mut self, text: &str, depth: usize) {
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '}'));
            rest =
                rest.strip_prefix("<!--").or_else(|| rest.strip_prefix("-->")).unwrap_or(rest).trim_start();
            if rest.is_empty() {
                return;
            }
            let end = end_of_prelude(rest);
            let prelude = rest[..end].trim();
            let Some(body) = rest[end..].strip_prefix('{') else {
                // A statement without a block.
                self.at_statement(prelude);
                rest = rest.get(end + 1..).unwrap_or_default();
                continue;
            };
            let close = end_of_block(body);
            let (inside, after) = (&body[..close], body.get(close + 1..).unwrap_or_default());
            match prelude.strip_prefix('@') {
                Some(rule) => self.at_block(rule, inside, depth),
                None => self.add_rule(prelude, inside),
            }
            rest = after;
        }
    }

    fn at_statement(&mut self, statement: &str) {
        let lower = statement.to_ascii_lowercase();
        if statement.is_empty() || lower.starts_with("@charset") || lower.starts_with("@namespace") {
            return;
        }
        self.refused.push(if lower.starts_with('@') {
            Refused::AtRule(statement.to_owned())
        } else {
            Refused::Selector(statement.to_owned())
        });
    }

    fn at_block(&mut self, rule: &str, inside: &str, depth: usize) {
        let lower = rule.to_ascii_lowercase();
        let name = lower.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
        let condition = lower[name.len()..].trim();
        match name {
            "media" if depth < DEEPEST => match holds(condition) {
                Holds::Yes => self.add_rules(inside, depth + 1),
                Holds::NotOnPaper => {}
                Holds::Unknown => self.refused.push(Refused::AtRule(format!("@{rule}"))),
            },
            "layer" if depth < DEEPEST => self.add_rules(inside, depth + 1),
            // They change nothing until a property names them, and that is reported.
            "keyframes" | "-webkit-keyframes" | "-moz-keyframes" | "-o-keyframes" | "page" | "property"
            | "-ms-viewport" | "viewport" | "counter-style" => {}
            _ => self.refused.push(Refused::AtRule(format!("@{rule}"))),
        }
    }

    fn add_rule(&mut self, prelude: &str, inside: &str) {
        if inside.contains('{') {
            self.refused.push(Refused::Selector(format!("{prelude} {{ … {{ … }} }}")));
            return;
        }
        let block = self.blocks.len();
        self.blocks.push(declarations(inside));
        for text in split(prelude, ',') {
            match Selector::parse(text.trim()) {
                Some(selector) => self.rules.push(Rule { selector, block }),
                None => self.refused.push(Refused::Selector(text.trim().to_owned())),
            }
        }
    }
}

/// The declarations of a block or of an attribute `style`.
pub(super) fn declarations(text: &str) -> Vec<Declaration> {
    let text = without_comments(text);
    let parts = split(&text, ';').into_iter().filter_map(|part| part.split_once(':'));
    parts
        .filter_map(|(name, value)| {
            let name = name.trim();
            let name = if name.starts_with("--") { name.to_owned() } else { name.to_ascii_lowercase() };
            let value = value.trim();
            let (value, important) = match value.rsplit_once('!') {
                Some((before, word)) if word.trim().eq_ignore_ascii_case("important") => {
                    (before.trim(), true)
                }
                _ => (value, false),
            };
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
            is_name.then(|| Declaration { name, value: value.to_owned(), important })
        })
        .collect()
}

/// Whether a condition holds for a drawing on a light page.
#[derive(Debug, PartialEq, Eq)]
enum Holds {
    Yes,
    /// It never does, and nothing is lost.
    NotOnPaper,
    Unknown,
}

/// One of several conditions is enough.
fn holds(conditions: &str) -> Holds {
    let mut any = Holds::NotOnPaper;
    for condition in split(conditions, ',') {
        match holds_alone(condition.trim()) {
            Holds::Yes => return Holds::Yes,
            Holds::NotOnPaper => {}
            Holds::Unknown => any = Holds::Unknown,
        }
    }
    any
}

fn holds_alone(condition: &str) -> Holds {
    let parts = condition.split(" and ").map(|part| part.trim().trim_start_matches("only ").trim());
    let mut all = Holds::Yes;
    for part in parts {
        let bare: String = part.chars().filter(|c| !c.is_whitespace()).collect();
        match bare.as_str() {
            ""
            | "all"
            | "screen"
            | "print"
            | "(prefers-color-scheme:light)"
            | "(prefers-color-scheme:no-preference)"
            | "(prefers-reduced-motion)"
            | "(prefers-reduced-motion:reduce)"
            | "notspeech"
            | "(update:none)"
            | "(color)"
            | "(hover:none)"
            | "(prefers-contrast:no-preference)"
            | "(forced-colors:none)" => {}
            "(prefers-color-scheme:dark)"
            | "(prefers-reduced-motion:no-preference)"
            | "speech"
            | "tty"
            | "tv"
            | "handheld"
            | "projection"
            | "aural"
            | "braille"
            | "(hover)"
            | "(hover:hover)"
            | "(forced-colors:active)"
            | "(forced-colors)"
            | "(monochrome)"
            | "(prefers-contrast:more)"
            | "(prefers-contrast:less)"
            | "(-ms-high-contrast:active)"
            | "(-ms-high-contrast:none)" => return Holds::NotOnPaper,
            _ => all = Holds::Unknown,
        }
    }
    all
}

/// The text with a blank for each comment.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        out.push(' ');
        let comment = &rest[start + 2..];
        rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
    }
    out.push_str(rest);
    out
}

/// Where the prelude of a rule ends: at its block, or at the end of a statement.
fn end_of_prelude(text: &str) -> usize {
    let is_end = |c: char| matches!(c, '{' | ';');
    outside(text).find(|(_, c, depth)| is_end(*c) && *depth == 0).map_or(text.len(), |(at, _, _)| at)
}

/// Where a block ends, of which the first brace is not part.
fn end_of_block(text: &str) -> usize {
    let mut braces = 0_usize;
    for (at, character, _) in outside(text) {
        match character {
            '{' => braces += 1,
            '}' if braces == 0 => return at,
            '}' => braces -= 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_leave_the_conditions_that_hold_on_paper() {
        let mut sheet = Sheet::default();
        sheet.add(
            "@charset 'x'; /* a { } */ .a, g > .b { fill: red; --c: url(a;b) } \
             @media print { .c { fill: blue !important } } @media (prefers-color-scheme: dark) { .d { fill: white } } \
             @media (min-width: 9px) { .e { fill: red } } @import url(x.css); @font-face { src: url(y) } \
             @keyframes k { from { x: 0 } } .f::part(x) { fill: red }",
        );
        assert_eq!(sheet.rules.len(), 3);
        let declared = |block: usize, at: usize| sheet.blocks[block][at].clone();
        assert_eq!(declared(0, 1).value, "url(a;b)");
        assert!(declared(1, 0).important);
        let refused: Vec<String> = sheet.refused.iter().map(|refused| format!("{refused:?}")).collect();
        assert_eq!(
            refused,
            [
                r#"AtRule("@media (min-width: 9px)")"#,
                r#"AtRule("@import url(x.css)")"#,
                r#"AtRule("@font-face")"#,
                r#"Selector(".f::part(x)")"#
            ]
        );
    }

    #[test]
    fn broken_sheets_end() {
        for text in [
            "a {",
            "a",
            "}",
            "@media {",
            "a { b: c",
            "a { : ; x }",
            "'",
            "/*",
            "a } b { c: d }",
            "@",
            "\\",
            "é{",
        ] {
            let mut sheet = Sheet::default();
            sheet.add(text);
        }
    }
}
