//! What no browser shows, and no edition.

use super::{assert_says, assert_silent, sound};

#[test]
fn hidden_elements_are_left_out_with_what_they_hold() {
    for hidden in [
        "<div hidden>secret</div>",
        "<div hidden=\"\">\n\nsecret\n\n</div>",
        "<div hidden=\"until-found\">\n\n> secret\n\n- secret\n\n# secret\n\n| secret |\n|---|\n| secret |\n\n```\nsecret\n```\n\n</div>",
        "<div style=\"display:none\"><div>secret</div> secret</div>",
        "<DIV STYLE=\"Color: red; DISPLAY : None !important\">\n\n*secret* `secret`\n\n</DIV>",
        "<section style='display: none;'><section>secret</section>secret</section>",
        "<p style=\"visibility:hidden\">secret</p>",
        "<p hidden>secret",
        "<template>secret <template>secret</template> secret</template>",
        "<noscript>secret</noscript>",
        "<dialog>secret</dialog>",
        "<details hidden><summary>secret</summary>secret</details>",
        "<figure hidden><img src=\"a.png\" alt=\"secret\"><figcaption>secret</figcaption></figure>",
        "<div\n  class=\"x\"\n  hidden>secret</div>",
        "Visible <span hidden>secret *secret*</span> words.",
        "Visible <b style=\"display:none\">secret</b> words.",
        "Visible <a hidden href=\"https://secret.org/\">secret</a> words.",
        "<ul><li>a</li><li hidden>secret<li>b</ul>",
        "<table><tr><th>a</th></tr><tr hidden><td>secret</td></tr><tr><td>b</td></tr></table>",
        "<pre>a <span hidden>secret</span> b</pre>",
        "- a <div hidden>secret\n\n  secret\n\n- b",
    ] {
        let made = sound(&format!("First.\n\n{hidden}\n\nLast."));
        assert_silent(&made, "secret");
        assert_says(&made, "First.");
        assert_says(&made, "Last.");
        let said = made.with_code("raw-html");
        assert!(said.len() == 1 && said[0].contains("was left out with what it holds"), "{hidden}: {said:?}");
    }
}

#[test]
fn what_is_shown_is_printed() {
    for shown in [
        "<div aria-hidden=\"true\">shown</div>",
        "<div class=\"hidden\">shown</div>",
        "<div hidden style=\"display: block\">shown</div>",
        "<div style=\"display: none; display: block\">shown</div>",
        "<div style=\"overflow: hidden\">shown</div>",
        "<!-- <div hidden> -->\n\nshown",
        "`<div hidden>` is shown",
        "\\<div hidden> is shown",
        "<div hidden>x</div>\n\nshown",
        "<span hidden>x</span> shown",
        "a <img src=\"x.png\" alt=\"y\" hidden> shown",
        "<p hidden>x\n\nshown",
    ] {
        assert_says(&sound(&format!("First.\n\n{shown}\n\nLast.")), "shown");
    }
}

#[test]
fn what_hides_is_reported_once_for_each_kind() {
    let made = sound(
        "<div hidden>a</div>\n\n<p hidden>b</p>\n\n<div style=\"display:none\">c</div>\n\n<i style=\"display: none\">d</i>\n\nEnd.",
    );
    let said = made.with_code("raw-html");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("6:1") && said[0].contains("`<div>` with `hidden`"), "{said:?}");
    assert!(said[1].starts_with("10:1") && said[1].contains("`display: none`"), "{said:?}");
}

#[test]
fn what_was_named_before_leads_behind_what_is_hidden() {
    let made = sound("<a id=\"here\"></a>\n\n<div hidden>\n\nsecret\n\n</div>\n\nShown. See [it](#here).");
    assert!(made.with_code("unknown-target").is_empty(), "{:?}", made.diagnostics);
    assert!(made.xhtml.contains("id=\"here\""), "{}", made.xhtml);
}

#[test]
fn what_is_hidden_and_never_shown_again_ends_with_what_holds_it() {
    let made = sound("First.\n\n> <div hidden>\n>\n> secret\n\nLast.");
    assert_silent(&made, "secret");
    assert_says(&made, "Last.");
    let made = sound("First.\n\n<div hidden>\n\nsecret\n\nsecret");
    assert_silent(&made, "secret");
}
