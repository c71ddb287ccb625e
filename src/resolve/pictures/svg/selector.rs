//! Selectors (Selectors Level 4), as far as they can hold for a drawing that does not move.

use usvg::roxmltree::Node;

use super::syntax::split;

/// Compounds from the last, which the element itself must match, to the first.
#[derive(Debug)]
pub(super) struct Selector {
    last: Compound,
    before: Vec<(Combinator, Compound)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Combinator {
    Descendant,
    Child,
    Next,
    Later,
}

#[derive(Debug, Default)]
struct Compound {
    tag: Option<String>,
    tests: Vec<Test>,
}

#[derive(Debug)]
enum Test {
    Id(String),
    Class(String),
    Attribute {
        name: String,
        operator: char,
        value: String,
    },
    Root,
    Empty,
    /// `an+b` among its siblings, or those of its own name; from the end if `last`.
    Nth {
        step: i32,
        offset: i32,
        order: Order,
    },
    /// One of these, or none of them.
    Is(Vec<Compound>),
    Not(Vec<Compound>),
    /// `:hover` and its like, and what stands before and after an element.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    First,
    Last,
    FirstOfType,
    LastOfType,
}

/// How often something was compared.
#[derive(Debug, Default)]
pub(super) struct Steps(pub u64);

impl Selector {
    /// A selector without commas; `None` if it is not understood.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chain: Vec<(Combinator, Compound)> = Vec::new();
        let mut rest = text;
        let mut combinator = Combinator::Descendant;
        while !rest.is_empty() {
            let (compound, after) = Compound::parse(rest)?;
            chain.push((combinator, compound));
            rest = after.trim_start();
            combinator = match rest.chars().next() {
                Some('>') => Combinator::Child,
                Some('+') => Combinator::Next,
                Some('~') => Combinator::Later,
                Some(_) if rest.len() < after.len() => Combinator::Descendant,
                Some(_) => return None,
                None => break,
            };
            if combinator != Combinator::Descendant {
                rest = rest[1..].trim_start();
                if rest.is_empty() {
                    return None;
                }
            }
        }
        let mut last = chain.pop()?;
        let mut before = Vec::new();
        while let Some(compound) = chain.pop() {
            before.push((last.0, compound.1));
            last.0 = compound.0;
        }
        Some(Self { last: last.1, before })
    }

    /// Ids, then classes and attributes, then names.
    pub fn specificity(&self) -> [usize; 3] {
        let mut sum = self.last.specificity();
        for (_, compound) in &self.before {
            let more = compound.specificity();
            (0..3).for_each(|at| sum[at] += more[at]);
        }
        sum
    }

    /// Whether an element matches.
    pub fn matches(&self, node: Node<'_, '_>, steps: &mut Steps) -> bool {
        self.last.matches(node, steps) && matches_before(&self.before, node, steps)
    }
}

/// The compounds before an element, nearest first. A descendant's ancestor is tried further up if
/// what stands before it does not match.
fn matches_before(before: &[(Combinator, Compound)], node: Node<'_, '_>, steps: &mut Steps) -> bool {
    /// The most comparisons for one selector and element.
    const MOST: u64 = 10_000;
    fn walk(before: &[(Combinator, Compound)], node: Node<'_, '_>, steps: &mut Steps, limit: u64) -> bool {
        let Some(((combinator, compound), further)) = before.split_first() else { return true };
        let mut at = node;
        loop {
            let next = match combinator {
                Combinator::Descendant | Combinator::Child => at.parent_element(),
                Combinator::Next | Combinator::Later => at.prev_sibling_element(),
            };
            let Some(next) = next.filter(|_| steps.0 < limit) else { return false };
            if compound.matches(next, steps) && walk(further, next, steps, limit) {
                return true;
            }
            if matches!(combinator, Combinator::Child | Combinator::Next) {
                return false;
            }
            at = next;
        }
    }
    let limit = steps.0.saturating_add(MOST);
    walk(before, node, steps, limit)
}

impl Compound {
    fn parse(text: &str) -> Option<(Self, &str)> {
        let mut compound = Self::default();
        let mut rest = text;
        if let Some(after) = rest.strip_prefix('*') {
            rest = after;
        } else if let Some((name, after)) = ident(rest) {
            compound.tag = Some(name);
            rest = after;
        }
        // A namespace before a name says nothing more here.
        if let Some(after) = rest.strip_prefix('|') {
            let (name, after) = ident(after)
                .map_or((None, after.strip_prefix('*')), |(name, after)| (Some(name), Some(after)));
            (compound.tag, rest) = (name, after?);
        }
        while let Some(sign) = rest.chars().next() {
            let (test, after) = match sign {
                '.' => ident(&rest[1..]).map(|(name, after)| (Test::Class(name), after))?,
                '#' => ident(&rest[1..]).map(|(name, after)| (Test::Id(name), after))?,
                '[' => attribute(&rest[1..])?,
                ':' => pseudo(&rest[1..])?,
                _ => break,
            };
            compound.tests.push(test);
            rest = after;
        }
        (rest.len() < text.len()).then_some((compound, rest))
    }

