//! Paths as written in a text → paths on the disk, without looking at the disk; and paths as shown.

use std::path::{Component, Path, PathBuf};

use super::Refusal;

/// `path`, written with `/` in a file that lies in `folder`, with its `.` and `..` worked out. A
/// path that starts with `/` starts at `root`; one that ends outside `root` is refused.
pub(super) fn join(root: &Path, folder: &Path, path: &str) -> Result<PathBuf, Refusal> {
    let mut joined = if path.starts_with('/') { root } else { folder }.to_path_buf();
    for part in path.split('/') {
        let mut components = Path::new(part).components();
        match (components.next(), components.next()) {
            (None | Some(Component::CurDir), None) => {}
            (Some(Component::ParentDir), None) => {
                if !joined.pop() {
                    return Err(Refusal::Outside);
                }
            }
            (Some(Component::Normal(name)), None) if !part.contains('\0') => joined.push(name),
            // A drive or a share on Windows, a NUL.
            _ => return Err(Refusal::Missing),
        }
    }
    if joined.starts_with(root) { Ok(joined) } else { Err(Refusal::Outside) }
}

/// The ways to read a path in a link or picture, best first: with percent signs decoded, without
/// `?query` and `#part`, and letter by letter.
pub(super) fn readings(path: &str) -> Vec<String> {
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    let mut readings = vec![decoded(path)];
    for reading in [decoded(bare), path.to_string()] {
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// `text` with `%20` and its like replaced; what is no such code, or would not be UTF-8, stays.
pub(super) fn decoded(text: &str) -> String {
    String::from_utf8(decoded_bytes(text)).unwrap_or_else(|_| text.to_string())
}

/// The same for text that may stand for any bytes.
pub(super) fn decoded_bytes(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = match bytes[at..] {
            [b'%', high, low, ..] => hex(high).zip(hex(low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

/// `path` as people see it: as typed, with `/`, without a leading `./`, and without characters
/// that would steer a terminal.
pub(super) fn shown(path: &Path) -> String {
    let mut text = path.to_string_lossy().into_owned();
    if cfg!(windows) {
        text = text.replace('\\', "/");
    }
    while let Some(rest) = text.strip_prefix("./").filter(|rest| !rest.is_empty()) {
        text = rest.to_string();
    }
    text.replace(char::is_control, "\u{FFFD}")
}

/// The file at `location` in `root`, as people see it who typed `folder` for the root.
pub(super) fn shown_in(folder: &Path, root: &Path, location: &Path) -> String {
    shown(&folder.join(location.strip_prefix(root).unwrap_or(location)))
}

/// The way from `folder` to `target`, both canonical: `../settings/pressroom.toml`.
pub(super) fn way(folder: &Path, target: &Path) -> PathBuf {
    let common = folder.components().zip(target.components()).take_while(|(here, there)| here == there);
    let common = common.count();
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    up.chain(target.components().skip(common)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(path: &str) -> Option<String> {
        let joined = join(Path::new("/book"), Path::new("/book/src"), path).ok()?;
        Some(joined.to_string_lossy().into_owned())
    }

    #[test]
    fn a_path_stays_in_the_root() {
        assert_eq!(joined("a.md").as_deref(), Some("/book/src/a.md"));
        assert_eq!(joined("./x//../a.md").as_deref(), Some("/book/src/a.md"));
        assert_eq!(joined("../../book/a.md").as_deref(), Some("/book/a.md"));
        assert_eq!(joined("/etc/passwd").as_deref(), Some("/book/etc/passwd"));
        assert_eq!(joined("../../etc/passwd"), None);
        assert_eq!(joined("../../../../../etc"), None);
        assert_eq!(joined("a\0.md"), None);
        assert_eq!(joined("../../bookshop/a.md"), None);
    }

    #[test]
    fn percent_signs_are_codes_where_they_can_be() {
        assert_eq!(decoded("a%20b%2Fc"), "a b/c");
        assert_eq!(decoded("100%.png"), "100%.png");
        assert_eq!(decoded("%e6%97%a5.md"), "日.md");
        assert_eq!(decoded("%ff.md"), "%ff.md");
        assert_eq!(decoded("%+1"), "%+1");
        assert_eq!(readings("a%20b.png?x=1#y"), ["a b.png?x=1#y", "a b.png", "a%20b.png?x=1#y"]);
    }

    #[test]
    fn paths_are_shown_as_typed() {
        assert_eq!(shown(Path::new("./docs/a.md")), "docs/a.md");
        assert_eq!(shown(Path::new("../a\u{1b}[31m.md")), "../a\u{FFFD}[31m.md");
        assert_eq!(way(Path::new("/a/b/c"), Path::new("/a/x.toml")), Path::new("../../x.toml"));
        assert_eq!(way(Path::new("/a"), Path::new("/a/b/x")), Path::new("b/x"));
    }
}
