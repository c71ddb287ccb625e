//! Files of one folder use each other one way, too.
//!
//! A folder is a unit for those beside it, and its `mod.rs` is a summary: what a file takes from it belongs
//! to the file that it is re-exported from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The circles that stay, by their folder, and why.
const ALLOWED: &[(&str, &[&str], &str)] = &[
    (
        "model",
        &["inline", "run", "stage"],
        "a stage says what its texts are, and they what stage they are of",
    ),
    ("model", &["block", "table"], "a table holds blocks, and is one"),
    ("backend/text", &["blocks", "table"], "a table's cells hold blocks, and a table is one"),
    (
        "reader",
        &["readout", "text"],
        "plain text is read beside what it should say, so what was read holds its reader",
    ),
    ("style", &["page", "sized"], "serde reads a page by the way it is written"),
    ("resolve/pictures/svg", &["hrefs", "prepare"], "a drawing may hold drawings"),
    (
        "parse",
        &[
            "builder", "cells", "close", "displays", "events", "figures", "frame", "hidden", "html",
            "inlines", "listing", "marks", "mask", "nested", "passages", "rows", "tables", "tokens",
        ],
        "HTML holds Markdown, and Markdown HTML: what is open is closed by either",
    ),
];

/// A module's file, by its path in the crate: `layout::stack`.
type Modules = BTreeMap<Vec<String>, PathBuf>;

fn modules(folder: &Path, path: &[String], modules: &mut Modules) {
    for entry in fs::read_dir(folder).expect("src is there") {
        let file = entry.expect("readable").path();
        let name = file.file_stem().expect("named").to_string_lossy().into_owned();
        let inside = [path, std::slice::from_ref(&name)].concat();
        if file.is_dir() {
            self::modules(&file, &inside, modules);
        } else if name == "mod" {
            modules.insert(path.to_vec(), file);
        } else if !path.is_empty() || !matches!(name.as_str(), "lib" | "main") {
            modules.insert(inside, file);
        }
    }
}

/// What a file says, without its comments and its tests.
fn code(file: &Path) -> String {
    let code = fs::read_to_string(file).expect("readable");
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The paths of a tree of imports, `a::{b, c::d as e}`.
fn expand(tree: &str, before: &[String], paths: &mut Vec<Vec<String>>) {
    let names = |path: &str| -> Vec<String> {
        let path = path.split(" as ").next().unwrap_or_default();
        let names = path.split("::").map(str::trim).filter(|name| !name.is_empty());
        [before.to_vec(), names.map(str::to_owned).collect()].concat()
    };
    let Some((head, group)) = tree.split_once('{') else { return paths.push(names(tree)) };
    let group = group.trim_end().strip_suffix('}').unwrap_or(group);
    let (mut depth, mut start) = (0, 0);
    let before = names(head);
    for (at, character) in group.char_indices().chain([(group.len(), ',')]) {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !group[start..at].trim().is_empty() {
                    expand(group[start..at].trim(), &before, paths);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// What a module imports, as paths in the crate; those that it hands on apart.
fn imports(module: &[String], code: &str, modules: &Modules) -> [Vec<Vec<String>>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    for statement in code.split(';') {
        let Some((lead, tree)) = statement.rsplit_once("use ") else { continue };
        let lead = lead.rsplit(['\n', '}', ';']).next().unwrap_or_default().trim();
        let handed_on = match lead {
            "" => 0,
            lead if lead.starts_with("pub") => 1,
            _ => continue,
        };
        let mut paths = Vec::new();
        expand(tree.trim(), &[], &mut paths);
        for path in paths {
            let ups = path.iter().take_while(|name| *name == "super").count();
            let child = [module, &path[..1]].concat();
            let whole = match path[0].as_str() {
                "crate" => path[1..].to_vec(),
                "super" => [&module[..module.len() - ups], &path[ups..]].concat(),
                _ if modules.contains_key(&child) => [module, &path].concat(),
                _ => continue,
            };
            found[handed_on].push(whole);
        }
    }
    found
}

/// The module in which the item at `path` is, behind what modules hand on.
fn home(
    path: &[String],
    modules: &Modules,
    handed_on: &BTreeMap<Vec<String>, Vec<Vec<String>>>,
) -> Vec<String> {
    let mut path = path.to_vec();
    for _ in 0..4 {
        let Some(length) = (1..=path.len()).rev().find(|length| modules.contains_key(&path[..*length]))
        else {
            return Vec::new();
        };
        let next = handed_on.get(&path[..length]).and_then(|all| {
            let item = path.get(length)?;
            all.iter().find(|all| all.last() == Some(item))
        });
        match next {
            Some(next) => path.clone_from(next),
            None => return path[..length].to_vec(),
        }
    }
    path
}

/// Whether `to` can be reached from `from`.
fn reaches<'e>(from: &'e str, to: &str, edges: &'e BTreeMap<String, BTreeSet<String>>) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(at) = open.pop() {
        for next in edges.get(at).into_iter().flatten() {
            if next == to {
                return true;
            }
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}

#[test]
fn files_of_a_folder_use_each_other_one_way() {
    let mut all = Modules::new();
    modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[], &mut all);
    let imports: BTreeMap<_, _> =
        all.iter().map(|(module, file)| (module.clone(), self::imports(module, &code(file), &all))).collect();
    let handed_on = imports.iter().map(|(module, [_, on])| (module.clone(), on.clone())).collect();
    let mut folders: BTreeMap<Vec<String>, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (module, [own, _]) in &imports {
        for path in own {
            let home = home(path, &all, &handed_on);
            let common = module.iter().zip(&home).take_while(|(a, b)| a == b).count();
            if let (Some(from), Some(to)) = (module.get(common), home.get(common))
                && common > 0
            {
                let folder = folders.entry(module[..common].to_vec()).or_default();
                folder.entry(from.clone()).or_default().insert(to.clone());
            }
        }
    }
    let mut wrong = Vec::new();
    let mut met = BTreeSet::new();
    for (folder, edges) in &folders {
        let name = folder.join("/");
        for (from, to) in edges.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to))) {
            if reaches(to, from, edges) {
                let allowed = ALLOWED.iter().position(|(folder, files, _)| {
                    *folder == name && files.contains(&from.as_str()) && files.contains(&to.as_str())
                });
                match allowed {
                    Some(nth) => drop(met.insert(nth)),
                    None => wrong.push(format!("{name}: {from} → {to}")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these imports are parts of circles:\n{}", wrong.join("\n"));
    assert_eq!(met.len(), ALLOWED.len(), "every circle that is allowed is there");
}
