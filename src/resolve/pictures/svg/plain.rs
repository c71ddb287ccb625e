//! A drawing as the library writes it → as it goes into the editions.

/// How many decimals the places of a drawing need, so that none is off by more than a part in a
/// million of its longer side: more where a small plane is drawn large.
pub(super) fn decimals(tree: &usvg::Tree) -> u8 {
    fn largest(group: &usvg::Group) -> f32 {
        let t = group.abs_transform();
        let own = [t.sx, t.ky, t.kx, t.sy].into_iter().fold(0.0, |most: f32, part| most.max(part.abs()));
        group.children().iter().fold(own, |most, node| match node {
            usvg::Node::Group(group) => most.max(largest(group)),
            usvg::Node::Path(_) | usvg::Node::Image(_) | usvg::Node::Text(_) => most,
        })
    }
    let longest = tree.size().width().max(tree.size().height());
    let steps = largest(tree.root()) * 1_000_000.0 / longest;
    // A number of 32 bits has seven digits, and the writer knows powers of ten up to the eighth.
    (4..8).find(|decimals| 10_f32.powi(i32::from(*decimals)) >= steps).unwrap_or(8)
}

/// The drawing without the names of its shapes. Drawing programs give the same name to many, which
/// is no valid XML; and only a filter's picture refers to a shape by its name.
pub(super) fn without_names(written: &str) -> String {
    if written.contains("<feImage") {
        return written.to_owned();
    }
    let mut out = String::with_capacity(written.len());
    for (at, element) in written.split('<').enumerate() {
        if at > 0 {
            out.push('<');
        }
        // The writer puts the name first.
        let named = ["g id=\"", "path id=\"", "image id=\""].iter().find_map(|start| {
            let (_, rest) = element.strip_prefix(start)?.split_once('"')?;
            Some((&start[..start.len() - " id=\"".len()], rest))
        });
        match named {
            Some((name, rest)) => out.extend([name, rest]),
            None => out.push_str(element),
        }
    }
    out
}

/// The drawing with a view box, without which a reader that scales it only cuts it off.
pub(super) fn scaled(written: &str, [width, height]: [f32; 2], scale: f32) -> String {
    let Some((root, rest)) = written.split_once('>') else { return written.to_owned() };
    // A drawing of nothing is a single tag.
    let (root, close) = root.strip_suffix('/').map_or((root, ""), |root| (root, "</svg>"));
    let attributes: Vec<&str> = root
        .split_whitespace()
        .filter(|attribute| !attribute.starts_with("width=") && !attribute.starts_with("height="))
        .collect();
    let (shown_width, shown_height) = (width * scale, height * scale);
    format!(
        r#"{} width="{shown_width}" height="{shown_height}" viewBox="0 0 {width} {height}">{rest}{close}"#,
        attributes.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::without_names;

    #[test]
    fn shapes_lose_their_names_and_what_is_referred_to_keeps_its_own() {
        let written = "<svg><clipPath id=\"c\"><path id=\"p\" d=\"M0\"/></clipPath>\
            <g id=\"a\" clip-path=\"url(#c)\"><path id=\"p\" d=\"M1\"/><image id=\"\"/></g></svg>";
        let expected = "<svg><clipPath id=\"c\"><path d=\"M0\"/></clipPath>\
            <g clip-path=\"url(#c)\"><path d=\"M1\"/><image/></g></svg>";
        assert_eq!(without_names(written), expected);
    }
}
