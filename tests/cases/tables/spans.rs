//! Cells of HTML that span rows and columns.

use super::{Exported, export, table, tagged};

/// The rows of the first table in the EPUB, with bars between their cells: `2×3` before one that spans two
/// columns and three rows.
fn rows(made: &Exported) -> Vec<String> {
    let table = made.xhtml.split_once("<table").map_or("", |(_, rest)| rest);
    let table = table.split_once("</table>").map_or("", |(table, _)| table);
    table.split("<tr>").skip(1).map(|row| row.split("</tr>").next().map_or(String::new(), cells)).collect()
}

fn cells(row: &str) -> String {
    let cells = row.split_inclusive("</td>").flat_map(|part| part.split_inclusive("</th>"));
    let cell = |cell: &str| {
        let tag = cell.split('>').next().unwrap_or_default();
        let count = |name: &str| {
            let value = tag.split_once(&format!("{name}=\"")).map_or("1", |(_, value)| value);
            value.split('"').next().unwrap_or_default().to_owned()
        };
        let words: String =
            cell.split('<').map(|piece| piece.split_once('>').map_or(piece, |it| it.1)).collect();
        match (count("colspan"), count("rowspan")) {
            (columns, rows) if columns == "1" && rows == "1" => words,
            (columns, rows) => format!("{columns}×{rows} {words}").trim().to_owned(),
        }
    };
    cells.map(cell).collect::<Vec<_>>().join("|")
}

#[test]
fn every_cell_stands_in_its_column() {
    let cases = [
        (
            "<tr><th rowspan=2>Boat</th><th colspan=2>Crew</th></tr><tr><th>Day</th><th>Night</th></tr>\
             <tr><td>Ann</td><td>3</td><td>5</td></tr>",
            vec!["1×2 Boat|2×1 Crew", "Day|Night", "Ann|3|5"],
        ),
        // Two reach down side by side, one further than the other.
        (
            "<tr><td rowspan=3>a<td rowspan=2>b<td>c<tr><td>d<tr><td>e<td>f<tr><td>g<td>h<td>i",
            vec!["1×3 a|1×2 b|c", "d", "e|f", "g|h|i"],
        ),
        // To the end of its group, and no further.
        (
            "<tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody>",
            vec!["1×2 a|b", "c", "d|e"],
        ),
        ("<tbody><tr><td rowspan=9>a<td>b<tr><td>c</tbody><tr><td>d<td>e", vec!["1×2 a|b", "c", "d|e"]),
        // A head's cell does not reach into the body.
        ("<thead><tr><th rowspan=5>a<th>b</thead><tbody><tr><td>c<td>d</tbody>", vec!["a|b", "c|d"]),
        // As many columns as there are, not as many as are asked for.
        ("<tr><td>a<td>b<tr><td colspan=99>c<tr><td colspan=\"100%\">d", vec!["a|b", "2×1 c", "2×1 d"]),
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", vec!["2×1 a|b", "c|d|e"]),
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f", vec!["2×2 a|b", "c", "d|e|f"]),
        // A row or a column in which no cell begins has nothing to show.
        ("<tr><td rowspan=3>a<td>b<tr><tr><td>c<tr><td>d<td>e", vec!["1×2 a|b", "c", "d|e"]),
        ("<tr><td colspan=3>a<td>b<tr><td colspan=3>c<td>d", vec!["a|b", "c|d"]),
        // A row that is too short is filled.
        ("<tr><td>a<td colspan=2>b<tr><td>c<td>d<td>e<tr><td>f", vec!["a|2×1 b", "c|d|e", "f||"]),
        // What is no number is 1.
        ("<tr><td rowspan=two colspan=-3>a<td>b<tr><td>c<td>d", vec!["a|b", "c|d"]),
        ("<tr><td colspan=0>a<td>b<tr><td>c<td>d", vec!["a|b", "c|d"]),
        // A foot before the body stands behind it.
        ("<tfoot><tr><td>z<td>y</tfoot><tbody><tr><td>a<td>b</tbody>", vec!["a|b", "z|y"]),
    ];
    for (source, expected) in cases {
        let made = table(source);
        assert_eq!(rows(&made), expected, "{source}");
        assert!(made.verified, "{source}: {:?}", made.diagnostics);
        assert!(made.with_code("raw-html").is_empty(), "{source}: {:?}", made.diagnostics);
    }
}

