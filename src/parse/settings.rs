//! Front matter, settings files and the command line → [`Metadata`] and [`Preferences`].
//!
//! The layers are read strongest first, and what a stronger one has decided stays.

use std::collections::BTreeSet;

use super::entry::Reader;
use super::front_matter::Layer;
use super::{epub, print, table, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Image, Metadata, Parsed, Preferences, Wish};
use crate::source::Override;
use crate::source::value::{Entry, Node, Value};
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
    /// The abstract, in Markdown.
    pub summary: Option<Wish>,
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

/// The MARC relator code of those whom a field names; `None` for a field that names nobody.
fn role_of(field: &str) -> Option<&'static str> {
    Some(match field {
        "authors" => "aut",
        "contributors" => "ctb",
        "editors" => "edt",
        "translators" => "trl",
        "illustrators" => "ill",
        "photographers" => "pht",
        "narrators" => "nrt",
        "designers" => "dsr",
        "cover-designers" => "cov",
        "proofreaders" => "pfr",
        "foreword" => "aui",
        "afterword" => "aft",
        _ => return None,
    })
}

/// The field that a key names, by any of its names.
fn field(key: &str) -> Option<&'static str> {
    let key = key.trim().to_ascii_lowercase().replace('_', "-");
    Some(match key.as_str() {
        "title" => "title",
        "subtitle" => "subtitle",
        "author" | "authors" | "creator" => "authors",
        "contributor" | "contributors" => "contributors",
        "editor" | "editors" => "editors",
        "translator" | "translators" => "translators",
        "illustrator" | "illustrators" => "illustrators",
        "photographer" | "photographers" => "photographers",
        "narrator" | "narrators" => "narrators",
        "designer" | "designers" => "designers",
        "cover-designer" | "cover-designers" => "cover-designers",
        "proofreader" | "proofreaders" => "proofreaders",
        "foreword" => "foreword",
        "afterword" => "afterword",
        "affiliation" => "affiliation",
        "date" => "date",
        "lang" | "language" => "language",
        "description" | "summary" | "excerpt" => "description",
        "abstract" => "abstract",
        "publisher" => "publisher",
        "rights" | "license" | "licence" | "copyright" => "rights",
        "identifier" | "isbn" | "doi" => "identifier",
        "cover" | "cover-image" => "cover",
        "source" => "source",
        "source-date-epoch" => "source-date-epoch",
        "keywords" | "tags" | "subjects" | "subject" => "keywords",
        "series" => "series",
        "slug" => "slug",
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
        "epub" => "epub",
        "text" => "text",
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
        if let Some((table, key)) = reader.entry.key.split_once('.') {
            // One key of a table, as on the command line: `text.width`.
            let entry = Entry { key: key.to_owned(), ..reader.entry.clone() };
            return self.take_of_table(
                table,
                &table::Reader { layer: reader.layer, entry: &entry },
                diagnostics,
            );
        }
        let Some(field) = field(&reader.entry.key) else { return false };
        if matches!(reader.entry.node.value, Value::Null) {
            return true;
        }
        if let Some(keys) = keys_of_table(field) {
            for reader in table::entries(reader.layer, reader.entry, keys, diagnostics) {
                self.take_of_table(field, &reader, diagnostics);
            }
            return true;
        }
        // A stronger layer has decided, or this one has with another name of the same; but
        // `author` and `authors` add up, and a book's words and a chapter's are one list.
        let adds_up = role_of(field).is_some();
        let again = decided.contains(field) && !adds_up;
        let closed = (self.decided.contains(field) || again) && field != "hyphenation";
        if closed {
            return true;
        }
        let metadata = &mut self.metadata;
        let preferences = &mut self.preferences;
        if let Some(role) = role_of(field) {
            if let Some(people) = reader.persons(role, diagnostics) {
                metadata.authors.extend(people);
                decided.insert(field);
            }
            return true;
        }
        let taken = match field {
            "title" => reader.text(diagnostics).map(|text| metadata.title = text),
            "subtitle" => reader.text(diagnostics).map(|text| metadata.subtitle = Some(text)),
            "abstract" => reader.passage(diagnostics).map(|passage| self.summary = Some(passage)),
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
            "slug" => reader.file_name(diagnostics).map(|name| metadata.slug = Some(name)),
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

impl Settings {
    /// Takes an entry of a table, unless a stronger layer has decided; says whether the table means
    /// something.
    fn take_of_table(
        &mut self,
        table: &str,
        reader: &table::Reader<'_>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let preferences = &mut self.preferences;
        match table {
            "print" => print::take(reader, &mut preferences.print, diagnostics),
            "epub" => epub::take(reader, &mut preferences.epub, diagnostics),
            "text" => text::take(reader, &mut preferences.text, diagnostics),
            _ => return false,
        }
        true
    }
}

/// Some keys of the table called `field`, if it is one.
fn keys_of_table(field: &str) -> Option<&'static str> {
    match field {
        "print" => Some(print::KEYS),
        "epub" => Some(epub::KEYS),
        "text" => Some(text::KEYS),
        _ => None,
    }
}
