//! Leaves → pages: margins, running heads, page numbers.

use super::Sp;
use super::pages::{Item, Page};
use super::paginate::Leaf;
use super::paragraph::Compositor;
use super::text::{StyledText, look};
use crate::model::Division;
use crate::style::Role;

/// Which numbers a run of pages has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// i, ii, iii: what stands before the text.
    Roman,
    /// 1, 2, 3: the text.
    Arabic,
}

/// What leaves are dressed with.
pub(super) struct Run {
    /// How many pages stand before the first leaf.
    pub before: usize,
    pub numbering: Numbering,
    /// Whether the first leaf shows neither head nor number, as a title page does.
    pub first_is_bare: bool,
}

impl Compositor<'_> {
    /// Makes pages of leaves.
    pub(super) fn dress(&self, leaves: Vec<Leaf>, run: &Run) -> Vec<Page> {
        let style = &self.manuscript.style;
        let book = style.division == Division::Book;
        let title = self.manuscript.document.metadata.title.as_str();
        let mut chapter = String::new();
        let mut pages = Vec::with_capacity(leaves.len());
        for (index, leaf) in leaves.into_iter().enumerate() {
            let label = match run.numbering {
                Numbering::Roman => roman(index + 1),
                Numbering::Arabic => (index + 1).to_string(),
            };
            let right_hand = (run.before + index).is_multiple_of(2);
            // On a right-hand page: the chapter that was running as the page began.
            let head = if right_hand && !chapter.is_empty() { chapter.clone() } else { title.to_owned() };
            if let Some(opening) = leaf.opens.iter().rfind(|opening| opening.level <= 1) {
                chapter.clone_from(&opening.words);
            }
            let opens = index == 0 || (book && leaf.starts);
            let head = (!opens && run.numbering == Numbering::Arabic).then_some(head);
            let folio = !(leaf.blank || run.first_is_bare && index == 0);
            pages.push(self.page(leaf, label, right_hand, head.as_deref(), folio));
        }
        pages
    }

    fn page(&self, leaf: Leaf, label: String, right_hand: bool, head: Option<&str>, folio: bool) -> Page {
        let style = &self.manuscript.style.page;
        let left = Sp::from_pt(if right_hand { style.inner } else { style.outer });
        let top = Sp::from_pt(style.top);
        let mut items: Vec<Item> = leaf
            .items
            .into_iter()
            .map(|mut item| {
                item.x += left;
                item.y += top;
                item
            })
            .collect();
        if let Some(head) = head {
            let y = top - Sp::from_pt(style.head_gap);
            items.extend(self.centred(head, Role::RunningHead, left, y));
        }
        if folio {
            let y = top + Sp::from_pt(style.text_height()) + Sp::from_pt(style.folio_gap);
            items.extend(self.centred(&label, Role::Folio, left, y));
        }
        Page { width: Sp::from_pt(style.width), height: Sp::from_pt(style.height), label, items }
    }

    /// A line in the middle of the measure, cut where it is too long for it.
    fn centred(&self, words: &str, role: Role, left: Sp, baseline: Sp) -> Vec<Item> {
        let measure = Sp::from_pt(self.manuscript.style.page.measure());
        let base = look(self.style(role), self.body());
        let mut words = shortened(words, self.manuscript.style.furniture.longest);
        let mut line = self.set_on_one_line(StyledText::plain(words.as_str(), base), None, role);
        while line.width > measure && words.chars().count() > 8 {
            words = shortened(&words, words.chars().count() * 4 / 5);
            line = self.set_on_one_line(StyledText::plain(words.as_str(), base), None, role);
        }
        let x = left + Sp((measure.0 - line.width.0) / 2);
        let mut items = line.items;
        for item in &mut items {
            item.x += x;
            item.y += baseline;
        }
        items
    }
}

/// At most `most` characters of `words`, with an ellipsis for what is left out.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.replace(['\n', '\t'], " ");
    }
    let cut: String = words.trim_end_matches('…').chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
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

    #[test]
    fn numbers_are_written_in_roman_numerals() {
        assert_eq!([1, 4, 9, 14, 40, 1990].map(roman), ["i", "iv", "ix", "xiv", "xl", "mcmxc"]);
    }

    #[test]
    fn long_heads_are_cut_with_an_ellipsis() {
        assert_eq!(shortened("abcdef", 4), "abc…");
        assert_eq!(shortened("abc", 4), "abc");
    }
}
