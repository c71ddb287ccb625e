//! The title block and the contents.

use super::apparatus::Apparatus;
use super::blocks::{Writer, labelled};
use super::frame::Frame;
use super::inlines::compose_after;
use super::prose::Prose;
use super::width::columns;
use super::wrap::{Measure, balanced, lines};
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
        for line in balanced(&Prose::of(&line.text), rules.title_width, writer.segmenter) {
            writer.sheet.line(rules.width.saturating_sub(columns(&line)) / 2, &line);
        }
    }
    if last.is_some() {
        writer.sheet.gap(rules.after_front);
    }
}

/// Writes the contents: every heading with its number, levels standing in by a step.
pub(super) fn write_contents(writer: &mut Writer<'_>) {
    let manuscript = writer.manuscript;
    if !manuscript.style.contents || manuscript.contents.is_empty() {
        return;
    }
    let rules = &manuscript.style.text;
    let page = Frame::page(rules.width);
    let plain = writer.plain(Role::Contents);
    writer.sheet.line(page.left, manuscript.style.words.contents);
    writer.sheet.gap(writer.plain(Role::Body).after);
    let top = manuscript.contents.iter().map(|entry| entry.level).min().unwrap_or(0);
    // The contents repeat headings: what they refer to is entered where the heading stands.
    let mut aside = Apparatus::new(0);
    for entry in &manuscript.contents {
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
