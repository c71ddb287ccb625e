//! What cells are the heads of.

use super::{Exported, table, tagged};

/// The opening tags of the cells in the EPUB.
fn tags(made: &Exported) -> Vec<String> {
    let cells = made.xhtml.split("<t").filter_map(|piece| {
        let tag = piece.split('>').next()?;
        (tag.starts_with("h ") || tag == "d" || tag.starts_with("d ")).then(|| format!("t{tag}"))
    });
    cells.collect()
}

#[test]
fn heads_say_of_what() {
    let cases = [
        // Before the cells of its row, of that; in a row of heads alone, of its column.
        ("<tr><th>a<td>b<tr><th>c<td>d", vec!["TH Row a", "TD b", "TH Row c", "TD d"]),
        ("<tr><th>a<th>b<tr><th>c<td>d", vec!["TH a", "TH b", "TH Row c", "TD d"]),
        ("<tr><td><th>b<tr><th>c<td>d", vec!["TH", "TH b", "TH Row c", "TD d"]),
        (
            "<tr><th>a<th>b<tr><td>c<td>d<tr><th colspan=2>e",
            vec!["TH a", "TH b", "TD c", "TD d", "TH ColSpan=2 e"],
        ),
        // As it says itself, whatever it is.
        ("<tr><th scope=col>a<td>b<tr><td scope=row>c<td>d", vec!["TH a", "TD b", "TH Row c", "TD d"]),
        (
            "<tbody><tr><th scope=rowgroup colspan=2>a<tr><td>b<td>c</tbody>",
            vec!["TH Both ColSpan=2 a", "TD b", "TD c"],
        ),
        // An empty cell is the head of nothing.
        ("<tr><th><td>b<tr><td>c<td>d", vec!["TD", "TD b", "TD c", "TD d"]),
        // A form to be filled in is no row of heads.
        ("<tr><th>Name<td><tr><th>Age<td>", vec!["TH Row Name", "TD", "TH Row Age", "TD"]),
    ];
    for (source, expected) in cases {
        let made = table(source);
        assert_eq!(tagged(&made).concat(), expected, "{source}");
        assert!(made.verified, "{source}: {:?}", made.diagnostics);
    }
}

#[test]
fn an_epub_has_the_same_heads() {
    let made = table(
        "<thead><tr><th rowspan=2>a<th colspan=2 scope=colgroup>b<tr><th>c<th>d</thead>\
         <tbody><tr><th scope=rowgroup colspan=3>e<tr><th>f<td>g<td>h</tbody>",
    );
    assert_eq!(
        tags(&made),
        [
            "th scope=\"col\" rowspan=\"2\"",
            "th scope=\"colgroup\" colspan=\"2\" class=\"centre\"",
            "th scope=\"col\"",
            "th scope=\"col\"",
            "th scope=\"rowgroup\" colspan=\"3\"",
            "th scope=\"row\" class=\"stub\"",
            "td",
            "td"
        ]
    );
    assert!(made.xhtml.contains("<colgroup></colgroup>\n<colgroup span=\"2\"></colgroup>"), "{}", made.xhtml);
    assert!(made.verified, "{:?}", made.diagnostics);
}

#[test]
fn rows_of_heads_are_a_head_as_far_as_no_cell_reaches_out_of_them() {
    let heads = |source: &str| {
        let made = table(source);
        assert!(made.verified, "{source}: {:?}", made.diagnostics);
        let head = made.xhtml.split_once("</thead>").map_or("", |(head, _)| head);
        head.matches("<tr>").count()
    };
    assert_eq!(heads("<tr><th>a<th>b<tr><th>c<th>d<tr><td>e<td>f"), 2);
    assert_eq!(heads("<tr><th>a<th rowspan=2>b<tr><th>c<tr><td>e<td>f"), 2);
    assert_eq!(heads("<tr><th>a<th rowspan=2>b<tr><td>c<tr><td>e<td>f"), 0, "it heads a row of data as well");
    assert_eq!(heads("<tr><th>a<th>b<tr><th>c<th>d"), 1, "the rest is the body");
    assert_eq!(heads("<thead><tr><td>a<td>b<tr><td>c<td>d</thead><tr><td>e<td>f"), 2);
    assert_eq!(heads("<tr><td>a<td>b<tr><th>c<th>d"), 0);
}

#[test]
fn a_table_with_heads_of_rows_alone_lacks_none() {
    let made = table("<tr><th>a<td>b<tr><th>c<td>d");
    assert!(!made.diagnostics.iter().any(|it| it.contains("a table has no head")), "{:?}", made.diagnostics);
}
