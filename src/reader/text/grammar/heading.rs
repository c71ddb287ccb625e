//! The headings of a text edition: lines from the left margin, and a rule below them.

use super::{Margin, Reader, is_blank};
use crate::letters::columns;
use crate::style::{Plain, Role};
use crate::transcript::Kind;

/// Lines of one heading that are looked at.
const MOST_LINES: usize = 400;

impl Reader<'_> {
    /// A heading, if the next lines can be one: of the level that is expected or, where nobody knows, of
    /// any.
    pub(super) fn heading(&mut self, margin: Margin) -> bool {
        if margin == Margin::Within {
            return false;
        }
        if self.guide.is_in_step() {
            let level = self.guide.wanted(self.writer.said(), Kind::Heading);
            let Some(level) = level.and_then(|level| level.parse().ok()) else { return false };
            return self.heading_of(level);
        }
        let begins = self.at == 0 || is_blank(&self.line(self.at - 1));
        begins && (0..=6).any(|level| self.heading_of(level))
    }

    /// A heading whose level has no rule above or below it, before its words; only where it is expected.
    pub(super) fn bare_heading(&mut self) -> bool {
        if !self.guide.is_in_step() {
            return false;
        }
        let Some(level) = self.guide.wanted(self.writer.said(), Kind::Heading) else { return false };
        let plain = level.parse().map(|level| self.plain(level));
        let is_bare = plain.is_ok_and(|plain| plain.overline.is_none() && plain.underline.is_none());
        if is_bare {
            self.writer.mark(Kind::Heading, level);
        }
        is_bare
    }

    fn plain(&self, level: u8) -> Plain {
        let role = if level == 0 { Role::Part } else { Role::Heading(level) };
        self.style.roles.of(role).plain
    }

    /// A heading of a level: the rule is as long as its longest line. Words may look like one, too: then
    /// that rule ends it which fits what is expected.
    fn heading_of(&mut self, level: u8) -> bool {
        let plain = self.plain(level);
        let Some(under) = plain.underline else { return false };
        let [under, over] = [Some(under), plain.overline].map(|sign| sign.map(|sign| sign.to_string()));
        let is_rule = |line: &str, sign: &Option<String>| {
            let Some(sign) = sign.as_deref().map(|sign| self.letters.of(sign)) else { return false };
            !line.is_empty() && line.len().is_multiple_of(sign.len()) && line.replace(&*sign, "").is_empty()
        };
        let first = match &over {
            Some(_) if is_rule(&self.line(self.at), &over) => self.at + 1,
            Some(_) => return false,
            None => self.at,
        };
        let mut widest = 0;
        let mut rules = Vec::new();
        for at in first..first + MOST_LINES {
            let line = self.line(at);
            if line.is_empty() {
                break;
            }
            if at > first && columns(&line) == widest && is_rule(&line, &under) {
                rules.push(at);
            }
            if line.starts_with(' ') {
                break;
            }
            widest = widest.max(columns(&line));
        }
        if !self.guide.is_in_step() {
            rules.truncate(1);
        }
        rules.into_iter().any(|rule| {
            let before = self.milestone();
            self.writer.mark(Kind::Heading, &level.to_string());
            self.writer.blank();
            (first..rule).for_each(|at| self.words(&self.line(at), at));
            self.at = rule + 1;
            let fits = !self.guide.is_in_step() || self.guide.follow(self.writer.said());
            if !fits {
                self.go_back(before);
            }
            fits
        })
    }
}
