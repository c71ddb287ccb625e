//! Front matter, settings files and the command line → [`Metadata`] and [`Preferences`].
//!
//! The layers are read strongest first, and what a stronger one has decided stays.

use std::collections::BTreeSet;
use std::ops::Range;

use super::front_matter::Layer;
use super::value::{Entry, Node, Value};
use super::{epub, print};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Date, Division, Image, Language, Listed, Metadata, Parsed, PdfStandards, Person, Preferences, Series,
    Sides, Wish,
};
use crate::source::Override;
use crate::span::{FileId, Span};

/// What all layers say.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// The title is empty if none is given.
    pub metadata: Metadata,
    /// Wishes.
    pub preferences: Preferences,
    /// The cover.
    pub cover: Option<Image<Parsed>>,
    affiliation: Option<String>,
    decided: BTreeSet<&'static str>,
}

/// Reads `layers`, the strongest first.
pub(super) fn read(layers: &[Layer], diagnostics: &mut Diagnostics) -> Settings {
    let mut settings = Settings::default();
    for layer in layers {
        let mut unknown = Vec::new();
        let mut decided = BTreeSet::new();
        for entry in &layer.entries {
            let reader = Reader { layer, entry };
            if !settings.take(&reader, &mut decided, diagnostics) {
                let text = entry.node.text();
                settings.metadata.other.entry(entry.key.clone()).or_insert(text);
                unknown.push(entry);
            }
        }
        settings.decided.extend(decided);
        report_unknown(layer, &unknown, diagnostics);
    }
    if let Some(affiliation) = settings.affiliation.take() {
        for person in settings.metadata.authors.iter_mut().filter(|person| person.affiliation.is_none()) {
            person.affiliation = Some(affiliation.clone());
        }
    }
    settings
}

impl Settings {
    /// Tells which things nobody has said, so that they are assumed; `file` is the document's first.
    pub(super) fn report_assumed(&self, file: Option<FileId>, diagnostics: &mut Diagnostics) {
        if self.decided.contains("language") {
            return;
        }
        let language = self.metadata.language.tag();
        let start = file.map(|file| Span { file, start: 0, end: 0 });
        diagnostics.add(
            Diagnostic::note(
                Code::Assumed,
                start,
                format!("the document does not say its language, and `{language}` is assumed"),
            )
            .with_help("say it in front matter, `lang: en`: words are read aloud, divided and quoted by it"),
        );
    }
}

/// The layer that the command line makes.
pub(super) fn overrides(overrides: &[Override]) -> Layer {
    let entries = overrides.iter().map(|setting| Entry {
        key: setting.key.clone(),
        range: 0..0,
        node: Node { value: Value::Scalar(setting.value.clone()), range: 0..0 },
    });
    // Of two settings of one key the last is meant.
    let mut entries: Vec<Entry> = entries.collect();
    entries.reverse();
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert(entry.key.clone()) || field(&entry.key) == Some("authors"));
    entries.reverse();
    Layer { entries, place: None }
}

/// What mdBook's `book.toml` says of the book.
pub(super) fn of_book(layer: Layer) -> Layer {
    let table = layer.entries.into_iter().find(|entry| entry.key == "book").map(|entry| entry.node.value);
    let mut entries = match table {
        Some(Value::Map(entries)) => entries,
        _ => Vec::new(),
    };
    entries.retain(|entry| matches!(&*entry.key, "title" | "authors" | "description" | "language"));
    Layer { entries, place: layer.place }
}

/// The title that front matter gives.
pub(super) fn title(layer: &Layer) -> Option<(String, Option<Span>)> {
    layer.entries.iter().find_map(|entry| match &entry.node.value {
        Value::Scalar(text) if field(&entry.key) == Some("title") && !text.trim().is_empty() => {
            Some((text.trim().to_owned(), layer.span(&entry.node.range)))
        }
        _ => None,
    })
}

fn report_unknown(layer: &Layer, unknown: &[&Entry], diagnostics: &mut Diagnostics) {
    let Some(first) = unknown.first() else { return };
    let mut names: Vec<String> = unknown.iter().take(20).map(|entry| format!("`{}`", entry.key)).collect();
    if unknown.len() > names.len() {
        names.push(format!("and {} more", unknown.len() - names.len()));
    }
    let message = match unknown {
        [_] => format!("the key {} has no meaning here", names[0]),
        _ => format!("these keys have no meaning here: {}", names.join(", ")),
    };
    diagnostics.add(Diagnostic::warning(Code::UnknownKey, layer.span(&first.range), message));
}

