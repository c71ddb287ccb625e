//! `pressroom verify`: finished files → whether they say the same.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::args::{Settings, Telling, Verify};
use super::{Exit, Terminal, Wrong, meant};
use crate::backend::{self, Backend};
use crate::batch;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::edition::Edition;
use crate::reader::{Carried, Maker, Reader};
use crate::report::{self, Manner};
use crate::source::{self, Sources};
use crate::verify::{Basis, Finished, Known, Verdict, documents, verify, verify_all};

/// A file, what it holds, and who reads it.
struct File {
    path: PathBuf,
    name: String,
    edition: Edition,
    reader: &'static dyn Reader,
}

/// Verifies the files, document by document.
pub(super) fn run(typed: Verify, telling: &Telling, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let manner = meant::manner(telling);
    let Verify { files, source, settings } = typed;
    let files = editions_among(files);
    let threads = meant::all_processors();
    match source {
        Some(source) => with_source(&files, (&source, settings), threads, &manner, terminal),
        None => Ok(without_source(&files, threads, &manner, terminal)),
    }
}

/// Compares the editions of each document among `files` with each other.
fn without_source(
    files: &[PathBuf],
    threads: NonZeroUsize,
    manner: &Manner,
    terminal: &mut Terminal,
) -> Exit {
    let mut unread = Diagnostics::new();
    let (files, mut exit) = read(files, &mut unread);
    if unread.count(Severity::Error) > 0 {
        terminal.tell(&report::report(&report::distinct(&unread), &Sources::default(), manner));
    }
    let known = files.iter().map(|file| Known {
        path: &file.path,
        format: file.reader.name(),
        carried: carried_by(file),
    });
    let known: Vec<_> = known.collect();
    for group in documents(&known) {
        let mut diagnostics = Diagnostics::new();
        let of_group: Vec<&File> = group.iter().map(|file| &files[*file]).collect();
        for file in &group {
            report_foreign(&files[*file], &known[*file].carried, &mut diagnostics);
        }
        let editions = editions(&of_group);
        let verdict = judged(threads, |diagnostics| verify(None, &editions, diagnostics), &mut diagnostics);
        exit = exit.and(match (diagnostics.count(Severity::Error), verdict.basis) {
            (0, Basis::Nothing) => {
                report_alone(&of_group, &mut diagnostics);
                Exit::NotRead
            }
            (0, Basis::EachOther | Basis::Source) => Exit::Done,
            _ => Exit::Errors,
        });
        tell(&of_group, &verdict, (&diagnostics, &Sources::default()), manner, terminal);
    }
    exit
}

/// Compares `files` with their `source`.
fn with_source(
    files: &[PathBuf],
    (source, settings): (&Path, Settings),
    threads: NonZeroUsize,
    manner: &Manner,
    terminal: &mut Terminal,
) -> Result<Exit, Wrong> {
    let request = meant::request("verify", &settings)?;
    let found = source::find(source, settings.root.as_deref());
    let inputs = found.map_err(|error| Wrong::new("verify", error.to_string()))?;
    let [input] = inputs.as_slice() else {
        let message = format!("`{}` holds {} documents; name one of them", source.display(), inputs.len());
        return Err(Wrong::new("verify", message));
    };
    // What is wrong with the sources is told by `check`: here only what cannot be read counts.
    let mut quiet = Diagnostics::new();
    let sources = source::open(input, &request, &mut quiet);
    let mut diagnostics = Diagnostics::new();
    let (files, exit) = read(files, &mut diagnostics);
    let files: Vec<&File> = files.iter().collect();
    if files.is_empty() {
        terminal.tell(&report::report(&report::distinct(&diagnostics), &Sources::default(), manner));
        return Ok(exit);
    }
    let unread = diagnostics.count(Severity::Error);
    files.iter().for_each(|file| report_foreign(file, &carried_by(file), &mut diagnostics));
    if sources.pieces.is_empty() {
        quiet.iter().for_each(|found| diagnostics.add(found.clone()));
        diagnostics.add(Diagnostic::error(Code::EmptyDocument, None, "there is no text to compare with"));
    }
    let editions = editions(&files);
    let verdict = judged(
        threads,
        |diagnostics| {
            let manuscript = crate::manuscript(&sources, &mut quiet);
            verify_all(&sources, &manuscript, &editions, diagnostics)
        },
        &mut diagnostics,
    );
    tell(&files, &verdict, (&diagnostics, &sources), manner, terminal);
    let differs = diagnostics.count(Severity::Error) > unread;
    Ok(exit.and(if differs { Exit::Errors } else { Exit::Done }))
}

