//! What a document says of itself → the lines of its title page.

use super::FrontLine;
use crate::model::{Date, Division, Language, Metadata, Person, Series, relator_term};
use crate::style::{Role, StyleSheet, Words, contribution};

/// The lines: title, subtitle, authors, contributors, affiliations, date, publisher, rights, series, identifier.
pub(super) fn lines(metadata: &Metadata, style: &StyleSheet) -> Vec<FrontLine> {
    let words = &style.words;
    let mut lines = vec![FrontLine { role: Role::Title, text: metadata.title.clone() }];
    let mut add = |role: Role, text: &str| {
        let text = text.trim();
        if !text.is_empty() {
            lines.push(FrontLine { role, text: text.to_owned() });
        }
    };
    add(Role::Subtitle, metadata.subtitle.as_deref().unwrap_or_default());
    let (authors, others): (Vec<&Person>, Vec<&Person>) =
        metadata.authors.iter().partition(|person| person.is_author());
    let names: Vec<&str> = authors.iter().map(|person| person.name.trim()).collect();
    let names = joined(&names, words);
    if style.front.byline && !names.is_empty() {
        add(Role::Author, &words.by.replace("{}", &names));
    } else {
        add(Role::Author, &names);
    }
    for line in contributions(&others, &metadata.language, words) {
        add(Role::Contributor, &line);
    }
    let mut affiliations: Vec<&str> = Vec::new();
    for affiliation in metadata.authors.iter().filter_map(|person| person.affiliation.as_deref()) {
        if !affiliations.contains(&affiliation) {
            affiliations.push(affiliation);
        }
    }
    affiliations.into_iter().for_each(|affiliation| add(Role::Affiliation, affiliation));
    let date = metadata.date.as_ref().map(|date| date_in_words(date, words)).unwrap_or_default();
    let publisher = metadata.publisher.as_deref().unwrap_or_default();
    // The foot of a title page names the house first; an article is dated.
    let imprint = match style.division {
        Division::Article => [&date, publisher],
        Division::Book => [publisher, &date],
    };
    imprint.into_iter().for_each(|line| add(Role::Imprint, line));
    add(Role::Colophon, metadata.rights.as_deref().unwrap_or_default());
    if let Some(Series { name, position }) = &metadata.series {
        add(Role::Colophon, &format!("{name} {}", position.as_deref().unwrap_or_default()));
    }
    add(Role::Colophon, &metadata.identifier.as_deref().map(identifier).unwrap_or_default());
    lines
}

/// Who did what, a line for each role in the order in which the roles are first named: `Translated by
/// Ada and Grace`; where the language has no words for a role, `Ada (proofreader)`.
fn contributions(people: &[&Person], language: &Language, words: &Words) -> Vec<String> {
    let mut roles: Vec<&str> = Vec::new();
    for person in people {
        if !roles.contains(&person.role.as_str()) {
            roles.push(&person.role);
        }
    }
    let line = |role: &str| {
        let names: Vec<&str> =
            people.iter().filter(|person| person.role == role).map(|person| person.name.trim()).collect();
        let names = joined(&names, words);
        match contribution(language, role) {
            Some(pattern) => pattern.replace("{}", &names),
            None => format!("{names} ({})", relator_term(role).unwrap_or(role)),
        }
    };
    roles.into_iter().map(line).collect()
}

/// An identifier as people know it: an ISBN by its name, others as they are, and those that only
/// machines compare not at all.
fn identifier(identifier: &str) -> String {
    let known = identifier.trim();
    let bare = known.trim_start_matches("urn:").trim_start_matches("uuid:");
    let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == 'X').count();
    let is_uuid = bare.len() == 36 && bare.split('-').count() == 5;
    let isbn = known.trim_start_matches("urn:isbn:");
    let is_isbn = matches!(digits(isbn), 10 | 13)
        && isbn.chars().all(|c| c.is_ascii_digit() || c == 'X' || c == '-' || c == ' ');
    match (is_uuid, is_isbn) {
        (true, _) => String::new(),
        (false, true) => format!("ISBN {isbn}"),
        (false, false) => known.to_owned(),
    }
}

/// `Ada, Grace and Edsger`.
fn joined(names: &[&str], words: &Words) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [first @ .., last] => format!("{}{}{last}", first.join(words.comma), words.and),
    }
}

/// `19 June 2023`, as exact as it was given.
fn date_in_words(date: &Date, words: &Words) -> String {
    let month = date.month.unwrap_or_default();
    let day = date.day.unwrap_or_default();
    let (pattern, names) = match (date.month, date.day) {
        (None, _) => (words.date.year, None),
        (Some(_), None) => (words.date.month, words.months_alone.or(words.months)),
        (Some(_), Some(1)) => (words.date.first, words.months),
        (Some(_), Some(_)) => (words.date.day, words.months),
    };
    let name = names.and_then(|names| names.get(usize::from(month).wrapping_sub(1)).copied());
    pattern
        .replace("{y}", &date.year.to_string())
        .replace("{mm}", &format!("{month:02}"))
        .replace("{dd}", &format!("{day:02}"))
        .replace("{m}", &name.map_or(month.to_string(), str::to_owned))
        .replace("{d}", &day.to_string())
}
