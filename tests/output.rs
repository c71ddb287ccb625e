//! Writing: names that any file system takes, files that are whole.

use std::fs;

use pressroom::output::{slug, write};

#[test]
fn a_title_becomes_a_name() {
    let cases = [
        ("The First Book", "the-first-book"),
        ("  Don't — stop, “now”!  ", "dont-stop-now"),
        ("Crème brûlée & Straße", "creme-brulee-strasse"),
        ("Łódź, Ærø, İstanbul", "lodz-aero-istanbul"),
        ("e\u{301}te\u{301}", "ete"),
        ("ﬁn²", "fin2"),
        ("Война и мир", "война-и-мир"),
        ("日本語の本", "日本語の本"),
        ("ភាសាខ្មែរ", "ភាសាខ្មែរ"),
        ("हिन्दी", "हिन्दी"),
        ("../../../../tmp/pwned", "tmp-pwned"),
        ("C:\\Windows\\x", "c-windows-x"),
        ("/etc/passwd\0", "etc-passwd"),
        ("...", "untitled"),
        ("", "untitled"),
        ("🎉", "untitled"),
        ("CON", "con-document"),
        ("com¹", "com1-document"),
        ("LPT9.txt", "lpt9-txt"),
        ("Contents", "contents"),
        ("\"quoted\" <name>|?*", "quoted-name"),
        ("a\u{202E}b", "a-b"),
    ];
    for (title, name) in cases {
        assert_eq!(slug(title), name, "{title:?}");
    }
}

#[test]
fn a_long_title_is_cut_at_a_word() {
    let name = slug(&"very long title ".repeat(20_000));
    assert_eq!(name, "very-long-title-".repeat(5).trim_end_matches('-'));
    assert_eq!(slug(&"x".repeat(300)), "x".repeat(80));
    // Three bytes a letter: 26 letters fit.
    assert_eq!(slug(&"本".repeat(300)), "本".repeat(26));
    // A word that ends exactly at the limit stays whole.
    assert_eq!(slug(&format!("{} {}", "a".repeat(80), "b".repeat(80))), "a".repeat(80));
    // A vowel sign is not parted from its letter.
    let khmer = slug(&"កា".repeat(40));
    assert!(khmer.len() <= 80 && khmer.ends_with('\u{17B6}'), "{khmer}");
    // A thousand marks on one letter are no name.
    assert_eq!(slug(&format!("a{}", "\u{301}".repeat(100_000))), "a");
    assert!(slug(&format!("я{}", "\u{301}".repeat(100_000))).len() <= 80);
}

#[test]
fn a_file_is_written_whole_and_replaced() {
    let folder = tempfile::tempdir().expect("a folder for tests");
    let path = folder.path().join("new/deep/book.txt");
    write(&path, b"one").expect("written");
    write(&path, b"two").expect("written again");
    assert_eq!(fs::read(&path).expect("there"), b"two");
    let beside = fs::read_dir(path.parent().expect("in a folder")).expect("there").count();
    assert_eq!(beside, 1, "a temporary file is left");
}

#[test]
fn a_failure_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder for tests");
    fs::create_dir(folder.path().join("book.pdf")).expect("made");
    assert!(write(&folder.path().join("book.pdf"), b"x").is_err());
    fs::write(folder.path().join("file"), "x").expect("written");
    assert!(write(&folder.path().join("file/book.pdf"), b"x").is_err());
    assert!(write(&folder.path().join(format!("{}.pdf", "x".repeat(300))), b"x").is_err());
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).expect("there").map(|entry| entry.expect("read").file_name()).collect();
    left.sort();
    assert_eq!(left, ["book.pdf", "file"]);
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_permissions_of_any() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder for tests");
    write(&folder.path().join("ours"), b"x").expect("written");
    fs::write(folder.path().join("any"), b"x").expect("written");
    let mode = |name| fs::metadata(folder.path().join(name)).expect("there").permissions().mode();
    assert_eq!(mode("ours"), mode("any"));
}

#[cfg(unix)]
#[test]
fn a_link_is_replaced_and_a_device_is_not() {
    let folder = tempfile::tempdir().expect("a folder for tests");
    let (elsewhere, link) = (folder.path().join("elsewhere"), folder.path().join("book.txt"));
    fs::write(&elsewhere, b"old").expect("written");
    std::os::unix::fs::symlink(&elsewhere, &link).expect("linked");
    write(&link, b"new").expect("written");
    assert_eq!(fs::read(&elsewhere).expect("there"), b"old");
    assert!(fs::symlink_metadata(&link).expect("there").is_file());

    let device = folder.path().join("null");
    std::os::unix::fs::symlink("/dev/null", &device).expect("linked");
    write(&device, b"new").expect("written to the device");
    assert!(fs::symlink_metadata(&device).expect("there").is_symlink());
}