/// The field that a key names, by any of its names.
fn field(key: &str) -> Option<&'static str> {
    let key = key.trim().to_ascii_lowercase().replace('_', "-");
    Some(match key.as_str() {
        "title" => "title",
        "subtitle" => "subtitle",
        "author" | "authors" | "creator" => "authors",
        "affiliation" => "affiliation",
        "date" => "date",
        "lang" | "language" => "language",
        "description" | "summary" | "excerpt" | "abstract" => "description",
        "publisher" => "publisher",
        "rights" | "license" | "licence" | "copyright" => "rights",
        "identifier" | "isbn" | "doi" => "identifier",
        "cover" | "cover-image" => "cover",
        "source" => "source",
        "source-date-epoch" => "source-date-epoch",
        "keywords" | "tags" | "subjects" | "subject" => "keywords",
        "series" => "series",
        "toc" => "toc",
        "toc-depth" => "toc-depth",
        "lists" => "lists",
        "number-sections" => "number-sections",
        "kind" => "kind",
        "theme" => "theme",
        "page-size" => "page-size",
        "sides" => "sides",
        "columns" => "columns",
        "font-size" => "font-size",
        "line-numbers" => "line-numbers",
        "max-dpi" => "max-dpi",
        "pdf-standard" | "pdf-standards" => "pdf-standard",
        "print" => "print",
        "impose" => "impose",
        "epub" => "epub",
        "epub-profile" => "epub-profile",
        "embed-fonts" => "embed-fonts",
        "hyphenate" => "hyphenate",
        "hyphenation" => "hyphenation",
        _ => return None,
    })
}

impl Settings {
    /// Takes an entry; says whether its key means something.
    fn take(
        &mut self,
        reader: &Reader<'_>,
        decided: &mut BTreeSet<&'static str>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Some(field) = field(&reader.entry.key) else { return false };
        // A stronger layer has decided, or this one has with another name of the same; but
        // `author` and `authors` add up, and a book's words and a chapter's are one list.
        let again = decided.contains(field) && field != "authors";
        let closed =
            (self.decided.contains(field) || again) && !matches!(field, "hyphenation" | "print" | "epub");
        if closed || matches!(reader.entry.node.value, Value::Null) {
            return true;
        }
        let metadata = &mut self.metadata;
        let preferences = &mut self.preferences;
        let taken = match field {
            "title" => reader.text(diagnostics).map(|text| metadata.title = text),
            "subtitle" => reader.text(diagnostics).map(|text| metadata.subtitle = Some(text)),
            "authors" => reader.persons(diagnostics).map(|people| metadata.authors.extend(people)),
            "affiliation" => reader.text(diagnostics).map(|text| self.affiliation = Some(text)),
            "date" => reader.date(diagnostics).map(|date| metadata.date = Some(date)),
            "language" => reader.language(diagnostics).map(|language| metadata.language = language),
            "description" => reader.text(diagnostics).map(|text| metadata.description = Some(text)),
            "publisher" => reader.text(diagnostics).map(|text| metadata.publisher = Some(text)),
            "rights" => reader.text(diagnostics).map(|text| metadata.rights = Some(text)),
            "identifier" => reader.text(diagnostics).map(|text| metadata.identifier = Some(text)),
            "source" => reader.text(diagnostics).map(|text| metadata.source = Some(text)),
            "source-date-epoch" => reader.moment(diagnostics).map(|moment| metadata.modified = Some(moment)),
            "cover" => reader.cover(diagnostics).map(|cover| self.cover = Some(cover)),
            "keywords" => reader.texts(diagnostics).map(|texts| metadata.keywords = texts),
            "series" => reader.series(diagnostics).map(|series| metadata.series = Some(series)),
            "toc" => reader.truth(diagnostics).map(|truth| preferences.toc = Some(truth)),
            "toc-depth" => reader.depth(diagnostics).map(|depth| preferences.toc_depth = Some(depth)),
            "lists" => reader.lists(diagnostics).map(|lists| preferences.lists = lists),
            "number-sections" => {
                reader.truth(diagnostics).map(|truth| preferences.number_sections = Some(truth))
            }
            "kind" => reader.kind(diagnostics).map(|kind| preferences.kind = Some(kind)),
            "theme" => reader.wish(diagnostics).map(|wish| preferences.theme = Some(wish)),
            "page-size" => reader.wish(diagnostics).map(|wish| preferences.page_size = Some(wish)),
            "sides" => reader.sides(diagnostics).map(|sides| preferences.sides = Some(sides)),
            "columns" => reader.columns(diagnostics).map(|columns| preferences.columns = Some(columns)),
            "font-size" => reader.size(diagnostics).map(|size| preferences.font_size = Some(size)),
            "line-numbers" => reader.truth(diagnostics).map(|truth| preferences.line_numbers = Some(truth)),
            "max-dpi" => reader.dots(diagnostics).map(|dots| preferences.max_dpi = Some(dots)),
            "pdf-standard" => reader.standards(diagnostics).map(|all| preferences.pdf_standards = Some(all)),
            "print" => {
                print::read(reader.layer, reader.entry, &mut preferences.print, diagnostics);
                None
            }
            "impose" => {
                print::imposition(reader.layer, reader.entry, &mut preferences.print, diagnostics);
                None
            }
            "epub" => {
                epub::read(reader.layer, reader.entry, &mut preferences.epub, diagnostics);
                None
            }
            "epub-profile" => {
                epub::profile(reader.layer, reader.entry, &mut preferences.epub, diagnostics);
                None
            }
            "embed-fonts" => {
                epub::faces(reader.layer, reader.entry, &mut preferences.epub, diagnostics);
                None
            }
            "hyphenate" => reader.truth(diagnostics).map(|truth| preferences.hyphenate = Some(truth)),
            "hyphenation" => reader.texts(diagnostics).map(|texts| preferences.hyphenation.extend(texts)),
            _ => None,
        };
        if taken.is_some() {
            decided.insert(field);
        }
        true
    }
}

