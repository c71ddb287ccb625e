//! Readings → what is to be told of them.

use std::ops::Range;

use super::compare::{Difference, differences};
use super::reading::{Origin, Reading};
use super::{code, links as addresses, look, projection};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::letters::Letters;
use crate::model::LinkPlace;
use crate::reader::TextEdition;
use crate::reader::links::Links;
use crate::style::{Role, StyleSheet};
use crate::transcript::{CodeTokens, Form, Kind, Transcript, common, common_with_code, fingerprint};

/// Differences of one edition that are told one by one.
const TOLD: usize = 5;
/// Tokens on each side of a difference that are shown with it, and those of it.
const AROUND: usize = 5;
const WITHIN: usize = 12;

/// What is wrong with a file whatever it is compared with.
pub(super) fn of_itself(reading: &Reading, style: &StyleSheet, diagnostics: &mut Diagnostics) {
    if reading.loose > 0 {
        let message = format!("{} has {} characters that no tag tells of", reading.title, reading.loose);
        diagnostics.add(Diagnostic::error(Code::EditionsDiffer, None, message));
    }
    if let (Some(carried), Some(full)) = (&reading.facts.fingerprint, &reading.full)
        && reading.means.links
        && *carried != fingerprint(&common(full, &Form::usual(style)))
    {
        diagnostics.add(
            Diagnostic::error(
                Code::EditionsDiffer,
                None,
                format!(
                    "{} says something else than when it was made: its fingerprint is another",
                    reading.title
                ),
            )
            .with_help("it was changed since, or read with another style sheet than its own"),
        );
    }
}

/// How `reading` differs from the `original`.
pub(super) fn against(
    original: &Reading,
    reading: &mut Reading,
    style: &StyleSheet,
    diagnostics: &mut Diagnostics,
) {
    let Some(all) = &original.full else { return };
    let mut code = Vec::new();
    let (expected, found, different) = match &reading.full {
        Some(full) => {
            let means = original.means.and(reading.means);
            let expected = projection::of(all, means, style);
            let found = projection::of(full, means, style);
            let different = differences(&expected, &found);
            (expected, found, different)
        }
        None => {
            let Some(Fit { expected, code: lines, different, .. }) =
                choose_form(original, reading, all, style)
            else {
                return;
            };
            code = lines;
            let found = reading.plain.as_ref().map(|plain| plain.said.clone()).unwrap_or_default();
            (expected, found, different)
        }
    };
    for difference in different.iter().take(TOLD) {
        diagnostics.add(told(original, reading, (&expected, &found), difference));
    }
    if different.len() > TOLD {
        let message = format!("{} differs in {} places more", reading.title, different.len() - TOLD);
        diagnostics.add(Diagnostic::error(Code::EditionsDiffer, None, message));
    }
    if let Some(plain) = reading.plain.as_ref().filter(|_| different.is_empty()) {
        links(original, reading, plain, diagnostics);
        listings(original, reading, (plain, &code), style, diagnostics);
    }
    facts(original, reading, diagnostics);
    sizes(original, reading, style, diagnostics);
}

/// The addresses of a text edition, which stand apart from the words that they belong to.
fn links(original: &Reading, reading: &Reading, plain: &TextEdition, diagnostics: &mut Diagnostics) {
    let Some(all) = original.full.as_ref().filter(|_| reading.form.0 == LinkPlace::List) else { return };
    let expected = Links::of(all, reading.form.1);
    let Some((place, wanted, got)) = addresses::difference(&plain.links, &expected) else { return };
    let name =
        |address: Option<String>| address.map_or("nowhere".to_owned(), |address| format!("to `{address}`"));
    let message = format!(
        "a link of {} leads {}, and in {} {}",
        reading.title,
        name(got),
        original.title,
        name(wanted)
    );
    diagnostics.add(Diagnostic::error(Code::EditionsDiffer, None, message).with_help(format!(
        "it stands in {}, {}",
        reading.title,
        reading.place(place)
    )));
}

