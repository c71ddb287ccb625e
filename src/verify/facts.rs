//! What a manuscript says of itself: metadata and contents.

use crate::model::Person;
use crate::reader::{Facts, Fields};
use crate::resolve::Manuscript;

/// What a manuscript says of itself.
pub(super) fn of(manuscript: &Manuscript) -> Facts {
    let metadata = &manuscript.document.metadata;
    let (authors, others): (Vec<&Person>, Vec<&Person>) =
        metadata.authors.iter().partition(|person| person.is_author());
    let names = |people: Vec<&Person>| people.into_iter().map(|it| it.name.clone()).collect();
    let fields = Fields {
        title: Some(metadata.title.clone()),
        authors: names(authors),
        contributors: names(others),
        language: Some(metadata.language.tag().to_owned()),
        date: metadata.date.filter(|date| date.year > 0).map(|date| date.iso()),
        publishers: metadata.publisher.clone().into_iter().collect(),
        rights: metadata.rights.clone(),
        identifier: metadata.identifier.clone(),
        description: metadata.description.clone(),
        keywords: metadata.keywords.clone(),
    };
    let contents = manuscript.contents.iter();
    let contents = contents.map(|entry| format!("{} {}", entry.label, entry.content.shown_text()));
    Facts { fields: Some(fields), contents: Some(contents.collect()), ..Facts::default() }
}
