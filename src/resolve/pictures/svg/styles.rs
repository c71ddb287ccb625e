//! Which declarations hold for an element: the cascade (CSS Cascading and Inheritance Level 4).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use usvg::roxmltree::{Document, Node};

use super::super::finding::{Findings, Kind};
use super::css::{Declaration, Refused, Sheet, declarations};
use super::selector::Steps;
use super::syntax::split;

/// The most comparisons of selectors with elements.
const MOST_STEPS: u64 = 20_000_000;

/// The most properties of all elements together.
const MOST_KEPT: usize = 2_000_000;

/// The longest value once its variables are replaced, in bytes.
const LONGEST_VALUE: usize = 16 << 10;

/// Variables in variables, at most.
const DEEPEST: usize = 8;

/// Properties and values in the order in which they hold, each name once.
pub(super) type Declared = Rc<Vec<(String, String)>>;

/// The style sheets of a drawing.
pub(super) struct Styles {
    sheet: Sheet,
    /// The rules, those of the lowest specificity first.
    order: Vec<usize>,
    known: BTreeMap<u32, Declared>,
    none: Declared,
    steps: Steps,
    /// How many properties are in `known`.
    kept: usize,
}

impl Styles {
    /// The style sheets in `document`; what they have that is not applied is reported.
    pub fn of(document: &Document<'_>, findings: &mut Findings) -> Self {
        let mut sheet = Sheet::default();
        for node in document.descendants() {
            let line = || Some(document.text_pos_at(node.range().start).row);
            if node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
                findings.add(Kind::AtRule, "<?xml-stylesheet?>", line);
            }
            if !node.is_element() || node.tag_name().name() != "style" {
                continue;
            }
            let kind = node.attribute("type").unwrap_or("text/css").trim();
            if !kind.is_empty() && !kind.eq_ignore_ascii_case("text/css") {
                findings.add(Kind::AtRule, &format!("<style type=\"{kind}\">"), line);
                continue;
            }
            let text: String = node.children().filter_map(|child| child.text()).collect();
            match node.attribute("media") {
                Some(media) => sheet.add(&format!("@media {media} {{{text}}}")),
                None => sheet.add(&text),
            }
            for refused in sheet.refused.drain(..) {
                match refused {
                    Refused::AtRule(rule) => findings.add(Kind::AtRule, &rule, line),
                    Refused::Selector(selector) => findings.add(Kind::Selector, &selector, line),
                }
            }
        }
        let mut order: Vec<usize> = (0..sheet.rules.len()).collect();
        order.sort_by_key(|at| sheet.rules[*at].selector.specificity());
        Self { sheet, order, known: BTreeMap::new(), none: Rc::default(), steps: Steps::default(), kept: 0 }
    }

    /// What holds for an element, its variables not yet replaced.
    ///
    /// # Errors
    ///
    /// That the rules and elements are too many.
    fn raw(&mut self, node: Node<'_, '_>) -> Result<Declared, String> {
        if let Some(known) = self.known.get(&node.id().get()) {
            return Ok(known.clone());
        }
        let Self { sheet, order, steps, .. } = self;
        let mut matched: Vec<&Declaration> = Vec::new();
        for at in order {
            let rule = &sheet.rules[*at];
            if rule.selector.matches(node, steps) {
                matched.extend(&sheet.blocks[rule.block]);
            }
            if steps.0 > MOST_STEPS {
                return Err("it is too complex: its style rules fit too many elements".to_owned());
            }
        }
        let own = node.attribute("style").map(declarations).unwrap_or_default();
        matched.extend(&own);
        steps.0 += matched.len() as u64;
        // The last of each name holds, and what is important after all else.
        let important = matched.iter().filter(|one| one.important);
        let ordered: Vec<&&Declaration> =
            matched.iter().filter(|one| !one.important).chain(important).collect();
        let mut names = BTreeSet::new();
        let last = ordered.into_iter().rev().filter(|one| names.insert(one.name.as_str()));
        let mut declared: Vec<(String, String)> =
            last.map(|one| (one.name.clone(), one.value.clone())).collect();
        declared.reverse();
        self.kept += declared.len();
        if self.kept > MOST_KEPT {
            return Err("it is too complex: its style rules set too many properties".to_owned());
        }
        let declared = if declared.is_empty() { self.none.clone() } else { Rc::new(declared) };
        self.known.insert(node.id().get(), declared.clone());
        Ok(declared)
    }

    /// What holds for an element. A value that names a variable that is nowhere set is `None`.
    pub fn declared(&mut self, node: Node<'_, '_>) -> Result<Vec<(String, Option<String>)>, String> {
        let raw = self.raw(node)?;
        let mut declared = Vec::with_capacity(raw.len());
        for (name, value) in raw.iter().filter(|(name, _)| !name.starts_with("--")) {
            declared.push((name.clone(), self.replaced(node, value, 0)?));
        }
        Ok(declared)
    }

    /// A value with its variables replaced, and of two colours the one for a light page.
    pub fn replaced(
        &mut self,
        node: Node<'_, '_>,
        value: &str,
        depth: usize,
    ) -> Result<Option<String>, String> {
        let mut out = value.to_owned();
        while let Some((before, inside, after)) = function(&out, "light-dark") {
            let light = split(inside, ',').first().map_or("", |light| light.trim());
            out = format!("{before}{light}{after}");
        }
        while let Some((before, inside, after)) = function(&out, "var") {
            let (name, fallback) = match inside.split_once(',') {
                Some((name, fallback)) => (name.trim(), Some(fallback.trim())),
                None => (inside.trim(), None),
            };
            let found = if depth < DEEPEST { self.variable(node, name)? } else { None };
            let found = found.or_else(|| fallback.map(str::to_owned));
            let Some(found) = found else { return Ok(None) };
            let Some(found) = self.replaced(node, &found, depth + 1)? else { return Ok(None) };
            let replaced = format!("{before}{found}{after}");
            if replaced.len() > LONGEST_VALUE || depth >= DEEPEST {
                return Ok(None);
            }
            out = replaced;
        }
        Ok(Some(out))
    }

    /// The value of a variable, which is inherited.
    fn variable(&mut self, node: Node<'_, '_>, name: &str) -> Result<Option<String>, String> {
        for around in node.ancestors().filter(Node::is_element) {
            self.steps.0 += 1;
            let raw = self.raw(around)?;
            if let Some((_, value)) = raw.iter().find(|(known, _)| known == name) {
                return Ok(Some(value.clone()));
            }
        }
        Ok(None)
    }
}

