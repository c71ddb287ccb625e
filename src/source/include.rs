//! A chapter with `{{#include …}}` → a chapter with the text of the files it names.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::directive::{self, Directive, Kind, Lines};
use super::sources::Origin;
use super::text::{Name, add};
use super::{Refusal, Sources, path};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{FileId, Span};

/// How deep included files may include others; mdBook's limit.
const DEPTH: usize = 10;

/// How many bytes includes may put into a book. Ten levels of ten includes each would be more
/// than any machine holds.
const LIMIT: usize = 32 << 20;

/// What each include takes from that on top of its text, so that many includes of nothing, or of
/// what is not there, come to an end as well.
const EACH: usize = 256;

/// How many bytes may be looked through, for the lines that are meant, at the price of one put in.
const READING: usize = 16;

/// What is known from the chapters woven so far.
pub(super) struct Known<'a> {
    /// The book's folder, as typed.
    folder: &'a Path,
    /// The files read, by where they lie; `None` for those that are not text.
    files: BTreeMap<PathBuf, Option<FileId>>,
    /// What was reported of which directive, since a file may be included twice.
    reported: BTreeSet<(Span, String)>,
    /// How many bytes may still be put in; `None` once it was too little, which was reported.
    room: Option<usize>,
}

impl<'a> Known<'a> {
    /// Nothing yet, of the book in `folder`.
    pub(super) fn new(folder: &'a Path) -> Self {
        Self { folder, files: BTreeMap::new(), reported: BTreeSet::new(), room: Some(LIMIT) }
    }

    /// Whether the file at `location` was read.
    pub(super) fn has(&self, location: &Path) -> bool {
        self.files.contains_key(location)
    }