/// An entry that is being read.
struct Reader<'l> {
    layer: &'l Layer,
    entry: &'l Entry,
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

    /// Words in one line.
    fn text(&self, diagnostics: &mut Diagnostics) -> Option<String> {
        let text = self.scalar("words", diagnostics)?;
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// The same with its place.
    fn wish(&self, diagnostics: &mut Diagnostics) -> Option<Wish> {
        let text = self.text(diagnostics)?;
        Some(Wish { text, span: self.layer.span(&self.entry.node.range) })
    }

    fn truth(&self, diagnostics: &mut Diagnostics) -> Option<bool> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        };
        self.read("true or false", read, diagnostics)
    }

    fn depth(&self, diagnostics: &mut Diagnostics) -> Option<u8> {
        let read = |text: &str| text.parse().ok().filter(|depth| (1..=6).contains(depth));
        self.read("a number from 1 to 6", read, diagnostics)
    }

    fn size(&self, diagnostics: &mut Diagnostics) -> Option<f32> {
        let read = |text: &str| {
            let points: f32 = text.trim_end_matches("pt").trim().parse().ok()?;
            (4.0..=72.0).contains(&points).then_some(points)
        };
        self.read("a size in points, 4 to 72", read, diagnostics)
    }

    /// The last second that a date of four digits can name is the last.
    fn moment(&self, diagnostics: &mut Diagnostics) -> Option<i64> {
        let read = |text: &str| text.parse().ok().filter(|moment| (0..253_402_300_800).contains(moment));
        self.read("a number of seconds since 1970", read, diagnostics)
    }

    fn dots(&self, diagnostics: &mut Diagnostics) -> Option<u32> {
        let read = |text: &str| text.trim_end_matches("dpi").trim().parse().ok();
        self.read("a number of dots per inch", read, diagnostics)
    }

    fn kind(&self, diagnostics: &mut Diagnostics) -> Option<Division> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "article" => Some(Division::Article),
            "book" => Some(Division::Book),
            _ => None,
        };
        self.read("`article` or `book`", read, diagnostics)
    }

    fn sides(&self, diagnostics: &mut Diagnostics) -> Option<Sides> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "one" | "1" => Some(Sides::One),
            "two" | "2" => Some(Sides::Two),
            _ => None,
        };
        self.read("`one` or `two`", read, diagnostics)
    }

    fn columns(&self, diagnostics: &mut Diagnostics) -> Option<u8> {
        let read = |text: &str| text.parse().ok().filter(|columns| (1..=2).contains(columns));
        self.read("1 or 2 columns", read, diagnostics)
    }

    fn date(&self, diagnostics: &mut Diagnostics) -> Option<Date> {
        self.read("a date, `2023-06-19`, `2023-06` or `2023`", Date::parse, diagnostics)
    }

    fn language(&self, diagnostics: &mut Diagnostics) -> Option<Language> {
        let read = |text: &str| Language::new(&text.replace('_', "-"));
        self.read("a language tag, `en` or `pt-BR`", read, diagnostics)
    }

    /// A list, or words with commas between them.
    fn texts(&self, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
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
    fn lists(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Listed>> {
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

    fn standards(&self, diagnostics: &mut Diagnostics) -> Option<PdfStandards> {
        let names = self.texts(diagnostics)?.join(",");
        let standards = PdfStandards::parse(&names);
        if let Err(why) = &standards {
            let span = self.layer.span(&self.entry.node.range);
            diagnostics.add(Diagnostic::error(Code::BadValue, span, format!("`{}`: {why}", self.entry.key)));
        }
        standards.ok()
    }

    fn persons(&self, diagnostics: &mut Diagnostics) -> Option<Vec<Person>> {
        let nodes = match &self.entry.node.value {
            Value::List(nodes) => nodes.as_slice(),
            Value::Null | Value::Scalar(_) | Value::Map(_) => std::slice::from_ref(&self.entry.node),
        };
        let people = nodes.iter().filter_map(|node| self.person(node, diagnostics)).collect::<Vec<_>>();
        (!people.is_empty()).then_some(people)
    }

    fn person(&self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Person> {
        let wanted = "a name, or `name`, `role`, `file-as` and `affiliation`";
        let of = |name: &str| Person {
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            file_as: None,
            role: "aut".to_owned(),
            affiliation: None,
        };
        let mut person = match &node.value {
            Value::Null => return None,
            Value::Scalar(name) => of(name),
            Value::List(_) => {
                self.bad(&node.range, wanted, diagnostics);
                return None;
            }
            Value::Map(entries) => {
                let get = |names: &[&str]| {
                    let found = entries.iter().find(|entry| names.contains(&&*entry.key.replace('_', "-")));
                    found.map(|entry| (entry.node.text().trim().to_owned(), entry.node.range.clone()))
                };
                let Some((name, _)) = get(&["name"]) else {
                    self.bad(&node.range, wanted, diagnostics);
                    return None;
                };
                let mut person = of(&name);
                person.file_as = get(&["file-as", "sort", "sort-as"]).map(|found| found.0);
                person.affiliation =
                    get(&["affiliation", "affiliations", "organization"]).map(|found| found.0);
                if let Some((role, range)) = get(&["role"]) {
                    match relator(&role) {
                        Some(code) => person.role = code,
                        None => self.bad(&range, "a role by its MARC code, `aut`, `edt`, `trl`", diagnostics),
                    }
                }
                person
            }
        };
        person.file_as = person.file_as.filter(|name| !name.is_empty());
        (!person.name.is_empty()).then_some(person)
    }

    fn series(&self, diagnostics: &mut Diagnostics) -> Option<Series> {
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

    fn cover(&self, diagnostics: &mut Diagnostics) -> Option<Image<Parsed>> {
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
        Some(Image { span, picture, alternative, decorative: false, width: None })
    }
}

/// The MARC relator code of a role, by its code or its name.
fn relator(role: &str) -> Option<String> {
    let role = role.trim().to_ascii_lowercase();
    let code = match role.as_str() {
        "author" => "aut",
        "editor" => "edt",
        "translator" => "trl",
        "illustrator" => "ill",
        "contributor" => "ctb",
        "photographer" => "pht",
        "narrator" => "nrt",
        "foreword" => "aui",
        "designer" => "dsr",
        code if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_lowercase()) => code,
        _ => return None,
    };
    Some(code.to_owned())
}
