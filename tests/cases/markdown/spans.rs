//! Cells of HTML that span rows and columns.

use crate::support::{Exported, export};

/// The rows of the first table in the EPUB, with bars between their cells.
fn rows(made: &Exported) -> Vec<String> {
    let table = made.xhtml.split_once("<table").map_or("", |(_, rest)| rest);
    let table = table.split_once("</table>").map_or("", |(table, _)| table);
    let rows = table.split("<tr>").skip(1).map(|row| {
        let cells = row.replace("</td>", "|").replace("</th>", "|");
        let mut words = String::new();
        for piece in cells.split('<') {
            words.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        }
        words.trim().trim_end_matches('|').to_owned()
    });
    rows.collect()
}

fn table(rows: &str) -> Exported {
    export(&format!("# T\n\n<table>\n{rows}\n</table>\n"))
}

#[test]
fn every_cell_stands_in_its_column() {
    let cases = [
        (
            "<tr><th rowspan=2>Boat</th><th colspan=2>Crew</th></tr><tr><th>Day</th><th>Night</th></tr>\
             <tr><td>Ann</td><td>3</td><td>5</td></tr>",
            vec!["Boat|Crew|", "|Day|Night", "Ann|3|5"],
        ),
        // Two reach down side by side, one further than the other.
        (
            "<tr><td rowspan=3>a<td rowspan=2>b<td>c<tr><td>d<tr><td>e<td>f<tr><td>g<td>h<td>i",
            vec!["a|b|c", "||d", "|e|f", "g|h|i"],
        ),
        // To the end of its group, and no further.
        (
            "<tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody>",
            vec!["a|b", "|c", "d|e"],
        ),
        ("<tbody><tr><td rowspan=9>a<td>b<tr><td>c</tbody><tr><td>d<td>e", vec!["a|b", "|c", "d|e"]),
        // A head's cell does not reach into the body.
        ("<thead><tr><th rowspan=5>a<th>b</thead><tbody><tr><td>c<td>d</tbody>", vec!["a|b", "c|d"]),
        // As many columns as there are, not as many as are asked for.
        ("<tr><td>a<td>b<tr><td colspan=99>c<tr><td colspan=\"100%\">d", vec!["a|b", "c|", "d|"]),
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", vec!["a||b", "c|d|e"]),
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f", vec!["a||b", "||c", "d|e|f"]),
        // What is no number is 1.
        ("<tr><td rowspan=two colspan=-3>a<td>b<tr><td>c<td>d", vec!["a|b", "c|d"]),
        ("<tr><td colspan=0>a<td>b<tr><td>c<td>d", vec!["a|b", "c|d"]),
    ];
    for (source, expected) in cases {
        let made = table(source);
        let found: Vec<String> = rows(&made).iter().map(|row| row.trim_end_matches('|').to_owned()).collect();
        let expected: Vec<&str> = expected.iter().map(|row| row.trim_end_matches('|')).collect();
        assert_eq!(found, expected, "{source}");
        assert!(made.verified, "{source}: {:?}", made.diagnostics);
    }
}

#[test]
fn a_cell_reaches_over_any_number_of_rows() {
    for count in [64, 65, 66, 300] {
        let rest: String = (2..=count).map(|row| format!("<tr><td>m{row}")).collect();
        let made = table(&format!("<tr><td rowspan={count}>G<td>m1{rest}<tr><td>H<td>last"));
        let rows = rows(&made);
        assert_eq!(rows.len(), count + 1);
        assert_eq!(rows[0], "G|m1");
        assert!(rows[1..count].iter().all(|row| row.starts_with("|m")), "{count}");
        assert_eq!(rows[count], "H|last");
    }
}

#[test]
fn each_table_is_reported_once_at_its_first_span() {
    let made = export(
        "# T\n\n<table>\n<tr><td>a<td>b\n<tr><td colspan=2>c\n<tr><td rowspan=2>d<td>e<tr><td>f\n</table>\n\n\
         <table><tr><th scope=col>a<th scope=col>b<tr><th scope=row>c<td>d</table>\n\n\
         <table><tr><td>a<td colspan=1 rowspan=1>b</table>\n\n\
         <table><tr><th scope=row>a<td colspan=2>b<tr><td>c<td>d<td>e</table>\n",
    );
    let found = made.with_code("raw-html");
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("5:5 ") && found[0].contains("`colspan` and `rowspan`"), "{found:?}");
    assert!(found[1].contains("`scope`") && !found[1].contains("span`"), "{found:?}");
    assert!(found[2].contains("`colspan`, `rowspan` and `scope`"), "{found:?}");
    assert!(made.verified);
}

#[test]
fn a_short_table_cannot_ask_for_millions_of_cells() {
    let made = table("<tr><td rowspan=65534 colspan=1000>a<td colspan=1000 rowspan=65534>b<tr><td>c");
    assert_eq!(rows(&made), ["a|b|", "||c"].map(|row| row.trim_end_matches('|').to_owned()).to_vec());
    // Every row shifts its one cell by a column.
    let steps: String = (1..900).map(|width| format!("<tr><td colspan={width}><td>x")).collect();
    let made = table(&format!("{steps}{}", "<tr><td>y".repeat(1500)));
    let reported = made.with_code("overfull");
    assert_eq!(reported.iter().filter(|it| it.contains("the table is too large")).count(), 1, "{reported:?}");
    assert_eq!(made.text.matches('x').count() + made.text.matches('y').count(), 899 + 1500);
}
