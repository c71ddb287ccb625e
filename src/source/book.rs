//! A folder with mdBook's `SUMMARY.md` → the pieces of a book.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::book_folder::chapters_folder;
use super::include::{self, Known};
use super::nearest::find_settings;
use super::summary::{self, Entry, Kind};
use super::text::{Name, add, report_if_blank};
use super::world::{canonical, end_inside, is_there};
use super::{Input, Kind as FileKind, Piece, Refusal, Sources, find, path};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{FileId, Span};

/// The prefixes of hidden lines in `book.toml`, by language. What cannot be read is reported with the other
/// settings.
fn hidelines(settings: &str) -> Option<BTreeMap<String, String>> {
    let settings: toml::Table = toml::from_str(settings).ok()?;
    let prefixes = settings.get("output")?.get("html")?.get("code")?.get("hidelines")?.as_table()?;
    let prefixes = prefixes
        .iter()
        .filter_map(|(language, prefix)| Some((language.clone(), prefix.as_str()?.to_owned())));
    Some(prefixes.collect())
}

/// Reads the book in `folder` into `sources`.
pub(super) fn open(folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let world = sources.world.clone();
    let world = &*world;
    sources.root = canonical(world, folder);
    find_settings(folder, sources, diagnostics);
    let root = sources.root.clone();
    let settings = root.join("book.toml");
    if is_there(world, &settings) {
        let bytes = sources.bytes(&settings);
        let shown = path::shown(&folder.join("book.toml"));
        sources.book = add(bytes, Name { shown, location: Some(settings) }, sources, diagnostics);
    }
    sources.hidelines = sources.book.and_then(|book| hidelines(sources.text(book))).unwrap_or_default();
    let chapters = chapters_folder(world, &root).unwrap_or_else(|| root.clone());
    sources.chapters_folder = Some(chapters.clone());
    let file = chapters.join("SUMMARY.md");
    let bytes = sources.bytes(&file);
    let shown = path::shown_in(folder, &root, &file);
    let name = Name { shown, location: Some(file) };
    let Some(summary) = add(bytes, name, sources, diagnostics) else { return };
    let entries = summary::parse(sources.text(summary), summary, diagnostics);
    let mut book = Book {
        chapters,
        listed: BTreeMap::new(),
        spellings: BTreeMap::new(),
        known: Known::new(folder),
        sources,
        diagnostics,
    };
    for entry in entries {
        if let Some(piece) = book.piece(entry) {
            book.sources.pieces.push(piece);
        }
    }
    book.report_unlisted(summary);
    if !sources.pieces.iter().any(|piece| matches!(piece, Piece::Chapter { .. })) {
        let message = "the book lists no chapter that can be read";
        diagnostics.add(Diagnostic::error(Code::Summary, Span::new(summary, 0..0), message));
    }
}

struct Book<'a> {
    /// Where paths in the summary start.
    chapters: PathBuf,
    /// The chapters' files so far, links followed, and where they are listed.
    listed: BTreeMap<PathBuf, Span>,
    /// The same in lower case, to find names that some systems take for one.
    spellings: BTreeMap<String, Span>,
    /// What including other files has shown.
    known: Known<'a>,
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
}

