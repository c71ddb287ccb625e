//! Finished files → which of them are editions of one document.

use std::collections::BTreeSet;
use std::path::Path;

use crate::reader::{Carried, Maker};

/// A finished file.
#[derive(Clone, Debug)]
pub struct Known<'p> {
    /// Its path.
    pub path: &'p Path,
    /// The name of its format's reader.
    pub format: &'static str,
    /// What it carries.
    pub carried: Carried,
}

/// The files of each document, as numbers of `files`; the documents in the order of their first file.
///
/// One file of each format at most are editions of one document, whatever they are called. Of more
/// files, those belong together that carry the same fingerprint; then those that have the same
/// identifier, then those whose paths differ in their endings alone; both only if they are of different
/// formats, since there may be several versions of one document. At last a text, which carries nothing, belongs to
/// the one document that has none.
pub fn documents(files: &[Known<'_>]) -> Vec<Vec<usize>> {
    if files.len() > 1 && are_of_different_formats(files) {
        return vec![(0..files.len()).collect()];
    }
    let mut groups: Vec<Vec<usize>> = (0..files.len()).map(|file| vec![file]).collect();
    let fingerprint = |file: usize| files[file].carried.fingerprint.clone();
    let identifier = |file: usize| files[file].carried.identifier.clone();
    let name = |file: usize| Some(files[file].path.with_extension(""));
    let has = |group: &[usize], format| group.iter().any(|file| files[*file].format == format);
    let differ = |one: &[usize], other: &[usize]| !other.iter().any(|file| has(one, files[*file].format));
    join(&mut groups, fingerprint, |_, _| true);
    join(&mut groups, identifier, differ);
    join(&mut groups, name, differ);
    adopt_text(files, &mut groups);
    groups
}

/// Puts groups together that share a key, if `fits`.
fn join<K: PartialEq>(
    groups: &mut Vec<Vec<usize>>,
    key: impl Fn(usize) -> Option<K>,
    fits: impl Fn(&[usize], &[usize]) -> bool,
) {
    let mut joined: Vec<Vec<usize>> = Vec::new();
    for group in groups.drain(..) {
        let keys: Vec<K> = group.iter().filter_map(|file| key(*file)).collect();
        let shares =
            |other: &Vec<usize>| other.iter().filter_map(|file| key(*file)).any(|it| keys.contains(&it));
        match joined.iter_mut().find(|other| shares(other) && fits(other, &group)) {
            Some(other) => other.extend(group),
            None => joined.push(group),
        }
    }
    *groups = joined;
}

/// Gives the one text that is left alone to the one document that has no text.
fn adopt_text(files: &[Known<'_>], groups: &mut Vec<Vec<usize>>) {
    let is_text = |file: &usize| files[*file].carried.maker == Maker::Silent;
    let alone: Vec<usize> = (0..groups.len()).filter(|at| groups[*at].iter().all(is_text)).collect();
    let without: Vec<usize> = (0..groups.len()).filter(|at| !groups[*at].iter().any(is_text)).collect();
    if let ([text], [document]) = (alone.as_slice(), without.as_slice()) {
        let text_files = std::mem::take(&mut groups[*text]);
        groups[*document].extend(text_files);
        groups.remove(*text);
    }
}

/// Whether no two files are of one format.
fn are_of_different_formats(files: &[Known<'_>]) -> bool {
    files.iter().map(|file| file.format).collect::<BTreeSet<_>>().len() == files.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups by name of `PATH FINGERPRINT IDENTIFIER` lines, `-` for none.
    fn grouped(lines: &[&str]) -> Vec<String> {
        let some = |word: &str| (word != "-").then(|| word.to_owned());
        let files: Vec<Known<'_>> = lines
            .iter()
            .map(|line| {
                let words: Vec<&str> = line.split(' ').collect();
                let (format, maker) = match words[0].rsplit('.').next() {
                    Some("pdf") => ("PDF", Maker::Unknown),
                    Some("epub") => ("EPUB", Maker::Unknown),
                    _ => ("text", Maker::Silent),
                };
                let carried = Carried {
                    fingerprint: some(words[1]),
                    identifier: some(words[2]),
                    maker,
                    ..Carried::default()
                };
                Known { path: Path::new(words[0]), format, carried }
            })
            .collect();
        let name = |file: &usize| files[*file].path.display().to_string();
        documents(&files).iter().map(|group| group.iter().map(name).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn one_of_each_format_is_one_document() {
        assert_eq!(grouped(&["a.pdf 1 -", "b.epub 2 -"]), ["a.pdf b.epub"]);
        assert_eq!(grouped(&["x/a.pdf 1 -", "c.txt - -"]), ["x/a.pdf c.txt"]);
        assert_eq!(grouped(&["a.pdf - -"]), ["a.pdf"]);
    }

    #[test]
    fn more_files_go_by_fingerprint_then_identifier_then_name() {
        let swapped = ["a.pdf 1 -", "a.epub 2 -", "b.pdf 2 -", "b.epub 1 -", "b.txt - -"];
        assert_eq!(grouped(&swapped)[0].split(' ').take(2).collect::<Vec<_>>(), ["a.pdf", "b.epub"]);
        let versions = ["v1/a.pdf 1 i", "v1/a.epub 1 i", "v2/a.pdf 2 i", "v2/a.epub 2 i"];
        assert_eq!(grouped(&versions), ["v1/a.pdf v1/a.epub", "v2/a.pdf v2/a.epub"]);
        let changed = ["a.pdf 1 -", "a.epub 2 -", "a.txt - -", "b.pdf 3 -"];
        assert_eq!(grouped(&changed), ["a.pdf a.epub a.txt", "b.pdf"]);
        let named = ["a.pdf 1 i", "print.epub 2 i", "b.pdf 3 j", "b.epub 3 j"];
        assert_eq!(grouped(&named), ["a.pdf print.epub", "b.pdf b.epub"]);
        assert_eq!(grouped(&["a.pdf 1 -", "b.pdf 2 -"]), ["a.pdf", "b.pdf"]);
    }

    #[test]
    fn a_text_belongs_to_the_one_document_without_one() {
        let files = ["a.pdf 1 -", "a.epub 1 -", "b.pdf 2 -", "b.txt - -", "plain.txt - -"];
        assert_eq!(grouped(&files), ["a.pdf a.epub plain.txt", "b.pdf b.txt"]);
    }
}
