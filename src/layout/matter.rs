//! The matter of a book, front matter and text, in the order in which it is bound.

use std::collections::BTreeMap;

use super::paginate::Leaf;
use crate::model::Anchor;

/// Leaves that follow each other and are numbered alike.
pub(super) struct Matter {
    pub leaves: Vec<Leaf>,
    pub numbering: Numbering,
}

/// Which numbers pages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbering {
    /// i, ii, iii: what stands before the text.
    Roman,
    /// 1, 2, 3: the text.
    Arabic,
}

impl Numbering {
    /// The label of a page, which count from 1.
    pub fn label(self, page: usize) -> String {
        match self {
            Self::Roman => roman(page),
            Self::Arabic => page.to_string(),
        }
    }
}

/// The labels of pages, and which anchors stand on them.
#[derive(Default)]
pub(super) struct Folios {
    /// In the order of the pages.
    labels: Vec<String>,
    /// The page on which an anchor stands, as an index into the labels.
    pages: BTreeMap<Anchor, usize>,
}

impl Folios {
    /// The labels of the pages of some matters. A numbering goes on where it ended in the matter before.
    pub fn of<'m>(matters: impl IntoIterator<Item = &'m Matter>) -> Self {
        let mut folios = Self::default();
        let mut last: BTreeMap<Numbering, usize> = BTreeMap::new();
        for matter in matters {
            let last = last.entry(matter.numbering).or_default();
            for leaf in &matter.leaves {
                let page = folios.labels.len();
                folios.pages.extend(leaf.anchors.iter().map(|(anchor, _)| (anchor.clone(), page)));
                *last += 1;
                folios.labels.push(matter.numbering.label(*last));
            }
        }
        folios
    }

    /// The labels, in the order of the pages.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The label of the page on which `anchor` stands; empty if it stands on none.
    pub fn page_of(&self, anchor: &Anchor) -> &str {
        self.pages.get(anchor).map_or("", |page| &self.labels[*page])
    }
}

/// A number in small Roman numerals, `xiv`.
fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Sp;

    #[test]
    fn numbers_are_written_in_roman_numerals() {
        assert_eq!([1, 4, 9, 14, 40, 1990].map(roman), ["i", "iv", "ix", "xiv", "xl", "mcmxc"]);
    }

    fn matter(numbering: Numbering, pages: &[&str]) -> Matter {
        let anchors = |name: &str| vec![(Anchor(name.to_owned()), Sp(0))];
        let leaves = pages.iter().map(|name| Leaf { anchors: anchors(name), ..Leaf::default() }).collect();
        Matter { numbering, leaves }
    }

    #[test]
    fn each_numbering_counts_on_from_matter_to_matter() {
        let front = matter(Numbering::Roman, &["title", "imprint", "abstract", "contents"]);
        let text = matter(Numbering::Arabic, &["one", "two"]);
        let back = matter(Numbering::Arabic, &["index"]);
        let folios = Folios::of([&front, &text, &back]);
        assert_eq!(folios.labels(), ["i", "ii", "iii", "iv", "1", "2", "3"]);
        let pages = ["contents", "one", "index", "nowhere"].map(|name| Anchor(name.to_owned()));
        assert_eq!(pages.each_ref().map(|anchor| folios.page_of(anchor)), ["iv", "1", "3", ""]);
    }
}
