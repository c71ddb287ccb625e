//! What could make a page's text a line longer or shorter, and the cheapest of it.

/// How many lines longer or shorter a page's text may be made.
pub(super) const MOST_VARIED: i64 = 2;

/// Something on a page that could be made a line longer or shorter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub what: What,
    pub longer: Option<i64>,
    pub shorter: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Paragraph(usize),
    SpaceAbove(usize),
}

/// What it costs to make the text so many lines longer, from -2 to 2.
pub(super) fn costs(options: &[Choice]) -> [Option<i64>; 5] {
    let mut best = [None, None, Some(0), None, None];
    for choice in options {
        let before = best;
        for (at, cost) in before.into_iter().enumerate() {
            let Some(cost) = cost else { continue };
            let mut offer = |at: usize, more: Option<i64>| {
                if let (Some(slot), Some(more)) = (best.get_mut(at), more)
                    && slot.is_none_or(|known| cost + more < known)
                {
                    *slot = Some(cost + more);
                }
            };
            offer(at + 1, choice.longer);
            offer(at.wrapping_sub(1), choice.shorter);
        }
    }
    best
}

/// The cheapest choices that make the text `delta` lines longer.
pub(super) fn choices(options: &[Choice], delta: i64) -> Vec<(What, i32)> {
    type Way = Option<(i64, Vec<(What, i32)>)>;
    let mut best: [Way; 5] = [None, None, Some((0, Vec::new())), None, None];
    for choice in options {
        let before = best.clone();
        for (at, way) in before.iter().enumerate() {
            let Some((cost, taken)) = way else { continue };
            let mut offer = |at: usize, more: Option<i64>, lines: i32| {
                if let (Some(slot), Some(more)) = (best.get_mut(at), more)
                    // Of equal ones the last: a gap near the head of the page would be seen first.
                    && slot.as_ref().is_none_or(|(known, _)| cost + more <= *known)
                {
                    let mut taken = taken.clone();
                    taken.push((choice.what, lines));
                    *slot = Some((cost + more, taken));
                }
            };
            offer(at + 1, choice.longer, 1);
            offer(at.wrapping_sub(1), choice.shorter, -1);
        }
    }
    let way = best.get_mut((delta + MOST_VARIED) as usize).and_then(Option::take);
    way.map(|(_, taken)| taken).unwrap_or_default()
}
