//! `pressroom verify`: finished files → whether they say the same.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::args::{Telling, Verify};
use super::{Exit, Terminal, Wrong, meant};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::report::{self, Manner};
use crate::source::{self, Sources};
use crate::verify::{Edition, Verdict, verify, verify_all};
use crate::{backend, batch};

/// A file and what it holds.
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// Verifies the files, document by document.
pub(super) fn run(typed: Verify, telling: &Telling, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let manner = meant::manner(telling);
    let Verify { files, source, settings } = typed;
    let files = editions_among(files);
    let Some(source) = source else {
        let mut exit = Exit::Done;
        for group in documents(files) {
            let mut diagnostics = Diagnostics::new();
            let files = read(&group, &mut diagnostics);
            let verdict =
                judged(|diagnostics| verify(None, &editions(&files), diagnostics), &mut diagnostics);
            if !told(&files, &verdict, (&diagnostics, &Sources::default()), &manner, terminal) {
                exit = Exit::Errors;
            }
        }
        return Ok(exit);
    };
    let found = source::find(&source, settings.root.as_deref());
    let inputs = found.map_err(|error| Wrong::new("verify", error.to_string()))?;
    let [input] = inputs.as_slice() else {
        let message = format!("`{}` holds {} documents; name one of them", source.display(), inputs.len());
        return Err(Wrong::new("verify", message));
    };
    let request = meant::request(settings);
    // What is wrong with the sources is told by `check`: here only what cannot be read counts.
    let mut quiet = Diagnostics::new();
    let sources = source::open(input, &request, &mut quiet);
    let mut diagnostics = Diagnostics::new();
    let files = read(&files, &mut diagnostics);
    if sources.pieces.is_empty() {
        quiet.iter().for_each(|found| diagnostics.add(found.clone()));
        diagnostics.add(Diagnostic::error(Code::EmptyDocument, None, "there is no text to compare with"));
    }
    let verdict = judged(
        |diagnostics| {
            let manuscript = crate::manuscript(&sources, &mut quiet);
            verify_all(&sources, &manuscript, &editions(&files), diagnostics)
        },
        &mut diagnostics,
    );
    let holds = told(&files, &verdict, (&diagnostics, &sources), &manner, terminal);
    Ok(if holds { Exit::Done } else { Exit::Errors })
}

/// The editions among files that were named all together, `output/*`; all of them if none has the ending
/// of one.
fn editions_among(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let is_edition = |file: &PathBuf| {
        let ending =
            file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        backend::ALL.iter().any(|backend| backend.extension() == ending)
    };
    match files.iter().any(is_edition) {
        true => files.into_iter().filter(is_edition).collect(),
        false => files,
    }
}

/// The files of each document: those whose paths differ in their endings alone.
fn documents(files: Vec<PathBuf>) -> Vec<Vec<PathBuf>> {
    let mut documents: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for file in files {
        documents.entry(file.with_extension("")).or_default().push(file);
    }
    documents.into_values().collect()
}

fn read(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<File> {
    let mut files = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        match source::edition(path) {
            Ok(bytes) => files.push(File { name, bytes }),
            Err(why) => {
                let message = format!("`{name}` cannot be read: {why}");
                diagnostics.add(Diagnostic::error(Code::NotVerified, None, message));
            }
        }
    }
    files
}

fn editions(files: &[File]) -> Vec<Edition<'_>> {
    files.iter().map(|file| Edition { name: &file.name, bytes: &file.bytes }).collect()
}

/// What `work` finds, be it that the files are damaged in a way that nobody has thought of.
fn judged(work: impl FnOnce(&mut Diagnostics) -> Verdict, diagnostics: &mut Diagnostics) -> Verdict {
    batch::caught(|| work(diagnostics)).unwrap_or_else(|fault| {
        diagnostics.add(fault.diagnostic("reading the editions"));
        Verdict::default()
    })
}

/// Tells of a document, and whether all is well.
fn told(
    files: &[File],
    verdict: &Verdict,
    (diagnostics, sources): (&Diagnostics, &Sources),
    manner: &Manner,
    terminal: &mut Terminal,
) -> bool {
    let found = report::distinct(diagnostics);
    if manner.is_for_readers() {
        let names: Vec<String> = files.iter().map(|file| report::printable(&file.name)).collect();
        terminal.print(&format!("{}\n{verdict}{}", names.join(", "), verdict.summary()));
    }
    terminal.tell(&report::report(&found, sources, manner));
    diagnostics.count(Severity::Error) == 0
}