/// What a file says of its making, be it damaged.
fn carried_by(file: &File) -> Carried {
    batch::caught(|| file.reader.carried(&file.edition)).unwrap_or_default()
}

/// Says so if another program made the file: what it says can be compared all the same, but not with
/// what it said when it was made.
fn report_foreign(file: &File, carried: &Carried, diagnostics: &mut Diagnostics) {
    let message = match (carried.maker, &carried.fingerprint) {
        (Maker::Other, _) => format!("`{}` was not made by Pressroom", file.name),
        (Maker::Pressroom, None) => format!("`{}` carries no fingerprint", file.name),
        (Maker::Pressroom, Some(_)) | (Maker::Silent | Maker::Unknown, _) => return,
    };
    diagnostics.add(
        Diagnostic::warning(Code::NotVerified, None, message)
            .with_help("whether it was changed since it was made cannot be told"),
    );
}

fn report_alone(files: &[&File], diagnostics: &mut Diagnostics) {
    let names: Vec<String> = files.iter().map(|file| format!("`{}`", file.name)).collect();
    let verb = if names.len() == 1 { "was" } else { "were" };
    let message = format!("{} {verb} read; compared with nothing", names.join(", "));
    diagnostics.add(
        Diagnostic::error(Code::NotVerified, None, message)
            .with_help("name another edition of the document too, or its source: `--source book.md`"),
    );
}

/// Files that were named all together, `output/*`, without what stands beside editions: folders, covers,
/// maps of pages. All of them if none has the ending of an edition.
fn editions_among(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let has_ending_of = |file: &Path, backends: &[&dyn Backend]| {
        let ending =
            file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        backends.iter().any(|backend| backend.extension() == ending)
    };
    let is_beside = |file: &Path| {
        let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        has_ending_of(file, backend::BESIDE)
            || name.ends_with(batch::PAGE_MAP)
            || file.is_dir() && !has_ending_of(file, backend::ALL)
    };
    match files.iter().any(|file| has_ending_of(file, backend::ALL)) {
        true => files.into_iter().filter(|file| !is_beside(file)).collect(),
        false => files,
    }
}

/// Reads the files that are editions. What is none is reported, and says how the run ends.
fn read(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> (Vec<File>, Exit) {
    let mut files = Vec::new();
    let mut exit = Exit::Done;
    for path in paths {
        let name = path.display().to_string();
        let edition = match source::edition(path, &super::endings()) {
            Ok(edition) => edition,
            Err(why) => {
                let message = format!("`{name}` cannot be read: {why}");
                diagnostics.add(Diagnostic::error(Code::NotVerified, None, message));
                exit = exit.and(Exit::Errors);
                continue;
            }
        };
        match backend::reader_of(&name, &edition) {
            Some(reader) => files.push(File { path: path.clone(), name, edition, reader }),
            None => {
                let error = Diagnostic::error(Code::NotVerified, None, super::unknown_kind(&name));
                diagnostics.add(error.with_help("name files that `pressroom export` has written"));
                exit = exit.and(Exit::NotRead);
            }
        }
    }
    (files, exit)
}

fn editions<'f>(files: &[&'f File]) -> Vec<Finished<'f>> {
    files
        .iter()
        .map(|file| Finished { name: &file.name, edition: &file.edition, reader: file.reader })
        .collect()
}

/// What `work` finds, be it that the files are damaged in a way that nobody has thought of.
fn judged(
    threads: NonZeroUsize,
    work: impl FnOnce(&mut Diagnostics) -> Verdict + Send,
    diagnostics: &mut Diagnostics,
) -> Verdict {
    let found = batch::caught(|| batch::with_threads(threads, || work(diagnostics)));
    found.unwrap_or_else(|fault| {
        diagnostics.add(fault.diagnostic("reading the editions"));
        Verdict::default()
    })
}

/// Tells of a document.
fn tell(
    files: &[&File],
    verdict: &Verdict,
    (diagnostics, sources): (&Diagnostics, &Sources),
    manner: &Manner,
    terminal: &mut Terminal,
) {
    if manner.is_for_readers() {
        let names: Vec<String> = files.iter().map(|file| report::printable(&file.name)).collect();
        terminal.print(&format!("{}\n{verdict}{}", names.join(", "), verdict.summary()));
    }
    terminal.tell(&report::report(&report::distinct(diagnostics), sources, manner));
}