/// What stands before, in and after the first call of a function.
fn function<'v>(value: &'v str, name: &str) -> Option<(&'v str, &'v str, &'v str)> {
    let mut from = 0;
    loop {
        let at = from + value.get(from..)?.find(name)?;
        let is_start = !value[..at].ends_with(|c: char| c.is_alphanumeric() || "-_".contains(c));
        if let Some(inside) = value[at + name.len()..].strip_prefix('(').filter(|_| is_start) {
            let mut depth = 0_usize;
            let end = inside.char_indices().find_map(|(end, character)| {
                match character {
                    '(' => depth += 1,
                    ')' if depth == 0 => return Some(end),
                    ')' => depth -= 1,
                    _ => {}
                }
                None
            })?;
            return Some((&value[..at], &inside[..end], &inside[end + 1..]));
        }
        from = at + name.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(drawing: &str, id: &str) -> Vec<(String, Option<String>)> {
        let document = Document::parse(drawing).expect("well-formed");
        let mut styles = Styles::of(&document, &mut Findings::default());
        let node = document.descendants().find(|node| node.attribute("id") == Some(id)).expect("it is there");
        styles.declared(node).expect("few rules")
    }

    #[test]
    fn the_most_specific_rule_wins_and_what_is_important_before_all() {
        let found = style(
            "<svg><style>#a { fill: red } .b { fill: blue; x: 1 !important } rect { fill: green; r: 2 }</style>\
             <rect id='a' class='b' style='x: 3; y: 4'/></svg>",
            "a",
        );
        let found: Vec<String> =
            found.into_iter().map(|(name, value)| format!("{name}={}", value.unwrap_or_default())).collect();
        assert_eq!(found, ["r=2", "fill=red", "y=4", "x=1"]);
    }

    #[test]
    fn variables_are_inherited_and_end() {
        let drawing = "<svg><style>:root { --a: var(--b, red); --c: var(--c) } g { --b: light-dark(blue, white) }</style>\
             <g><rect id='a' style='fill: var(--a); stroke: var(--none); x: var(--c); y: var(--none, var(--b))'/></g></svg>";
        let found = style(drawing, "a");
        let value =
            |name: &str| found.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.clone());
        assert_eq!(value("fill").as_deref(), Some("blue"));
        assert_eq!(value("stroke"), None);
        assert_eq!(value("x"), None);
        assert_eq!(value("y").as_deref(), Some("blue"));
    }
}
