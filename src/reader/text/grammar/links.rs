//! The numbers that a text edition sets among its words: of links and of pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::letters::Letters;
use crate::model::percent_decoded;

/// Digits of a number, or letters of a Roman one.
const MOST_DIGITS: usize = 20;

/// Where the numbers of links lead.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// What stands before a number.
    mark: String,
    addresses: BTreeMap<usize, String>,
}

impl Numbers {
    /// Reads the lists of links at the ends of chapters, each below a line that says `title`. A text may
    /// hold such a list, too: of two addresses with one number that is taken which is `expected`.
    pub(super) fn of(
        lines: &[&str],
        mark: &str,
        (title, letters): (&str, Letters),
        expected: &BTreeSet<&str>,
    ) -> Self {
        let mut numbers = Self { mark: format!("[{mark}"), addresses: BTreeMap::new() };
        let mut in_list = false;
        for (at, line) in lines.iter().enumerate() {
            let goes_on = line.is_empty() || line.starts_with(' ') || line.starts_with(&numbers.mark);
            in_list = *line == title || in_list && goes_on;
            if !in_list {
                continue;
            }
            let Some(rest) = line.strip_prefix(&numbers.mark) else { continue };
            let Some((number, words)) = rest.split_once(']') else { continue };
            let Ok(number) = number.parse::<usize>() else { continue };
            let more = lines[at + 1..].iter().take_while(|line| line.starts_with(' '));
            let entry =
                std::iter::once(words).chain(more.copied()).map(str::trim).collect::<Vec<_>>().join(" ");
            let address = address(entry.trim(), letters, expected);
            let is_known = |address: &str| expected.contains(address);
            // The first of a number counts, unless only a later one is known.
            match numbers.addresses.get(&number) {
                Some(known) if is_known(known) || !is_known(&address) => {}
                Some(_) | None => drop(numbers.addresses.insert(number, address)),
            }
        }
        numbers
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.addresses.is_empty()
    }

    /// Whether a number leads anywhere.
    pub(super) fn has(&self, number: usize) -> bool {
        self.addresses.contains_key(&number)
    }

    /// Where the link leads whose number `text` begins with, and what follows.
    pub(super) fn at<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        let number = text.strip_prefix(&self.mark)?;
        let digits = number.bytes().take_while(u8::is_ascii_digit).take(MOST_DIGITS).count();
        let (number, rest) = number.split_at(digits);
        let address = self.addresses.get(&number.parse().ok()?)?;
        Some((address, rest.strip_prefix(']')?))
    }
}

/// The address of an entry, behind which a title may stand in parentheses; an address may hold them, too.
fn address(entry: &str, letters: Letters, expected: &BTreeSet<&str>) -> String {
    let read = |address: &str| letters.of(&percent_decoded(address)).into_owned();
    let is_expected = |address: &&str| expected.contains(&*read(address));
    let ends = entry.match_indices(" (").map(|(at, _)| &entry[..at]).filter(|_| entry.ends_with(')'));
    let known = std::iter::once(entry).chain(ends.clone()).find(is_expected);
    read(known.or_else(|| ends.clone().next()).unwrap_or(entry))
}

/// The number of the page whose mark `text` begins with, `[p. 42]`, and what follows.
pub(super) fn page_mark<'t>(text: &'t str, [before, after]: &[String; 2]) -> Option<(&'t str, &'t str)> {
    let label = text.strip_prefix(before.as_str())?;
    let length = label.bytes().take_while(u8::is_ascii_alphanumeric).take(MOST_DIGITS).count();
    let (label, rest) = label.split_at(length);
    let rest = rest.strip_prefix(after.as_str())?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = |text: &str| text.bytes().all(|byte| b"ivxlcdm".contains(&byte));
    (!label.is_empty() && (is_number(label) || is_roman(label))).then_some((label, rest))
}
