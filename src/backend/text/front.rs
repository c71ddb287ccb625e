//! The title block, the contents and the lists.

use super::apparatus::Apparatus;
use super::blocks::{Writer, labelled};
use super::frame::Frame;
use super::inlines::{compose_after, letters};
use super::prose::Prose;
use super::wrap::{Measure, balanced, lines};
use crate::letters::columns;
use crate::resolve::ContentsEntry;
use crate::style::Role;

/// Writes the title, the authors and so on, each line in the middle; lines of one role stand
/// together.
pub(super) fn write_title(writer: &mut Writer<'_>) {
    let manuscript = writer.manuscript;
    let rules = &manuscript.style.text;
    let mut last = None;
    for line in &manuscript.front {
        let plain = writer.plain(line.role);
        if last != Some(line.role) {
            writer.sheet.gap(plain.before);
        }
        last = Some(line.role);
        for line in balanced(&Prose::of(&line.text, letters(manuscript)), rules.title_width, writer.segmenter)
        {
            writer.sheet.line(rules.width.saturating_sub(columns(&line)) / 2, &line);
        }
    }
    if last.is_some() {
        writer.sheet.gap(rules.after_front);
    }
}

/// Writes the contents if they are shown, and the lists that are asked for.
pub(super) fn write_lists(writer: &mut Writer<'_>) {
    let manuscript = writer.manuscript;
    if manuscript.shows_contents() {
        write_list(writer, manuscript.style.words.contents, &manuscript.contents);
    }
    for list in &manuscript.lists {
        write_list(writer, list.title, &list.entries);
    }
}

/// Writes a list: every entry with its label, levels standing in by a step.
fn write_list(writer: &mut Writer<'_>, title: &str, entries: &[ContentsEntry]) {
    let manuscript = writer.manuscript;
    let rules = &manuscript.style.text;
    let page = Frame::page(rules.width);
    let plain = writer.plain(Role::Contents);
    writer.sheet.line(page.left, title);
    writer.sheet.gap(writer.plain(Role::Body).after);
    let top = entries.iter().map(|entry| entry.level).min().unwrap_or(0);
    // The lists repeat what stands in the text: what they refer to is entered where it does.
    let mut aside = Apparatus::new(0);
    for entry in entries {
        let frame = page.inset(rules.step * usize::from(entry.level - top), 0);
        let lead = labelled(&entry.label, " ");
        let hang = match columns(&lead) {
            0 => rules.hang,
            columns => columns,
        };
        let prose = compose_after(&lead, &entry.content, manuscript, &mut aside);
        if prose.text.trim().is_empty() {
            continue;
        }
        let measure = Measure { first: frame.measure(), rest: frame.measure().saturating_sub(hang).max(1) };
        writer.sheet.gap(plain.before);
        for (index, line) in lines(&prose, measure, writer.segmenter).iter().enumerate() {
            writer.sheet.line(frame.left + if index > 0 { hang } else { 0 }, line);
        }
        writer.sheet.gap(plain.after);
    }
    writer.sheet.gap(rules.after_front);
}
