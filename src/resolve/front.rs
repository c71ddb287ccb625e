//! What a document says of itself → the lines of its title page.

use super::FrontLine;
use crate::model::{Date, Metadata};
use crate::style::{Role, Words};

/// The lines: title, subtitle, authors, affiliations, date, publisher, rights.
pub(super) fn lines(metadata: &Metadata, words: &Words) -> Vec<FrontLine> {
    let mut lines = vec![FrontLine { role: Role::Title, text: metadata.title.clone() }];
    let mut add = |role: Role, text: &str| {
        let text = text.trim();
        if !text.is_empty() {
            lines.push(FrontLine { role, text: text.to_owned() });
        }
    };
    if let Some(subtitle) = &metadata.subtitle {
        add(Role::Subtitle, subtitle);
    }
    let names: Vec<&str> = metadata.authors.iter().map(|person| person.name.trim()).collect();
    add(Role::Author, &joined(&names, words));
    let mut affiliations: Vec<&str> = Vec::new();
    for affiliation in metadata.authors.iter().filter_map(|person| person.affiliation.as_deref()) {
        if !affiliations.contains(&affiliation) {
            affiliations.push(affiliation);
        }
    }
    affiliations.into_iter().for_each(|affiliation| add(Role::Imprint, affiliation));
    if let Some(date) = &metadata.date {
        add(Role::Imprint, &date_in_words(date, words));
    }
    for line in [&metadata.publisher, &metadata.rights].into_iter().flatten() {
        add(Role::Imprint, line);
    }
    lines
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