    /// The file of text at `location` in the root, read if it was not read before.
    pub(super) fn file(
        &mut self,
        location: &Path,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<FileId, Refusal> {
        let file = match self.files.get(location) {
            Some(file) => *file,
            None => {
                let bytes = sources.bytes(location)?;
                let shown = path::shown_in(self.folder, &sources.root, location);
                let name = Name { shown, location: Some(location.to_path_buf()) };
                let file = add(Ok(bytes), name, sources, diagnostics);
                self.files.insert(location.to_path_buf(), file);
                file
            }
        };
        file.ok_or_else(|| Refusal::Unreadable("not UTF-8 text".to_string()))
    }
}

/// Weaves included text into the chapter `file`. What cannot be included is reported, and its
/// directive stays as text.
///
/// Returns the file with the whole text, which is `file` itself if it includes nothing.
pub(super) fn weave(
    file: FileId,
    known: &mut Known,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> FileId {
    if directive::next(sources.text(file), 0).is_none() {
        return file;
    }
    let whole = Span::new(file, 0..sources.text(file).len());
    let (text, origins) = (String::new(), Vec::new());
    let mut weaver = Weaver { known, sources, diagnostics, chain: Vec::new(), text, origins };
    weaver.part(whole);
    let Weaver { text, origins, .. } = weaver;
    let path = sources.path(file).to_string();
    let location = sources.location_of(file).map(Path::to_path_buf);
    sources.add_woven(path, location, text, origins)
}

struct Weaver<'a, 'b> {
    known: &'a mut Known<'b>,
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    /// The directives that led to the text at hand, outermost first.
    chain: Vec<Span>,
    /// The text so far.
    text: String,
    /// Where it was written.
    origins: Vec<Origin>,
}

impl Weaver<'_, '_> {
    /// Adds `text`, which stands at `span`, or is put in because `span` asks for it.
    fn push(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            self.origins.push(Origin { start: self.text.len() as u32, span });
            self.text.push_str(text);
        }
    }

    /// Adds the text at `part` with its directives followed. Recursion ends at [`DEPTH`].
    fn part(&mut self, part: Span) {
        let text = self.sources.slice(part).to_string();
        let mut at = 0;
        while let Some(Directive { range, kind }) = directive::next(&text, at) {
            if self.known.room.is_none() {
                break;
            }
            self.push(&text[at..range.start], within(part, at..range.start));
            at = range.end;
            match kind {
                Kind::Title => {}
                Kind::Escaped => {
                    let bare = range.start + 1..range.end;
                    self.push(&text[bare.clone()], within(part, bare));
                }
                Kind::Include { .. } | Kind::Playground { .. } | Kind::Nothing => {
                    let place = within(part, range.clone());
                    if let Err(diagnostic) = self.follow(&kind, place) {
                        if self.known.reported.insert((place, diagnostic.message.clone())) {
                            self.diagnostics.add(*diagnostic);
                        }
                        self.push(&text[range], place);
                    }
                }
            }
        }
        self.push(&text[at..], within(part, at..text.len()));
    }

    /// Adds what the directive at `place` asks for.
    fn follow(&mut self, kind: &Kind, place: Span) -> Result<(), Box<Diagnostic>> {
        self.charge(EACH, place)?;
        let fault = |code, message: String| Box::new(Diagnostic::warning(code, place, message));
        let (path, lines) = match *kind {
            Kind::Include { path, lines } => (path, lines),
            Kind::Playground { path } => (path, Lines::Range(0, None)),
            Kind::Escaped | Kind::Title | Kind::Nothing => {
                return Err(fault(Code::Include, "this include names no file".to_string()));
            }
        };
        let folder = self.sources.folder_of(place.file);
        self.sources.named.add(&folder.join(path));
        let file = path::join(&self.sources.root, folder, path)
            .and_then(|location| self.known.file(&location, self.sources, self.diagnostics));
        let file = file.map_err(|refusal| match refusal {
            Refusal::Outside => {
                let message = format!("`{path}` is not included: {refusal}");
                let error = Diagnostic::error(Code::OutsideSource, place, message);
                Box::new(error.with_help("move the file into the book's folder"))
            }
            _ => fault(Code::Include, format!("`{path}` is not included: {refusal}")),
        })?;
        self.charge(self.sources.text(file).len() / READING, place)?;
        let parts: Vec<Span> = directive::select(self.sources.text(file), lines)
            .into_iter()
            .map(|part| Span::new(file, part))
            .collect();
        if parts.is_empty() && lines != Lines::Range(0, None) {
            let what = match lines {
                Lines::Anchor(name) => format!("text between `ANCHOR: {name}` and `ANCHOR_END: {name}`"),
                Lines::Range(..) => "such lines".to_string(),
            };
            return Err(fault(Code::Include, format!("`{path}` holds no {what}")));
        }
        self.charge(parts.iter().map(|part| part.range().len()).sum(), place)?;
        self.chain.push(place);
        let followed = self.put_in(kind, &parts, place);
        self.chain.pop();
        followed
    }

    /// Adds the text at `parts` because the last directive of the chain, at `place`, asks for it.
    fn put_in(&mut self, kind: &Kind, parts: &[Span], place: Span) -> Result<(), Box<Diagnostic>> {
        // The text at hand comes round again if it holds a directive that led to it.
        let holds = |one: &Span| {
            parts.iter().any(|part| part.file == one.file && (part.start..part.end).contains(&one.start))
        };
        if let Some(round) = self.chain.iter().position(holds) {
            let message = format!("an include goes round in a circle: {}", self.circle(round));
            return Err(Box::new(Diagnostic::error(Code::IncludeCycle, place, message)));
        }
        if self.chain.len() > DEPTH {
            let message = format!("includes are nested deeper than {DEPTH} files");
            return Err(Box::new(Diagnostic::error(Code::Include, place, message)));
        }
        match kind {
            Kind::Playground { .. } => self.listing(parts, place),
            Kind::Include { .. } | Kind::Escaped | Kind::Title | Kind::Nothing => {
                parts.iter().for_each(|part| self.part(*part));
            }
        }
        Ok(())
    }

    /// Takes `size` from the room that is left, or reports that it is not enough.
    fn charge(&mut self, size: usize, place: Span) -> Result<(), Box<Diagnostic>> {
        self.known.room = self.known.room.and_then(|room| room.checked_sub(size));
        if self.known.room.is_some() {
            return Ok(());
        }
        let message = format!("includes put more than {} MiB into the book", LIMIT >> 20);
        let error = Diagnostic::error(Code::Include, place, message);
        Err(Box::new(error.with_help("all includes from here on stay as text")))
    }

    /// Adds the text at `parts` as a block of Rust, its directives left as they are.
    fn listing(&mut self, parts: &[Span], place: Span) {
        let code: String = parts.iter().map(|part| self.sources.slice(*part)).collect();
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat((longest + 1).max(3));
        self.push(&format!("{fence}rust\n"), place);
        for part in parts {
            let text = self.sources.slice(*part).to_string();
            self.push(&text, *part);
        }
        self.push(&format!("\n{fence}"), place);
    }

    /// `a.md:1 -> b.md:1 -> a.md`, from the directive `round` of the chain on.
    fn circle(&self, round: usize) -> String {
        let name = |file| {
            let location = self.sources.location_of(file).unwrap_or(Path::new(""));
            let start = self.sources.chapters_folder.as_deref().unwrap_or(&self.sources.root);
            path::shown(&path::way(start, location))
        };
        let mut circle = String::new();
        for place in &self.chain[round..] {
            let line = self.sources.locate(*place).line;
            circle.push_str(&format!("{}:{line} -> ", name(place.file)));
        }
        circle + &name(self.chain[round].file)
    }
}

/// The bytes `range` of the text at `part`.
fn within(part: Span, range: Range<usize>) -> Span {
    let start = part.start as usize;
    Span::new(part.file, start + range.start..start + range.end)
}