    fn specificity(&self) -> [usize; 3] {
        let mut sum = [0, 0, usize::from(self.tag.is_some())];
        for test in &self.tests {
            match test {
                Test::Id(_) => sum[0] += 1,
                Test::Is(compounds) | Test::Not(compounds) => {
                    let most = compounds.iter().map(Self::specificity).max().unwrap_or_default();
                    (0..3).for_each(|at| sum[at] += most[at]);
                }
                Test::Class(_)
                | Test::Attribute { .. }
                | Test::Root
                | Test::Empty
                | Test::Nth { .. }
                | Test::Never => {
                    sum[1] += 1;
                }
            }
        }
        sum
    }

    fn matches(&self, node: Node<'_, '_>, steps: &mut Steps) -> bool {
        steps.0 += 1;
        let named = self.tag.as_deref().is_none_or(|tag| tag == node.tag_name().name());
        named && self.tests.iter().all(|test| test.matches(node, steps))
    }
}

impl Test {
    fn matches(&self, node: Node<'_, '_>, steps: &mut Steps) -> bool {
        match self {
            Self::Id(id) => node.attribute("id") == Some(id),
            Self::Class(class) => {
                node.attribute("class").is_some_and(|all| all.split_whitespace().any(|one| one == class))
            }
            Self::Attribute { name, operator, value } => {
                node.attribute(name.as_str()).is_some_and(|found| match operator {
                    '=' => found == value,
                    '~' => found.split_whitespace().any(|word| word == value),
                    '|' => found
                        .strip_prefix(value.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
                    '^' => !value.is_empty() && found.starts_with(value.as_str()),
                    '$' => !value.is_empty() && found.ends_with(value.as_str()),
                    '*' => !value.is_empty() && found.contains(value.as_str()),
                    _ => true,
                })
            }
            Self::Root => node.parent_element().is_none(),
            Self::Empty => !node.children().any(|child| child.is_element() || child.is_text()),
            Self::Nth { step, offset, order } => {
                let place = place(node, *order, steps);
                let distance = place - offset;
                if *step == 0 { distance == 0 } else { distance % step == 0 && distance / step >= 0 }
            }
            Self::Is(compounds) => compounds.iter().any(|compound| compound.matches(node, steps)),
            Self::Not(compounds) => !compounds.iter().any(|compound| compound.matches(node, steps)),
            Self::Never => false,
        }
    }
}

/// The number of an element among its siblings, from 1.
fn place(node: Node<'_, '_>, order: Order, steps: &mut Steps) -> i32 {
    let mut place = 1;
    let mut at = node;
    loop {
        let next = match order {
            Order::First | Order::FirstOfType => at.prev_sibling_element(),
            Order::Last | Order::LastOfType => at.next_sibling_element(),
        };
        let Some(next) = next else { return place };
        steps.0 += 1;
        let counts = match order {
            Order::First | Order::Last => true,
            Order::FirstOfType | Order::LastOfType => next.tag_name() == node.tag_name(),
        };
        place += i32::from(counts);
        at = next;
    }
}

/// `[name]`, `[name=value]`, `[name^="value"]`, after the bracket.
fn attribute(text: &str) -> Option<(Test, &str)> {
    let (inside, after) = text.split_once(']')?;
    let Some((name, value)) = inside.split_once('=') else {
        let (name, rest) = ident(inside.trim())?;
        return rest
            .is_empty()
            .then(|| (Test::Attribute { name, operator: ' ', value: String::new() }, after));
    };
    let name = name.trim();
    let operator = name.chars().last().filter(|last| "~|^$*".contains(*last)).unwrap_or('=');
    let name = name.trim_end_matches(operator).trim();
    let name = name.rsplit('|').next().unwrap_or(name).replace("xlink\\:", "");
    let value = value.trim().trim_matches(['"', '\'']).to_owned();
    Some((Test::Attribute { name, operator, value }, after))
}

/// `:first-child`, `:not(…)`, `::before`, after the first colon.
fn pseudo(text: &str) -> Option<(Test, &str)> {
    if let Some(element) = text.strip_prefix(':') {
        let (name, after) = ident(element)?;
        let known = [
            "before",
            "after",
            "selection",
            "first-line",
            "first-letter",
            "marker",
            "backdrop",
            "placeholder",
        ];
        let known = known.contains(&name.as_str()) || name.starts_with('-');
        return (known && !after.starts_with('(')).then_some((Test::Never, after));
    }
    let (name, after) = ident(text)?;
    let nth = |step, offset, order| Some(Test::Nth { step, offset, order });
    let (argument, after) = match after.strip_prefix('(') {
        Some(inside) => {
            let end = closing(inside)?;
            (Some(inside[..end].trim()), &inside[end + 1..])
        }
        None => (None, after),
    };
    let test = match (name.as_str(), argument) {
        ("root" | "scope", None) => Some(Test::Root),
        ("empty", None) => Some(Test::Empty),
        ("first-child", None) => nth(0, 1, Order::First),
        ("last-child", None) => nth(0, 1, Order::Last),
        ("first-of-type", None) => nth(0, 1, Order::FirstOfType),
        ("last-of-type", None) => nth(0, 1, Order::LastOfType),
        ("nth-child", Some(places)) => {
            counted(places).and_then(|(step, offset)| nth(step, offset, Order::First))
        }
        ("nth-last-child", Some(places)) => {
            counted(places).and_then(|(step, offset)| nth(step, offset, Order::Last))
        }
        ("nth-of-type", Some(places)) => {
            counted(places).and_then(|(step, offset)| nth(step, offset, Order::FirstOfType))
        }
        ("nth-last-of-type", Some(places)) => {
            counted(places).and_then(|(step, offset)| nth(step, offset, Order::LastOfType))
        }
        ("not", Some(list)) => compounds(list).map(Test::Not),
        ("is" | "where" | "matches" | "-webkit-any" | "-moz-any", Some(list)) => {
            compounds(list).map(Test::Is)
        }
        (
            "hover" | "focus" | "active" | "visited" | "target" | "focus-within" | "focus-visible"
            | "checked" | "disabled" | "link" | "any-link" | "before" | "after" | "first-line"
            | "first-letter" | "fullscreen" | "enabled",
            None,
        ) => Some(Test::Never),
        _ => None,
    };
    test.map(|test| (test, after))
}

/// A list of compounds; what has combinators is not understood.
fn compounds(list: &str) -> Option<Vec<Compound>> {
    split(list, ',')
        .into_iter()
        .map(|text| {
            Compound::parse(text.trim()).filter(|(_, rest)| rest.is_empty()).map(|(compound, _)| compound)
        })
        .collect()
}

/// `odd`, `3`, `2n+1`: its step and its offset.
fn counted(text: &str) -> Option<(i32, i32)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    match text.as_str() {
        "odd" => return Some((2, 1)),
        "even" => return Some((2, 0)),
        _ => {}
    }
    let Some((step, offset)) = text.split_once('n') else { return Some((0, small(&text)?)) };
    let step = match step {
        "" | "+" => 1,
        "-" => -1,
        step => small(step)?,
    };
    Some((step, if offset.is_empty() { 0 } else { small(offset)? }))
}

