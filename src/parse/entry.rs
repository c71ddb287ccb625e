//! An entry of the settings → what it means: words, dates, people, a cover.

use std::ops::Range;

use super::front_matter::Layer;
use super::people::{Named, relators};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Date, Division, FileName, Image, Language, Listed, Parsed, PdfStandards, Person, PictureSize, Series,
    Sides, Wish, moment,
};
use crate::source::value::{Entry, Node, Value};
use crate::span::{FileId, Span};

/// An entry that is being read.
pub(super) struct Reader<'l> {
    pub layer: &'l Layer,
    pub entry: &'l Entry,
}

impl Reader<'_> {
    fn bad(&self, range: &Range<usize>, wanted: &str, diagnostics: &mut Diagnostics) {
        let message = format!("`{}` should be {wanted}", self.entry.key);
        diagnostics.add(Diagnostic::warning(Code::BadValue, self.layer.span(range), message));
    }

    fn scalar(&self, wanted: &str, diagnostics: &mut Diagnostics) -> Option<&str> {
        match &self.entry.node.value {
            Value::Scalar(text) => Some(text.trim()),
            Value::Null | Value::List(_) | Value::Map(_) => {
                self.bad(&self.entry.node.range, wanted, diagnostics);
                None
            }
        }
    }

    fn read<T>(
        &self,
        wanted: &str,
        read: impl Fn(&str) -> Option<T>,
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let text = self.scalar(wanted, diagnostics)?;
        let value = read(text);
        if value.is_none() {
            self.bad(&self.entry.node.range, wanted, diagnostics);
        }
        value
    }

    /// Words in one line, which heads, outlines and metadata repeat: no more than such a line can hold.
    pub fn text(&self, diagnostics: &mut Diagnostics) -> Option<String> {
        const LONGEST: usize = 1 << 16;
        let text = self.scalar("words", diagnostics)?;
        if text.len() > LONGEST {
            self.bad(&self.entry.node.range, "words of at most 64 KiB", diagnostics);
            return None;
        }
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// The same with its place.
    pub fn wish(&self, diagnostics: &mut Diagnostics) -> Option<Wish> {
        let text = self.text(diagnostics)?;
        Some(Wish { text, span: self.layer.span(&self.entry.node.range) })
    }

    /// Words in several paragraphs, kept as they are, with their place.
    pub fn passage(&self, diagnostics: &mut Diagnostics) -> Option<Wish> {
        let text = self.scalar("words", diagnostics)?.to_owned();
        (!text.is_empty()).then(|| Wish { text, span: self.layer.span(&self.entry.node.range) })
    }

    pub fn truth(&self, diagnostics: &mut Diagnostics) -> Option<bool> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        };
        self.read("true or false", read, diagnostics)
    }

    pub fn depth(&self, diagnostics: &mut Diagnostics) -> Option<u8> {
        let read = |text: &str| text.parse().ok().filter(|depth| (1..=6).contains(depth));
        self.read("a number from 1 to 6", read, diagnostics)
    }

    pub fn size(&self, diagnostics: &mut Diagnostics) -> Option<f32> {
        let read = |text: &str| {
            let points: f32 = text.trim_end_matches("pt").trim().parse().ok()?;
            (4.0..=72.0).contains(&points).then_some(points)
        };
        self.read("a size in points, 4 to 72", read, diagnostics)
    }

    pub fn moment(&self, diagnostics: &mut Diagnostics) -> Option<i64> {
        self.read("a number of seconds since 1970", moment, diagnostics)
    }

    pub fn file_name(&self, diagnostics: &mut Diagnostics) -> Option<FileName> {
        self.read("one file name without an ending, `my-name`", FileName::new, diagnostics)
    }

    pub fn dots(&self, diagnostics: &mut Diagnostics) -> Option<u32> {
        let read = |text: &str| text.trim_end_matches("dpi").trim().parse().ok();
        self.read("a number of dots per inch", read, diagnostics)
    }

    pub fn kind(&self, diagnostics: &mut Diagnostics) -> Option<Division> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "article" => Some(Division::Article),
            "book" => Some(Division::Book),
            _ => None,
        };
        self.read("`article` or `book`", read, diagnostics)
    }

    pub fn sides(&self, diagnostics: &mut Diagnostics) -> Option<Sides> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "one" | "1" => Some(Sides::One),
            "two" | "2" => Some(Sides::Two),
            _ => None,
        };
        self.read("`one` or `two`", read, diagnostics)
    }

    pub fn columns(&self, diagnostics: &mut Diagnostics) -> Option<u8> {
        let read = |text: &str| text.parse().ok().filter(|columns| (1..=2).contains(columns));
        self.read("1 or 2 columns", read, diagnostics)
    }

    pub fn date(&self, diagnostics: &mut Diagnostics) -> Option<Date> {
        self.read("a date, `2023-06-19`, `2023-06` or `2023`", Date::parse, diagnostics)
    }

    pub fn language(&self, diagnostics: &mut Diagnostics) -> Option<Language> {
        let read = |text: &str| Language::new(&text.replace('_', "-"));
        self.read("a language tag, `en` or `pt-BR`", read, diagnostics)
    }

    /// A list, or words with commas between them.
    pub fn texts(&self, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
        let texts: Vec<String> = match &self.entry.node.value {
            Value::Scalar(text) => text.split(',').map(|word| word.trim().to_owned()).collect(),
            Value::List(nodes) => {
                let words = nodes.iter().filter_map(|node| match &node.value {
                    Value::Scalar(text) => Some(text.trim().to_owned()),
                    Value::Null => None,
                    Value::List(_) | Value::Map(_) => {
                        self.bad(&node.range, "a list of words", diagnostics);
                        None
                    }
                });
                words.collect()
            }
            Value::Null | Value::Map(_) => {
                self.bad(&self.entry.node.range, "a list of words", diagnostics);
                return None;
            }
        };
        Some(texts.into_iter().filter(|text| !text.is_empty()).collect())
    }

    /// `figures`, `tables`, or both.
    pub fn lists(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Listed>> {
        let mut lists = Vec::new();
        for word in self.texts(diagnostics)? {
            match word.to_ascii_lowercase().as_str() {
                "figures" => lists.push(Listed::Figures),
                "tables" => lists.push(Listed::Tables),
                _ => self.bad(&self.entry.node.range, "`figures`, `tables` or both", diagnostics),
            }
        }
        Some(lists)
    }

    pub fn standards(&self, diagnostics: &mut Diagnostics) -> Option<PdfStandards> {
        let names = self.texts(diagnostics)?.join(",");
        let standards = PdfStandards::parse(&names);
        if let Err(why) = &standards {
            let span = self.layer.span(&self.entry.node.range);
            diagnostics.add(Diagnostic::error(Code::BadValue, span, format!("`{}`: {why}", self.entry.key)));
        }
        standards.ok()
    }

    /// People, who are of the `role` called so if they do not say another.
    pub fn persons(&self, role: &str, diagnostics: &mut Diagnostics) -> Option<Vec<Person>> {
        let nodes = match &self.entry.node.value {
            Value::List(nodes) => nodes.as_slice(),
            Value::Null | Value::Scalar(_) | Value::Map(_) => std::slice::from_ref(&self.entry.node),
        };
        let people: Vec<Person> =
            nodes.iter().flat_map(|node| self.person(node, role, diagnostics)).collect();
        (!people.is_empty()).then_some(people)
    }

    /// Someone, once in each of their roles.
    fn person(&self, node: &Node, role: &str, diagnostics: &mut Diagnostics) -> Vec<Person> {
        let Some(named) = Named::of(node) else {
            if !node.is_blank() {
                self.bad(&node.range, "a name, or `name`, `role`, `file-as` and `affiliation`", diagnostics);
            }
            return Vec::new();
        };
        let mut roles: Vec<String> = Vec::new();
        for (said, range) in &named.roles {
            let codes = relators(said).unwrap_or_else(|| {
                let message = format!("the role `{said}` has no MARC code known here");
                diagnostics
                    .add(Diagnostic::note(Code::BadValue, self.layer.span(range), message).with_help(
                        "it is printed behind the name, and catalogues have `ctb`, a contributor",
                    ));
                vec![said.clone()]
            });
            roles.extend(codes);
        }
        if roles.is_empty() {
            roles.push(role.to_owned());
        }
        let mut people: Vec<Person> = Vec::new();
        for role in roles {
            if !people.iter().any(|person| person.role == role) {
                people.push(named.person(role));
            }
        }
        people
    }

    pub fn series(&self, diagnostics: &mut Diagnostics) -> Option<Series> {
        let Value::Map(entries) = &self.entry.node.value else {
            return self.text(diagnostics).map(|name| Series { name, position: None });
        };
        let get = |names: &[&str]| {
            let found = entries.iter().find(|entry| names.contains(&&*entry.key));
            found.map(|entry| entry.node.text().trim().to_owned()).filter(|text| !text.is_empty())
        };
        let Some(name) = get(&["name", "title"]) else {
            self.bad(&self.entry.node.range, "a name, or `name` and `position`", diagnostics);
            return None;
        };
        Some(Series { name, position: get(&["position", "volume", "number"]) })
    }

    pub fn cover(&self, diagnostics: &mut Diagnostics) -> Option<Image<Parsed>> {
        let (picture, alternative, range) = match &self.entry.node.value {
            // Zola and Hugo write it as a map.
            Value::Map(entries) => {
                let get = |names: &[&str]| entries.iter().find(|entry| names.contains(&&*entry.key));
                let Some(image) = get(&["image", "src", "path"]) else {
                    self.bad(&self.entry.node.range, "a path to a picture", diagnostics);
                    return None;
                };
                let alternative = get(&["alt"]).map(|entry| entry.node.text()).unwrap_or_default();
                (image.node.text(), alternative, image.node.range.clone())
            }
            Value::Null | Value::Scalar(_) | Value::List(_) => {
                let path = self.text(diagnostics)?;
                (path, String::new(), self.entry.node.range.clone())
            }
        };
        let span = self.layer.span(&range).unwrap_or(Span { file: FileId(0), start: 0, end: 0 });
        Some(Image { span, picture, alternative, decorative: false, size: PictureSize::default() })
    }
}
