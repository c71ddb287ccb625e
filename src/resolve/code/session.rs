//! Talks with a shell, and patches: what a line is shows in its first letters.

use super::Found;
use crate::model::TokenKind;

/// Prompts of shells, longer ones first.
const PROMPTS: [&str; 8] = ["PS> ", ">>> ", "... ", "C:\\> ", "$ ", "# ", "% ", "> "];

/// What is typed stands out from what is answered.
pub(super) fn console(found: &mut Found<'_>) {
    let mut at = 0;
    // A line that ends in a backslash goes on.
    let mut typing = false;
    for line in found.text.split_inclusive('\n') {
        let end = at + line.len();
        if typing {
            found.add(at, end, TokenKind::Typed);
        } else if let Some(prompt) = PROMPTS.iter().find(|prompt| line.starts_with(**prompt)) {
            found.add(at, at + prompt.len(), TokenKind::Meta);
            found.add(at + prompt.len(), end, TokenKind::Typed);
            typing = true;
        }
        typing &= line.trim_end().ends_with('\\');
        at = end;
    }
}

/// Lines that come and lines that go.
pub(super) fn patch(found: &mut Found<'_>) {
    let mut at = 0;
    for line in found.text.split_inclusive('\n') {
        let head = ["diff ", "index ", "--- ", "+++ ", "@@"].iter().any(|head| line.starts_with(head));
        let kind = match line.as_bytes()[0] {
            _ if head => Some(TokenKind::Meta),
            b'+' | b'>' => Some(TokenKind::Added),
            b'-' | b'<' => Some(TokenKind::Removed),
            _ => None,
        };
        kind.into_iter().for_each(|kind| found.add(at, at + line.len(), kind));
        at += line.len();
    }
}
