//! The text edition: boxes where cells span others, records where there is no room.

use super::{Exported, export};

const FARES: &str = "<table><tr><th rowspan=2>Size<th colspan=2>Price<tr><th>Summer<th>Winter\
                     <tr><td>Small<td>1<td>2<tr><td>Large<td colspan=2>on request</table>\n";

fn form(settings: &str, table: &str) -> Exported {
    let made = export(&format!("---\ntitle: T\ntext:\n  page-marks: false\n{settings}---\n\n{table}"));
    assert!(made.errors == 0 && made.verified, "{table}: {:?}", made.diagnostics);
    made
}

#[test]
fn cells_are_boxes() {
    let made = form("", FARES);
    let expected = "\
┌───────┬─────────────────┐
│ Size  │      Price      │
│       ├────────┬────────┤
│       │ Summer │ Winter │
╞═══════╪════════╪════════╡
│ Small │ 1      │ 2      │
├───────┼────────┴────────┤
│ Large │ on request      │
└───────┴─────────────────┘
";
    assert!(made.text.contains(expected), "{}", made.text);
    let made = form("  ascii: true\n", FARES);
    assert!(made.text.contains("|       +--------+--------+\n"), "{}", made.text);
    assert!(made.text.contains("+=======+========+========+\n"), "{}", made.text);
}

#[test]
fn words_go_on_beside_the_rules_of_the_rows_they_span() {
    let made = form(
        "",
        "<table><tr><td rowspan=2>A cell of many words that takes a good number of lines beside short ones, \
         more than the two rows have room for, so that the last one grows.<td>b<tr><td>c</table>\n",
    );
    let ruled = made.text.lines().filter(|line| line.starts_with('│') && line.ends_with('┤')).count();
    assert_eq!(ruled, 1, "{}", made.text);
}

#[test]
fn records_name_all_heads_of_a_cell() {
    let wide = FARES
        .replace("Summer", "Summerseasonfareswithoutreturn")
        .replace("Winter", "Winterseasonfareswithreturn");
    let made = form("  width: 60\n", &wide);
    assert!(made.text.contains("│ Size: Small\n"), "{}", made.text);
    assert!(made.text.contains("│ Price, Summerseasonfareswithoutreturn: 1\n"), "{}", made.text);
    assert!(made.text.contains("Winterseasonfareswithreturn: on"), "{}", made.text);
}

#[test]
fn text_that_looks_like_rules_is_not_taken_for_them() {
    for words in ["├───┤", "a │ b", "─────────", "+--+ | +--+", "═══"] {
        for ascii in ["", "  ascii: true\n"] {
            form(ascii, &FARES.replace("on request", words));
            form(ascii, &FARES.replace("Summer", words));
        }
    }
}

#[test]
fn heads_of_several_rows_are_told_from_the_body() {
    form("", "<table><thead><tr><th>a<th>b<tr><th>c<th>d</thead><tr><td>e<td>f<tr><td>g<td>h</table>\n");
    form("", "<table><thead><tr><th>a<th>b<tr><th>c<th>d</thead><tr><td>e<td>f</table>\n");
    form("", "<table><thead><tr><th colspan=2>a<tr><th>c<th>d</thead><tr><td><td>f<tr><td><td></table>\n");
    form("", "<table><thead><tr><th colspan=2>a<tr><th>c<th>d</thead></table>\n");
}

#[test]
fn a_table_of_empty_cells_alone_is_an_empty_grid() {
    let made = form("", "> $$\n> x\n> $$\n>\n> |  |\n> |---|\n>\n> harbour\n");
    assert!(made.text.contains("┌───┐\n"), "{}", made.text);
    form("", "<table><tr><th><th><tr><td colspan=2></table>\n");
    form("", "<table><tr><td rowspan=2 colspan=2></table>\n");
}
