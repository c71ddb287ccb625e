//! Two transcripts → where they differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::transcript::{Kind, Said, Transcript};

/// Tokens on either side that are looked at together where a difference begins; what is farther out of
/// place is told of as lost in one place and added in another.
const WINDOW: usize = 600;

/// So many equal tokens in a row end a difference.
const TOGETHER: usize = 12;

/// Differences that are looked for at most: who finds so many has other files before him.
const MOST: usize = 200;

/// A place where two transcripts differ, by the tokens of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// What is expected.
    pub(super) expected: Range<usize>,
    /// What is found instead.
    pub(super) found: Range<usize>,
}

/// Where `found` differs from what is `expected`, in order.
pub(super) fn differences(expected: &Transcript, found: &Transcript) -> Vec<Difference> {
    let mut all = Vec::new();
    let (mut here, mut there) = (0, 0);
    while all.len() < MOST {
        while here < expected.len() && there < found.len() && same(expected.get(here), found.get(there)) {
            here += 1;
            there += 1;
        }
        if here == expected.len() && there == found.len() {
            break;
        }
        let ops = capture_diff_slices(Algorithm::Myers, &keys(expected, here), &keys(found, there));
        let (used, found_used) = (here, there);
        for op in ops {
            if let DiffOp::Equal { len, .. } = op {
                here += len;
                there += len;
                if len >= TOGETHER {
                    break;
                }
                continue;
            }
            let (lost, added) = (op.old_range().len(), op.new_range().len());
            all.push(Difference { expected: here..here + lost, found: there..there + added });
            here += lost;
            there += added;
        }
        debug_assert!(here > used || there > found_used, "each round goes on");
    }
    joined(all)
}

/// Differences that follow each other at once, as one.
fn joined(all: Vec<Difference>) -> Vec<Difference> {
    /// Differences with no more equal tokens between them are told of together.
    const NEAR: usize = 2;
    let mut joined: Vec<Difference> = Vec::with_capacity(all.len());
    for difference in all {
        match joined.last_mut() {
            Some(last)
                if difference.expected.start <= last.expected.end + NEAR
                    && difference.found.start <= last.found.end + NEAR =>
            {
                last.expected.end = difference.expected.end;
                last.found.end = difference.found.end;
            }
            _ => joined.push(difference),
        }
    }
    joined
}

fn same(one: Said<'_>, other: Said<'_>) -> bool {
    one.kind == other.kind && one.text == other.text
}

/// What the next tokens of a transcript are compared by, which is all that [`same`] looks at.
fn keys(transcript: &Transcript, from: usize) -> Vec<(Kind, &str)> {
    let until = transcript.len().min(from + WINDOW);
    (from..until).map(|at| transcript.get(at)).map(|said| (said.kind, said.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Writer;

    /// A few words, a mark, and more words than end a difference.
    fn said(kind: Kind) -> Transcript {
        let mut writer = Writer::new();
        writer.say("one two ");
        writer.mark(kind, "");
        writer.say(&" word".repeat(2 * TOGETHER));
        writer.finish()
    }

    #[test]
    fn marks_of_one_name_are_told_apart() {
        let (expected, found) = (said(Kind::FigureSaid), said(Kind::Figure));
        assert_eq!(differences(&expected, &found), [Difference { expected: 2..3, found: 2..3 }]);
        assert_eq!(differences(&expected, &expected), []);
    }
}
