//! `pressroom export` and `pressroom check`: the work → files, reports and an exit code.

use std::fmt::Write;
use std::time::Instant;

use super::meant::{Aim, Document, Proof, Work};
use super::{Exit, Terminal, Wrong};
use crate::batch::{self, Event, Kind, Progress, Worked, Writer, Written};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::report::{self, Extent, Manner, Tally};
use crate::source::{Input, Sources};
use crate::{Export, check, export, export_and_verify};

/// Does the work.
pub(super) fn run(work: Work, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let start = Instant::now();
    let Work { documents, request, aim, threads, fail_on, manner } = work;
    let pipeline = |sources: &Sources, diagnostics: &mut Diagnostics| match &aim {
        Aim::Check => check(sources, diagnostics),
        Aim::Export { backends, proof: Proof::Wanted, mapping, .. } => {
            export_and_verify(sources, backends, *mapping, diagnostics)
        }
        Aim::Export { backends, proof: Proof::Unwanted, .. } => export(sources, backends, diagnostics),
    };
    let progress = Progress::new(documents.len());
    let mut tally = Tally { documents: documents.len(), ..Tally::default() };
    if let Aim::Check = aim {
        tally.editions = None;
    }
    let mut writer =
        Writer::new(aim.destination(), documents.iter().map(|document| document.source()).collect());
    for document in &documents {
        if let Input::File { path, .. } = &document.input {
            writer.protect(path, &document.source());
        }
    }
    let mut index = 0;
    let done = batch::in_order(
        &documents,
        threads,
        |document| batch::work_on(&document.input, &request, pipeline),
        |event| match event {
            Event::Slow if manner.is_for_readers() => progress.show(),
            Event::Slow => {}
            Event::Done(worked) => {
                let mut worked = worked.unwrap_or_else(lost);
                let mut written = match aim {
                    Aim::Check => Vec::new(),
                    Aim::Export { .. } => write((index, &documents[index]), &mut writer, &mut worked),
                };
                index += 1;
                let mut late = Vec::new();
                if index == documents.len() {
                    late = writer.finish(&mut worked.diagnostics);
                    let own = late.extract_if(.., |(document, _)| *document + 1 == index);
                    written.extend(own.map(|(_, file)| file));
                }
                let text =
                    told_late(late, &manner, &mut tally) + &told(&worked, &written, &manner, &mut tally);
                progress.pause(|| terminal.tell(&text));
                progress.step();
            }
        },
    );
    drop(progress);
    if let Err(reason) = done {
        let message = format!("the work cannot be divided among threads: {reason}");
        let error = Diagnostic::error(Code::Internal, None, message).with_help("try fewer threads with `-j`");
        tally.errors += 1;
        terminal.tell(&report::report(&[&error], &Sources::default(), &manner));
    }
    if manner.is_for_readers() {
        tally.elapsed = start.elapsed();
        terminal.tell(&format!("{tally}\n"));
    }
    Ok(exit(&tally, fail_on))
}

/// What stands for a document that was lost altogether.
fn lost(fault: batch::Fault) -> Worked<Export> {
    let mut diagnostics = Diagnostics::new();
    diagnostics.add(fault.diagnostic("working on this document"));
    Worked { sources: Sources::default(), diagnostics, value: None }
}

/// Writes what there is to write of a document. Its files are the author's even if nothing came of it,
/// and so is its name.
fn write(
    (index, document): (usize, &Document),
    writer: &mut Writer<'_>,
    worked: &mut Worked<Export>,
) -> Vec<Written> {
    let source = document.source();
    for path in worked.sources.named_files() {
        writer.protect(&path, &source);
    }
    let export = worked.value.as_ref();
    let editions: Vec<_> = export
        .into_iter()
        .flat_map(|export| &export.editions)
        .filter_map(|edition| Some((edition.backend, edition.edition.as_ref().ok()?)))
        .collect();
    let map = export.and_then(|export| export.page_map.as_ref()).map(|map| map.json());
    let output = batch::Output { editions: &editions, page_map: map.as_deref() };
    let slug = export.and_then(|export| export.slug.as_ref());
    let title = export.map_or("", |export| &export.title);
    let name = batch::edition_name(document.name.as_deref(), slug, title);
    if export.is_none() && document.name.is_none() {
        // Without its text nobody knows what it would be called.
        return Vec::new();
    }
    let document = batch::Document { index, source: &source, name: &name };
    writer.write(output, document, &mut worked.diagnostics)
}

