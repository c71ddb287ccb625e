//! `pressroom locate`: a page's number, or a line → the same place in the sources and in all editions.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::Locate;
use super::{Exit, Terminal, Wrong};
use crate::report::printable;
use crate::source;
use crate::verify::{PageMap, PagePlace};

/// Where maps are looked for if none is named.
const OUTPUT: &str = "output";

/// Tells of the place.
pub(super) fn run(typed: &Locate, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let path = match &typed.map {
        Some(path) => path.clone(),
        None => only_map()?,
    };
    let name = path.display();
    let bytes = source::finished(&path)
        .map_err(|why| Wrong::new("locate", format!("`{name}` cannot be read: {why}")))?;
    let map: PageMap = serde_json::from_slice(&bytes)
        .map_err(|error| Wrong::new("locate", format!("`{name}` is no map of pages: {error}")))?;
    let (found, what) = match (&typed.page, typed.text_line, &typed.source) {
        (Some(page), ..) => (map.page(page), format!("page {page}")),
        (None, Some(line), _) => (map.page_of_text_line(line), format!("line {line} of the text edition")),
        (None, None, Some((file, line))) => (map.page_of_source(file, *line), format!("{file}:{line}")),
        (None, None, None) => return Err(Wrong::new("locate", "name a page or a line")),
    };
    match found {
        Some(place) => {
            terminal.print(&told(place));
            Ok(Exit::Done)
        }
        None => {
            let range = match (map.pages.first(), map.pages.last()) {
                (Some(first), Some(last)) => format!("; its pages are {} to {}", first.page, last.page),
                _ => String::new(),
            };
            let message = printable(&format!("`{name}` does not tell of {what}{range}"));
            terminal.tell(&format!("error: {message}\n"));
            Ok(Exit::Errors)
        }
    }
}

/// The map in the usual folder, if it is the only one.
fn only_map() -> Result<PathBuf, Wrong> {
    let entries = fs::read_dir(OUTPUT).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_map =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".pages.json"));
    let mut maps: Vec<PathBuf> = entries.filter(|path| is_map(path)).collect();
    maps.sort();
    match maps.as_slice() {
        [map] => Ok(map.clone()),
        [] => Err(Wrong::new(
            "locate",
            format!("there is no map of pages in `{OUTPUT}/`; `pressroom export --page-map` writes one"),
        )),
        several => Err(Wrong::new(
            "locate",
            format!("there are {} maps of pages in `{OUTPUT}/`; name one", several.len()),
        )),
    }
}

fn told(place: &PagePlace) -> String {
    let mut text = format!("page {}", place.page);
    let source = place.source.as_ref().zip(place.source_line);
    let lines = [
        ("source", source.map(|(file, line)| format!("{file}:{line}"))),
        ("EPUB", place.epub.clone()),
        ("text", place.text_line.map(|line| format!("line {line}"))),
        ("begins", (!place.words.is_empty()).then(|| place.words.clone())),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            text.push_str(&format!("\n  {name:<8}{value}"));
        }
    }
    let lines = text.lines().map(|line| printable(line) + "\n");
    lines.collect()
}
