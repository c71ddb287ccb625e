//! A manuscript → its chapters, each followed by its notes and links.

use super::blocks::Writer;
use super::frame::Frame;
use super::inlines::letters;
use super::prose::Prose;
use super::wrap::{Measure, lines};
use crate::letters::columns;
use crate::model::{Block, BlockKind, Division, Resolved};
use crate::style::Role;

/// Writes the abstract that stands before the contents, if there is one.
pub(super) fn write_abstract(writer: &mut Writer<'_>) {
    let manuscript = writer.manuscript;
    let page = Frame::page(manuscript.style.text.width);
    let (summary, _) = manuscript.around_lists();
    for block in summary {
        writer.block(block, page);
        // In a book its notes and links do not wait for the first chapter.
        if manuscript.style.division == Division::Book {
            close(writer, page);
        }
        writer.sheet.gap(manuscript.style.text.after_front);
    }
}

/// Writes the text behind the contents.
///
/// A chapter of a book ends where the next heading of the top level, or the next part, stands. An
/// article is one chapter: its notes stand at its end, where readers look for them.
pub(super) fn write(writer: &mut Writer<'_>) {
    let manuscript = writer.manuscript;
    let page = Frame::page(manuscript.style.text.width);
    let (_, blocks) = manuscript.around_lists();
    for block in blocks {
        if opens_chapter(block, manuscript.style.division) {
            close(writer, page);
            if manuscript.style.text_form.form_feed {
                writer.sheet.form_feed();
            }
        }
        writer.block(block, page);
    }
    close(writer, page);
    // Every note has been referred to, by the model's promise; none would be lost without it.
    writer.apparatus.refer_to_the_rest();
    close(writer, page);
}

fn opens_chapter(block: &Block<Resolved>, division: Division) -> bool {
    match division {
        Division::Article => false,
        Division::Book => {
            matches!(&block.kind, BlockKind::Heading(heading) if heading.level <= 1)
        }
    }
}

/// Writes the notes and links that wait: under a short rule, notes first, since they may hold
/// links.
fn close(writer: &mut Writer<'_>, frame: Frame) {
    if writer.apparatus.is_empty() {
        return;
    }
    let rules = &writer.manuscript.style.text;
    let body = writer.plain(Role::Body);
    writer.sheet.gap(body.before);
    writer.sheet.line(frame.left, &"-".repeat(rules.note_rule));
    writer.sheet.gap(body.after);
    loop {
        let notes = writer.apparatus.take_notes();
        if notes.is_empty() {
            break;
        }
        notes.into_iter().for_each(|note| write_note(writer, note, frame));
    }
    let links = writer.apparatus.take_links();
    if links.is_empty() {
        return;
    }
    writer.sheet.gap(body.before);
    let heading = writer.manuscript.style.words.links;
    writer.sheet.line(frame.left, heading);
    writer.sheet.gap(body.after);
    for (number, address) in links {
        let marker = format!("[{}{number}]", rules.link);
        let inner = frame.inset(columns(&marker) + 1, 0);
        let mut prose =
            Prose { text: letters(writer.manuscript).of(&address.url).into_owned(), whole: Vec::new() };
        prose.whole.push(0..prose.text.len());
        if !address.title.is_empty() {
            prose
                .text
                .push_str(&format!(" ({})", Prose::of(&address.title, letters(writer.manuscript)).text));
        }
        writer.sheet.lead(frame.left, &marker);
        for line in lines(&prose, Measure::even(inner.measure()), writer.segmenter) {
            writer.sheet.line(inner.left, &line);
        }
    }
    writer.sheet.gap(body.after);
}

fn write_note(writer: &mut Writer<'_>, note: usize, frame: Frame) {
    let note = &writer.manuscript.document.notes[note];
    let plain = writer.plain(Role::Note);
    let marker = format!("[{}]", note.label);
    let inner = frame.inset(columns(&marker) + 1, 0).loose();
    writer.sheet.gap(plain.before);
    writer.sheet.lead(frame.left, &marker);
    writer.blocks(&note.blocks, inner);
    writer.sheet.flush_lead();
    writer.sheet.gap(plain.after);
}