/// The code of a text edition, blanks and all.
fn listings(
    original: &Reading,
    reading: &Reading,
    (plain, code): (&TextEdition, &[CodeTokens]),
    style: &StyleSheet,
    diagnostics: &mut Diagnostics,
) {
    let Some(all) = &original.full else { return };
    if let Some(lost) = code::lost(all, (plain, code), reading.form.1, style.code.tab) {
        let message = format!("{} does not have this code to the letter", reading.title);
        diagnostics.add(
            Diagnostic::error(Code::EditionsDiffer, original.span(lost.place), message)
                .with_help(format!("in {} the line is `{}`", original.title, lost.line)),
        );
    }
}

/// The sizes of roles: as the style sheet has them, or another edition.
fn sizes(original: &Reading, reading: &Reading, style: &StyleSheet, diagnostics: &mut Diagnostics) {
    let expected = |role: Role| match original.origin {
        Origin::Manuscript => Some(style.roles.of(role).size.0),
        Origin::Edition => original.sizes.iter().find(|(known, _)| *known == role).map(|(_, size)| *size),
    };
    for off in look::off(&reading.sizes, expected) {
        let message = format!(
            "{} sets {} in {:.2} times the size of its text; {:.2} is expected",
            reading.title,
            name(off.role),
            off.found,
            off.expected
        );
        diagnostics.add(Diagnostic::error(Code::EditionsDiffer, None, message));
    }
}