fn small(text: &str) -> Option<i32> {
    text.parse().ok().filter(|number: &i32| number.abs() < 1_000_000)
}

/// Where the bracket closes that stood before `text`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A name at the start of `text`, its escapes resolved, and what follows.
fn ident(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if character == '\\' {
            let escaped = &rest[1..];
            let digits = escaped.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
            if digits > 0 {
                name.push(char::from_u32(u32::from_str_radix(&escaped[..digits], 16).ok()?)?);
                rest = escaped[digits..].strip_prefix(' ').unwrap_or(&escaped[digits..]);
            } else {
                let sign = escaped.chars().next()?;
                name.push(sign);
                rest = &escaped[sign.len_utf8()..];
            }
        } else if character.is_alphanumeric() || matches!(character, '-' | '_') || !character.is_ascii() {
            name.push(character);
            rest = &rest[character.len_utf8()..];
        } else {
            break;
        }
    }
    (!name.is_empty()).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use usvg::roxmltree::Document;

    fn matched(selector: &str) -> String {
        let document = Document::parse(
            "<svg id='r'><g id='g' class='a b'><p id='1'/><q id='2' x='one two'/><p id='3' class='c'/><p id='4'/></g></svg>",
        );
        let document = document.expect("well-formed");
        let selector = Selector::parse(selector).unwrap_or_else(|| panic!("{selector}"));
        let nodes = document.descendants().filter(|node| node.is_element());
        let found = nodes.filter(|node| selector.matches(*node, &mut Steps::default()));
        found.filter_map(|node| node.attribute("id")).collect()
    }

    #[test]
    fn selectors_find_their_elements() {
        for (selector, expected) in [
            ("*", "rg1234"),
            ("p", "134"),
            (".a.b > p", "134"),
            ("svg p.c", "3"),
            ("#g > :first-child", "1"),
            ("p:nth-child(2n+1)", "13"),
            ("p:nth-child(odd)", "13"),
            ("p:nth-of-type(2)", "3"),
            ("p:last-of-type", "4"),
            ("q + p", "3"),
            ("q ~ p", "34"),
            ("p:not(.c)", "14"),
            (":is(q, .c)", "23"),
            ("[x]", "2"),
            ("[x~=two]", "2"),
            ("[x^='one']", "2"),
            ("p:hover", ""),
            (":root", "r"),
            ("#\\31", "1"),
            ("svg|p, ".trim_end_matches(", "), "134"),
        ] {
            assert_eq!(matched(selector), expected, "{selector}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for selector in
            ["", "p:nonsense", "p::part(x)", ">", "p >", "p:not(a b)", "p$", "[", "p:nth-child(x)", ":has(p)"]
        {
            assert!(Selector::parse(selector).is_none(), "{selector}");
        }
    }
}
