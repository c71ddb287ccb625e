//! Links within links, which no format has: the outer one leads on from what is around the inner ones.

use super::inlines::is_blank;
use crate::model::{Inline, Link, Parsed};

/// The content of `outer`, with what is no link itself made one.
pub(super) fn linked(outer: Link<Parsed>) -> Vec<Inline<Parsed>> {
    if !outer.content.iter().any(holds_link) {
        return vec![Inline::Link(outer)];
    }
    let Link { span, target, title, content } = outer;
    let link = |content| Link { span, target: target.clone(), title: title.clone(), content };
    let mut all = Vec::new();
    let mut around = Vec::new();
    let close = |around: &mut Vec<Inline<Parsed>>, all: &mut Vec<_>| {
        let content = std::mem::take(around);
        match content.iter().all(is_blank) {
            true => all.extend(content),
            false => all.push(Inline::Link(link(content))),
        }
    };
    for inline in content {
        if !holds_link(&inline) {
            around.push(inline);
            continue;
        }
        close(&mut around, &mut all);
        let inside = |content| linked(link(content));
        all.push(match inline {
            Inline::Emphasis(content) => Inline::Emphasis(inside(content)),
            Inline::Strong(content) => Inline::Strong(inside(content)),
            Inline::Strike(content) => Inline::Strike(inside(content)),
            Inline::Subscript(content) => Inline::Subscript(inside(content)),
            Inline::Superscript(content) => Inline::Superscript(inside(content)),
            Inline::SmallCaps(content) => Inline::SmallCaps(inside(content)),
            Inline::Foreign(passage, content) => Inline::Foreign(passage, inside(content)),
            Inline::Ruby(base, reading) => Inline::Ruby(inside(base), reading),
            Inline::Link(_)
            | Inline::Text(_)
            | Inline::Code(_)
            | Inline::Math(_)
            | Inline::Note(..)
            | Inline::Image(_)
            | Inline::Anchor(_)
            | Inline::SoftBreak
            | Inline::HardBreak => inline,
        });
    }
    close(&mut around, &mut all);
    all
}

/// Whether an inline is a link, or holds one.
fn holds_link(inline: &Inline<Parsed>) -> bool {
    matches!(inline, Inline::Link(_)) || inline.content().iter().any(holds_link)
}