fn name(role: Role) -> String {
    match role {
        Role::Heading(level) => format!("headings of level {level}"),
        Role::Title => "the title".to_owned(),
        Role::Note => "notes".to_owned(),
        Role::Quote => "quotations".to_owned(),
        Role::Code => "code".to_owned(),
        Role::Caption => "captions".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Chooses the form in which a text edition is written, and the way to read it: a manuscript knows them;
/// else those are taken that fit best. What is expected then, and where it differs.
fn choose_form(
    original: &Reading,
    reading: &mut Reading,
    all: &Transcript,
    style: &StyleSheet,
) -> Option<Fit> {
    let forms = match original.origin {
        Origin::Manuscript => vec![original.form],
        Origin::Edition => [LinkPlace::List, LinkPlace::Inline].map(|links| (links, reading.form.1)).to_vec(),
    };
    let mut best: Option<Fit> = None;
    for (links, letters) in forms {
        let (expected, code) = common_with_code(all, &Form { style, links, letters });
        for plain in reading.plain_beside((&expected, &code), all, style) {
            let different = differences(&expected, &plain.said);
            if best.as_ref().is_none_or(|best| different.len() < best.different.len()) {
                let (expected, code) = (expected.clone(), code.clone());
                best = Some(Fit { plain: Some(plain), form: (links, letters), expected, code, different });
            }
        }
    }
    let mut best = best?;
    let plain = best.plain.take()?;
    // Without a list nobody can tell whether the addresses were wanted.
    if original.origin == Origin::Edition && best.form.0 == LinkPlace::List && !plain.lists_links {
        best.form.0 = LinkPlace::None;
    }
    reading.form = best.form;
    let pages = &plain.pages;
    reading.facts.pages = (!pages.is_empty()).then(|| pages.iter().map(|(label, _)| label.clone()).collect());
    reading.plain = Some(plain);
    Some(best)
}

/// How well a text edition fits, read in one of the ways and expected in one of the forms.
struct Fit {
    plain: Option<TextEdition>,
    form: (LinkPlace, Letters),
    expected: Transcript,
    /// The lines of code in what is expected.
    code: Vec<CodeTokens>,
    different: Vec<Difference>,
}

/// What is told of a difference: what it is, where it stands, and the words around it on both sides.
fn told(
    original: &Reading,
    reading: &Reading,
    (expected, found): (&Transcript, &Transcript),
    difference: &Difference,
) -> Diagnostic {
    let wanted = shown(expected, &difference.expected, WITHIN);
    let got = shown(found, &difference.found, WITHIN);
    let title = reading.title;
    let message = match (wanted.is_empty(), got.is_empty()) {
        (false, true) => format!("{title} lacks `{wanted}`"),
        (true, _) => format!("{title} adds `{got}`"),
        (false, false) => format!("{title} says `{got}` where {} says `{wanted}`", original.title),
    };
    let place = |transcript: &Transcript, range: &Range<usize>| {
        let at = range.start.min(transcript.len().saturating_sub(1));
        (!transcript.is_empty()).then(|| transcript.get(at).place)
    };
    let (there, here) = (place(expected, &difference.expected), place(found, &difference.found));
    let span = there.and_then(|place| original.span(place));
    let context = |reading: &Reading, place: Option<_>, transcript: &Transcript, range: &Range<usize>| {
        let place = place.map(|place| reading.place(place)).filter(|place| !place.is_empty());
        let place = place.map(|place| format!(", {place}")).unwrap_or_default();
        format!("{}{place}: {}", reading.title, around(transcript, range))
    };
    Diagnostic::error(Code::EditionsDiffer, span, message).with_help(format!(
        "{}\n{}",
        context(original, there, expected, &difference.expected),
        context(reading, here, found, &difference.found)
    ))
}

/// Tokens as they are read, at most so many of them; marks in brackets.
fn shown(transcript: &Transcript, range: &Range<usize>, most: usize) -> String {
    let mut text = String::new();
    for index in range.clone().take(most) {
        let said = transcript.get(index);
        if !text.is_empty() && (said.blank || said.kind != Kind::Word) {
            text.push(' ');
        }
        match (said.kind, said.text) {
            (Kind::Word, word) => text.push_str(word),
            (kind, "") => text.push_str(&format!("<{}>", kind.name())),
            (kind, words) => text.push_str(&format!("<{} {words}>", kind.name())),
        }
    }
    if range.len() > most {
        text.push_str(" …");
    }
    text
}

/// A difference among what stands around it.
fn around(transcript: &Transcript, range: &Range<usize>) -> String {
    let before = shown(transcript, &(range.start.saturating_sub(AROUND)..range.start), AROUND);
    let after = shown(transcript, &(range.end..transcript.len().min(range.end + AROUND)), AROUND);
    let within = shown(transcript, range, WITHIN);
    format!("… {before} [{within}] {after} …")
}

/// What both say of themselves, field by field, as far as both say it.
fn facts(original: &Reading, reading: &Reading, diagnostics: &mut Diagnostics) {
    let (theirs, own) = (&original.facts, &reading.facts);
    let mut differs = |what: &str, wanted: &str, got: &str| {
        let message =
            format!("the {what} of {} is `{got}`, and of {} `{wanted}`", reading.title, original.title);
        diagnostics.add(Diagnostic::error(Code::EditionsDiffer, None, message));
    };
    let both = theirs.fields.as_ref().zip(own.fields.as_ref());
    let pairs = both.into_iter().flat_map(|(theirs, own)| theirs.compared().into_iter().zip(own.compared()));
    for ((name, wanted), (_, got)) in pairs {
        match (&wanted, &got) {
            (Some(wanted), Some(got)) if wanted != got => differs(name, wanted, got),
            (Some(wanted), None) if original.origin == Origin::Manuscript => differs(name, wanted, ""),
            // What nobody has said may be made up: an EPUB needs an identifier.
            (Some(_), _) | (None, _) => {}
        }
    }
    if let (Some(wanted), Some(got)) = (theirs.compared_contents(), own.compared_contents())
        && wanted != got
    {
        let at = wanted.iter().zip(&got).position(|(one, other)| one != other);
        let at = at.unwrap_or(wanted.len().min(got.len()));
        let entry = |list: &[String]| list.get(at).cloned().unwrap_or_else(|| "(nothing)".to_owned());
        differs(&format!("entry {} of the contents", at + 1), &entry(&wanted), &entry(&got));
    }
}

/// The pages that the editions tell of, against those of the one that has pages: in its order, and none
/// that it has not.
pub(super) fn between(readings: &[Reading], original: &Reading, diagnostics: &mut Diagnostics) {
    let all = || readings.iter().chain([original]);
    let Some(paged) = all().find(|reading| reading.has_pages()) else { return };
    let Some(pages) = &paged.facts.pages else { return };
    for reading in all().filter(|reading| !reading.has_pages()) {
        let Some(own) = &reading.facts.pages else { continue };
        let mut rest = pages.iter();
        if let Some(wrong) = own.iter().find(|label| !rest.any(|page| page == *label)) {
            let message = format!(
                "{} marks a page {wrong} where {} has none, or out of its order",
                reading.title, paged.title
            );
            diagnostics.add(Diagnostic::error(Code::EditionsDiffer, None, message));
        }
    }
}
