//! YAML or TOML text → keys and values with their places.
//!
//! Both are read to one small tree whose scalars stay text: `1.10` is a version and `2023-06-19`
//! a date by what they are used for, not by how they look. Depth and size are bounded, so that
//! neither nesting nor aliases (YAML's "billion laughs") can exhaust anything.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_saphyr::granit_parser::{self, Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use super::is_forbidden;

/// Front matter is flat; nothing sensible is nested as deep as this.
const DEEPEST: usize = 32;
/// More values than any front matter holds; aliases count as what they stand for.
const MOST: usize = 20_000;
/// More bytes of text than any front matter holds, aliases written out.
const LARGEST: usize = 8 << 20;

/// A value and its place in the text that was read.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// What it is.
    pub value: Value,
    /// Its bytes.
    pub range: Range<usize>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Nothing: `key:`.
    Null,
    /// Words, a number, a date, true or false.
    Scalar(String),
    /// Several.
    List(Vec<Node>),
    /// Keys and values, in order.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The key as written.
    pub key: String,
    /// Its bytes.
    pub range: Range<usize>,
    /// Its value.
    pub node: Node,
}

/// Why a text could not be read.
#[derive(Debug)]
pub(crate) struct Fault {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub at: usize,
}

impl Node {
    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Scalar(text) => text.trim().is_empty(),
            Value::List(_) | Value::Map(_) => false,
        }
    }

    /// The value in one line, for a key whose meaning is not known.
    pub fn text(&self) -> String {
        match &self.value {
            Value::Null => String::new(),
            Value::Scalar(text) => text.clone(),
            Value::List(nodes) => nodes.iter().map(Node::text).collect::<Vec<_>>().join(", "),
            Value::Map(entries) => {
                let pairs = entries.iter().map(|entry| format!("{}: {}", entry.key, entry.node.text()));
                pairs.collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// Reads YAML.
pub(crate) fn yaml(text: &str) -> Result<Node, Fault> {
    let mut options = granit_parser::Options::default();
    options.flow_nesting_limit = DEEPEST;
    options.block_nesting_limit = DEEPEST;
    let mut tree = Tree::default();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| Fault {
            message: error.kind().to_string(),
            at: error.marker().byte_offset().unwrap_or_default().min(text.len()),
        })?;
        let range = span.byte_range().unwrap_or(0..0);
        let over = |message: &str| Fault { message: message.to_owned(), at: range.start };
        match event {
            Event::Scalar(words, style, anchor, _) => {
                let null =
                    style == ScalarStyle::Plain && matches!(&*words, "" | "~" | "null" | "Null" | "NULL");
                let value = if null { Value::Null } else { scalar(&words) };
                tree.add(Node { value, range: range.clone() }, anchor);
            }
            Event::SequenceStart(_, anchor, _) => tree.open(Value::List(Vec::new()), &range, anchor),
            Event::MappingStart(_, anchor, _) => tree.open(Value::Map(Vec::new()), &range, anchor),
            Event::SequenceEnd | Event::MappingEnd => tree.close(range.end),
            Event::Alias(id) => {
                tree.alias(id, &range).map_err(|()| over("its aliases stand for too much"))?
            }
            _ => {}
        }
        if tree.size.values > MOST {
            return Err(over("it holds too many values"));
        }
        if tree.size.bytes > LARGEST {
            return Err(over("it holds too much text"));
        }
        if tree.open.len() > DEEPEST {
            return Err(over("it is nested too deep"));
        }
    }
    Ok(tree.root.unwrap_or(Node { value: Value::Null, range: 0..0 }))
}

/// Words, which may have been written by the numbers of their characters: what no edition can hold is
/// replaced, as it is in all that a source says.
fn scalar(words: &str) -> Value {
    Value::Scalar(words.replace(is_forbidden, "\u{FFFD}"))
}

/// A tree that is being built.
#[derive(Default)]
struct Tree {
    open: Vec<Growing>,
    /// What aliases may stand for, and its size.
    anchors: BTreeMap<usize, (Node, Size)>,
    root: Option<Node>,
    /// Of all that was added, aliases written out.
    size: Size,
}

/// How much a part of the tree holds.
#[derive(Clone, Copy, Default)]
struct Size {
    values: usize,
    bytes: usize,
}

impl Size {
    fn of(node: &Node) -> Self {
        let bytes = if let Value::Scalar(text) = &node.value { text.len() } else { 0 };
        Self { values: 1, bytes }
    }

    fn plus(self, other: Self) -> Self {
        Self { values: self.values + other.values, bytes: self.bytes + other.bytes }
    }

    fn since(self, before: Self) -> Self {
        Self { values: self.values - before.values, bytes: self.bytes - before.bytes }
    }
}

struct Growing {
    node: Node,
    anchor: usize,
    /// The tree's size when it was opened.
    before: Size,
    key: Option<(String, Range<usize>)>,
}

impl Tree {
    fn open(&mut self, value: Value, range: &Range<usize>, anchor: usize) {
        let node = Node { value, range: range.clone() };
        self.open.push(Growing { node, anchor, before: self.size, key: None });
    }

    fn close(&mut self, end: usize) {
        let Some(mut growing) = self.open.pop() else { return };
        growing.node.range.end = end.max(growing.node.range.start);
        let own = Size { values: 1, bytes: 0 };
        if growing.anchor > 0 {
            let size = self.size.since(growing.before).plus(own);
            self.anchors.insert(growing.anchor, (growing.node.clone(), size));
        }
        self.size = self.size.plus(own);
        self.put(growing.node);
    }

    /// Adds what an alias stands for, unless that is too much or, as in `a: &a [*a]`, not there yet.
    fn alias(&mut self, id: usize, range: &Range<usize>) -> Result<(), ()> {
        let (node, size) = self.anchors.get(&id).ok_or(())?;
        let size = self.size.plus(*size);
        if size.values > MOST || size.bytes > LARGEST {
            return Err(());
        }
        self.size = size;
        let node = Node { range: range.clone(), ..node.clone() };
        self.put(node);
        Ok(())
    }

    fn add(&mut self, node: Node, anchor: usize) {
        let size = Size::of(&node);
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        self.size = self.size.plus(size);
        self.put(node);
    }

    fn put(&mut self, node: Node) {
        let Some(parent) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut parent.node.value {
            Value::List(nodes) => nodes.push(node),
            Value::Map(entries) => match parent.key.take() {
                None => parent.key = Some((node.text(), node.range)),
                Some((key, range)) => entries.push(Entry { key, range, node }),
            },
            Value::Null | Value::Scalar(_) => {}
        }
    }
}

/// Reads TOML.
pub(crate) fn toml(text: &str) -> Result<Node, Fault> {
    match DeTable::parse(text) {
        Ok(table) => {
            let range = table.span();
            Ok(Node { value: from_table(table.get_ref()), range })
        }
        Err(error) => Err(Fault {
            message: error.message().lines().next().unwrap_or_default().to_owned(),
            at: error.span().map_or(0, |span| span.start.min(text.len())),
        }),
    }
}

/// The depth is bounded by the parser of TOML.
fn from_table(table: &DeTable<'_>) -> Value {
    let entries = table.iter().map(|(key, value)| Entry {
        key: key.get_ref().to_string(),
        range: key.span(),
        node: Node { value: from_toml(value.get_ref()), range: value.span() },
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(|entry| entry.range.start);
    Value::Map(entries)
}

fn from_toml(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => scalar(text),
        DeValue::Integer(number) => Value::Scalar(number.to_string()),
        DeValue::Float(number) => Value::Scalar(number.to_string()),
        DeValue::Boolean(truth) => Value::Scalar(truth.to_string()),
        DeValue::Datetime(date) => Value::Scalar(date.to_string()),
        DeValue::Array(values) => Value::List(
            values
                .iter()
                .map(|value| Node { value: from_toml(value.get_ref()), range: value.span() })
                .collect(),
        ),
        DeValue::Table(table) => from_table(table),
    }
}
