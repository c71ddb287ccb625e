//! Which face draws a cluster of text, and what it draws for it: the one place that decides it, for
//! the check, for pages and for embedded fonts.
//!
//! A cluster is what a reader takes for one character (UAX #29): a letter with its marks, a flag, a
//! keycap. It is drawn from one face, so that marks and joined signs come out right.

use harfrust::{Buffer, ShapeOptions, ShaperFont};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::compatible::{self, Height};
use super::{Library, Serving, Shown, Typeface};
use crate::style::{Face, Family};

impl Library {
    /// How `cluster` is drawn in a text set in `wanted`.
    pub fn serve(&self, wanted: Face, cluster: &str) -> Serving {
        let mut characters = cluster.chars();
        match (characters.next(), characters.next()) {
            (Some(one), None) => self.serve_character(wanted, one, cluster),
            (Some(_), Some(_)) => self.remembered(wanted, cluster),
            (None, _) => Serving { face: self.own(wanted), shown: Shown::AsWritten },
        }
    }

    /// Whether all of `text` can be drawn.
    pub fn shows(&self, wanted: Face, text: &str) -> bool {
        text.graphemes(true).all(|cluster| self.serve(wanted, cluster).shown.is_whole())
    }

    fn serve_character(&self, wanted: Face, character: char, cluster: &str) -> Serving {
        let own = self.own(wanted);
        let as_written = |face| Serving { face, shown: Shown::AsWritten };
        if character.is_ascii() || is_invisible(character) {
            return as_written(own);
        }
        // In columns, the face's own hyphen or blank is better than another face's.
        if wanted.family == Family::Mono
            && !self.face(own).covers(character)
            && let Some(plain) = compatible::same_sign(character)
        {
            return Serving { face: own, shown: Shown::As(plain.to_owned(), Height::Level) };
        }
        match self.serving(wanted, character) {
            Some(face) => as_written(face),
            None => self.otherwise(wanted, cluster),
        }
    }

    /// A cluster of several characters, as it was decided before.
    fn remembered(&self, wanted: Face, cluster: &str) -> Serving {
        let key = (wanted, cluster.to_owned());
        let known = |clusters: &std::sync::Mutex<std::collections::BTreeMap<_, Serving>>| {
            let clusters = clusters.lock().expect("no panic while the clusters are held");
            clusters.get(&key).cloned()
        };
        if let Some(known) = known(&self.clusters) {
            return known;
        }
        let serving = self.serve_cluster(wanted, cluster);
        let mut clusters = self.clusters.lock().expect("no panic while the clusters are held");
        if clusters.len() < MOST_REMEMBERED {
            clusters.insert(key, serving.clone());
        }
        serving
    }

    fn serve_cluster(&self, wanted: Face, cluster: &str) -> Serving {
        let own = self.own(wanted);
        let visible: String = cluster.chars().filter(|character| !is_invisible(*character)).collect();
        let mut characters = visible.chars();
        let Some(first) = characters.next() else {
            return Serving { face: own, shown: Shown::AsWritten };
        };
        if is_sequence(cluster) {
            return match self.asked(wanted).find(|id| draws_as_one(self.face(*id), cluster)) {
                Some(face) => Serving { face, shown: Shown::AsWritten },
                None => self.part(wanted, cluster, first),
            };
        }
        if characters.as_str().is_empty() && !first.is_ascii() {
            let Serving { face, shown } = self.serve_character(wanted, first, &visible);
            return Serving { face, shown };
        }
        let composed: String = visible.nfc().collect();
        let covers =
            |face: &Typeface| [&visible, &composed].iter().any(|it| it.chars().all(|c| face.covers(c)));
        match self.asked(wanted).find(|id| covers(self.face(*id))) {
            Some(face) => Serving { face, shown: Shown::AsWritten },
            None => self.otherwise(wanted, cluster),
        }
    }

    /// What no face has as it is: other characters that say the same, or what is left of it.
    fn otherwise(&self, wanted: Face, cluster: &str) -> Serving {
        if let Some((other, height)) = compatible::decomposed(cluster) {
            let has_all = |face: &Typeface| other.chars().all(|c| face.covers(c));
            if let Some(face) = self.asked(wanted).find(|id| has_all(self.face(*id))) {
                return Serving { face, shown: Shown::As(other, height) };
            }
        }
        match cluster.chars().next() {
            Some(first) => self.part(wanted, cluster, first),
            None => Serving { face: self.own(wanted), shown: Shown::StandIn },
        }
    }

    /// What is left of a cluster that cannot be shown whole: its letter without the marks, an emoji
    /// without the colour of its skin. Never a digit without its key.
    fn part(&self, wanted: Face, cluster: &str, first: char) -> Serving {
        let rest = &cluster[first.len_utf8()..];
        let is_colour = |c: char| matches!(c, '\u{1F3FB}'..='\u{1F3FF}') || is_invisible(c);
        let is_lesser = !rest.is_empty() && !first.is_ascii_digit() && rest.chars().all(is_colour)
            || first.is_alphabetic()
                && !rest.is_empty()
                && rest.chars().all(|c| is_combining_mark(c) || is_invisible(c));
        match self.serving(wanted, first).filter(|_| is_lesser) {
            Some(face) => Serving { face, shown: Shown::Part(first.to_string()) },
            None => Serving { face: self.own(wanted), shown: Shown::StandIn },
        }
    }
}

/// Clusters of several characters that are remembered; a text has fewer.
const MOST_REMEMBERED: usize = 1 << 16;

/// Whether the characters of a cluster make one sign of their own (UTS #51): keycaps, flags, joined
/// emoji and those with a colour of skin.
fn is_sequence(cluster: &str) -> bool {
    let first_is_letter = cluster.chars().next().is_some_and(char::is_alphabetic);
    !first_is_letter
        && cluster.chars().any(|character| {
            matches!(
                character,
                '\u{200D}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{E0020}'..='\u{E007F}'
            )
        })
        && cluster.chars().any(|character| u32::from(character) >= 0x2000 && !is_combining_letter(character))
}

fn is_combining_letter(character: char) -> bool {
    is_combining_mark(character) && character != '\u{20E3}'
}

/// Whether `face` has one glyph for all of `cluster`.
fn draws_as_one(face: &Typeface, cluster: &str) -> bool {
    let visible = |character: &char| !is_invisible(*character);
    if !cluster.chars().filter(visible).all(|character| face.covers(character)) {
        return false;
    }
    let mut buffer = Buffer::new();
    for character in cluster.chars() {
        buffer.push(character as u32, 0);
    }
    buffer.guess_segment_properties();
    let Ok(()) = harfrust::shape(&ShaperFont::new(face.font()), &mut buffer, ShapeOptions::new()) else {
        return false;
    };
    let infos = buffer.glyph_infos();
    let seen = buffer.glyph_positions().iter().filter(|position| position.x_advance > 0).count();
    seen == 1 && infos.iter().all(|info| info.glyph_id != 0)
}

/// Characters that show nothing, so that no one misses them: controls, joiners, selectors, tags.
pub(super) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFFB}' | '\u{FFFC}' | '\u{E0000}'..='\u{E0FFF}')
}