/// `wrote …` for what was kept back of earlier documents, a line for each.
fn told_late(late: Vec<(usize, Written)>, manner: &Manner, tally: &mut Tally) -> String {
    let mut text = String::new();
    for document in late.chunk_by(|(one, _), (other, _)| one == other) {
        let written: Vec<Written> = document.iter().map(|(_, file)| file.clone()).collect();
        count(&written, tally);
        if manner.is_for_readers() {
            text.push_str(&files(&written));
        }
    }
    text
}

/// Adds the editions among `written` to the tally.
fn count(written: &[Written], tally: &mut Tally) {
    let editions = written.iter().filter(|file| file.kind == Kind::Edition).count();
    tally.editions = tally.editions.map(|before| before + editions);
}

/// What there is to tell of a document, which is added to the tally.
fn told(worked: &Worked<Export>, written: &[Written], manner: &Manner, tally: &mut Tally) -> String {
    let found = report::distinct(&worked.diagnostics);
    let mut text = report::report(&found, &worked.sources, manner);
    let count = |severity| found.iter().filter(|found| found.severity == severity).count();
    tally.errors += count(Severity::Error);
    tally.warnings += count(Severity::Warning);
    tally.notes += count(Severity::Note);
    self::count(written, tally);
    if let Some(pages) = worked.value.as_ref().and_then(|export| export.pages) {
        tally.pages = Some(tally.pages.unwrap_or(0) + pages);
    }
    if manner.is_for_readers() {
        text.push_str(&files(written));
        if let Some(verdict) = worked.value.as_ref().and_then(|export| export.verdict.as_ref()) {
            match manner.extent {
                Extent::All => text.push_str(&verdict.to_string()),
                Extent::Folded | Extent::Errors => text.push_str(&verdict.summary()),
            }
        }
        if manner.extent == Extent::All
            && let Some(export) = &worked.value
        {
            text.push_str(&times(export));
        }
    }
    text
}

/// `wrote output/guide.pdf, .epub, .txt`.
fn files(written: &[Written]) -> String {
    let Some(first) = written.first() else { return String::new() };
    let mut line = format!("wrote {}", report::printable(&first.path.display().to_string()));
    for file in &written[1..] {
        // Files that differ in their endings alone are told by them.
        match file.path.extension() {
            Some(ending) if file.path == first.path.with_extension(ending) => {
                let _ = write!(line, ", .{}", report::printable(&ending.to_string_lossy()));
            }
            _ => {
                let _ = write!(line, ", {}", report::printable(&file.path.display().to_string()));
            }
        }
    }
    line.push('\n');
    line
}

/// `  parse 0.012 s, fonts 0.003 s, …`.
fn times(export: &Export) -> String {
    let stages: Vec<_> =
        export.times.iter().map(|(stage, time)| format!("{stage} {:.3} s", time.as_secs_f64())).collect();
    format!("  {}: {}\n", report::printable(&export.title), stages.join(", "))
}

fn exit(tally: &Tally, fail_on: Option<Severity>) -> Exit {
    let stops = match fail_on {
        Some(Severity::Note) => tally.warnings + tally.notes > 0,
        Some(Severity::Warning) => tally.warnings > 0,
        Some(Severity::Error) | None => false,
    };
    match (tally.errors, stops) {
        (0, false) => Exit::Done,
        (0, true) => Exit::Stopped,
        _ => Exit::Errors,
    }
}
