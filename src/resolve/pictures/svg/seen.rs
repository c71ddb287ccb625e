//! Whether a drawing shows anything on its plane.

use usvg::tiny_skia_path::Rect;
use usvg::{Group, Node, Opacity, Paint, Path, Tree};

/// Whether any shape or image that is not transparent meets the plane.
pub(super) fn shows(tree: &Tree) -> bool {
    let plane = Rect::from_xywh(0.0, 0.0, tree.size().width(), tree.size().height());
    plane.is_some_and(|plane| group(tree.root(), plane))
}

fn group(shown: &Group, plane: Rect) -> bool {
    // A filter may draw without shapes.
    let covers = shown.opacity() > Opacity::ZERO
        && !shown.clip_path().is_some_and(|clip| clip.root().children().is_empty());
    covers && (!shown.filters().is_empty() || shown.children().iter().any(|node| one(node, plane)))
}

fn one(node: &Node, plane: Rect) -> bool {
    match node {
        Node::Group(shown) => group(shown, plane),
        Node::Path(path) => painted(path) && meets(path.abs_stroke_bounding_box(), plane),
        Node::Image(image) => image.is_visible() && meets(image.abs_bounding_box(), plane),
        Node::Text(text) => group(text.flattened(), plane),
    }
}

fn painted(path: &Path) -> bool {
    let shows = |paint: &Paint, opacity: Opacity| {
        let shown = match paint {
            Paint::Pattern(pattern) => !pattern.root().children().is_empty(),
            Paint::Color(_) | Paint::LinearGradient(_) | Paint::RadialGradient(_) => true,
        };
        shown && opacity > Opacity::ZERO
    };
    path.is_visible()
        && (path.fill().is_some_and(|fill| shows(fill.paint(), fill.opacity()))
            || path.stroke().is_some_and(|stroke| shows(stroke.paint(), stroke.opacity())))
}

/// Whether two rectangles have more than an edge in common; one without width counts by its middle.
fn meets(bounds: Rect, plane: Rect) -> bool {
    bounds.left() < plane.right()
        && bounds.right() > plane.left()
        && bounds.top() < plane.bottom()
        && bounds.bottom() > plane.top()
}