impl Book<'_> {
    fn piece(&mut self, entry: Entry) -> Option<Piece> {
        let Entry { title, span, kind } = entry;
        match kind {
            Kind::Part => Some(Piece::Part { title, span }),
            Kind::Chapter { path: None, depth, .. } => Some(Piece::Draft { title, depth, span }),
            Kind::Chapter { path: Some(path), depth, numbered } => {
                let found = self.find(&path);
                if let Ok((_, end)) = &found
                    && let Some(first) = self.listed.get(end).copied()
                {
                    self.report_twice(&path, span, first);
                    return None;
                }
                let file = found.and_then(|(location, end)| {
                    self.listed.insert(end, span);
                    self.check_spelling(&location, span);
                    self.chapter(&location)
                });
                match file {
                    Ok(file) => {
                        let title = Some(title).filter(|title| !title.is_empty());
                        Some(Piece::Chapter { file, depth, title, numbered })
                    }
                    Err(refusal) => {
                        self.report_left_out(&path, refusal, span);
                        None
                    }
                }
            }
        }
    }

    /// Where the chapter's file lies, as written and with links followed.
    fn find(&self, written: &str) -> Result<(PathBuf, PathBuf), Refusal> {
        let mut refusal = Refusal::Missing;
        for reading in path::readings(written) {
            self.sources.named.add(&self.chapters.join(&reading));
            let found = path::join(&self.sources.root, &self.chapters, &reading).and_then(|location| {
                end_inside(&*self.sources.world, &self.sources.root, &location).map(|end| (location, end))
            });
            match found {
                Ok((_, end)) if self.sources.world.kind(&end) != Ok(FileKind::File) => {
                    refusal = Refusal::NotAFile;
                }
                Ok(found) => return Ok(found),
                Err(reason) if refusal == Refusal::Missing => refusal = reason,
                Err(_) => {}
            }
        }
        Err(refusal)
    }

    fn chapter(&mut self, location: &Path) -> Result<FileId, Refusal> {
        let file = self.known.file(location, self.sources, self.diagnostics)?;
        report_if_blank(file, self.sources, self.diagnostics);
        Ok(include::weave(file, &mut self.known, self.sources, self.diagnostics))
    }

    fn report_left_out(&mut self, path: &str, refusal: Refusal, span: Span) {
        let message = format!("the chapter `{path}` is left out: {refusal}");
        let diagnostic = match refusal {
            Refusal::Missing | Refusal::NotAFile => Diagnostic::error(Code::Summary, span, message)
                .with_help("write the file, or `[Title]()` for a chapter to come"),
            Refusal::Outside | Refusal::Remote => Diagnostic::error(Code::OutsideSource, span, message)
                .with_help("move the file into the book's folder"),
            Refusal::TooLarge(_) | Refusal::Unreadable(_) => {
                Diagnostic::error(Code::UnreadableFile, span, message)
            }
        };
        self.diagnostics.add(diagnostic);
    }

    fn report_twice(&mut self, path: &str, span: Span, first: Span) {
        let message = format!("the chapter `{path}` is listed before and left out here");
        self.diagnostics
            .add(Diagnostic::warning(Code::Summary, span, message).with_label(first, "listed here first"));
    }

    /// Two files whose names differ only in case are one file where someone unpacks the book on
    /// Windows or macOS.
    fn check_spelling(&mut self, location: &Path, span: Span) {
        let name = path::shown_in(Path::new(""), &self.sources.root, location);
        if let Some(first) = self.spellings.insert(name.to_lowercase(), span) {
            let message = format!("the name `{name}` differs only in case from another chapter's");
            self.diagnostics.add(
                Diagnostic::warning(Code::Summary, span, message)
                    .with_label(first, "the other one")
                    .with_help("some systems take them for one file; rename one"),
            );
        }
    }

    /// A chapter that someone forgot to list is lost without a word otherwise.
    fn report_unlisted(&mut self, summary: FileId) {
        let known = |path: &Path| self.known.has(path) || path == self.chapters.join("SUMMARY.md");
        let unlisted: Vec<String> = find::below(&*self.sources.world, &self.chapters, &self.chapters)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|input| match input {
                Input::File { path, .. } if !known(&path) => {
                    Some(format!("`{}`", path::shown_in(Path::new(""), &self.chapters, &path)))
                }
                Input::File { .. } | Input::Book { .. } | Input::Stdin { .. } => None,
            })
            .collect();
        let message = match &unlisted[..] {
            [] => return,
            [one] => format!("{one} is not listed in the summary"),
            [one, two] => format!("{one} and {two} are not listed in the summary"),
            [one, two, more @ ..] => {
                format!("{one}, {two} and {} more files are not listed in the summary", more.len())
            }
        };
        self.diagnostics.add(Diagnostic::note(Code::Summary, Span::new(summary, 0..0), message));
    }
}