#[test]
fn cells_that_would_overlap_stand_side_by_side() {
    // The second row's cell would reach over the one that comes down from the first.
    let made = table("<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e");
    assert_eq!(rows(&made), ["a|1×2 b|c|", "d||e"]);
    let found = made.with_code("raw-html");
    assert!(found.len() == 1 && found[0].contains("overlap"), "{found:?}");
    assert!(made.verified, "{:?}", made.diagnostics);
}

#[test]
fn a_cell_reaches_over_any_number_of_rows() {
    for count in [64, 65, 66, 300] {
        let rest: String = (2..=count).map(|row| format!("<tr><td>m{row}")).collect();
        let made = table(&format!("<tr><td rowspan={count}>G<td>m1{rest}<tr><td>H<td>last"));
        let rows = rows(&made);
        assert_eq!(rows.len(), count + 1);
        assert_eq!(rows[0], format!("1×{count} G|m1"));
        assert!(rows[1..count].iter().all(|row| row.starts_with('m')), "{count}");
        assert_eq!(rows[count], "H|last");
        assert!(made.verified, "{:?}", made.diagnostics);
    }
}

#[test]
fn a_short_table_cannot_ask_for_millions_of_cells() {
    let made = table("<tr><td rowspan=65534 colspan=1000>a<td colspan=1000 rowspan=65534>b<tr><td>c");
    assert_eq!(rows(&made), ["1×2 a|1×2 b|", "c"]);
    // Every row shifts its one cell by a column.
    let steps: String = (1..900).map(|width| format!("<tr><td colspan={width}><td>x")).collect();
    let made = table(&format!("{steps}{}", "<tr><td>y".repeat(1500)));
    let reported = made.with_code("overfull");
    assert_eq!(reported.iter().filter(|it| it.contains("the table is too large")).count(), 1, "{reported:?}");
    assert_eq!(made.text.matches('x').count() + made.text.matches('y').count(), 899 + 1500);
}

#[test]
fn the_tags_of_a_pdf_tell_spans() {
    let made = table(
        "<tr><th rowspan=2>Size<th colspan=2>Price<tr><th>Summer<th>Winter\
         <tr><td>Small<td>1<td>2<tr><td>Large<td colspan=2>on request",
    );
    let expected = [
        vec!["TH RowSpan=2 Size", "TH ColSpan=2 Price"],
        vec!["TH Summer", "TH Winter"],
        vec!["TD Small", "TD 1", "TD 2"],
        vec!["TD Large", "TD ColSpan=2 on request"],
    ];
    assert_eq!(tagged(&made), expected);
}

#[test]
fn columns_of_html_are_passed_over_unless_they_ask_for_something() {
    let made = table("<colgroup><col><col span=2 class=wide></colgroup><tr><td>a<td>b<td>c");
    assert!(made.with_code("raw-html").is_empty(), "{:?}", made.diagnostics);
    let made = table("<col width=50><col style='color: red'><col width=9><tr><td>a<td>b<td>c");
    let found = made.with_code("raw-html");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("`width`") && found[1].contains("`style`"), "{found:?}");
}

#[test]
fn links_lead_to_a_table_and_to_its_caption() {
    let made = export(
        "[one](#fares) [two](#said) [three](#cell)\n\n<table id=fares><caption id=said>Fares</caption>\
         <tr><td id=cell colspan=2>a<tr><td>b<td>c</table>\n",
    );
    assert_eq!((made.errors, made.with_code("broken-link").len()), (0, 0), "{:?}", made.diagnostics);
    assert!(["fares", "said", "cell"].iter().all(|id| made.xhtml.contains(&format!("id=\"{id}\""))));
}
