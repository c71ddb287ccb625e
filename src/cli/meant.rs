//! Arguments as typed → work as meant.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use super::Wrong;
use super::args::{Check, Documents, Export, FailOn, MessageFormat, Settings, Telling};
use crate::Mapping;
use crate::backend::{self, Backend};
use crate::batch::{Destination, Target};
use crate::diagnostic::Severity;
use crate::report::{Extent, Format, Manner};
use crate::source::{self, Input, Override, Request};

/// What `export` and `check` are to do.
pub(super) struct Work {
    /// The documents, each once, in the order in which they were named.
    pub inputs: Vec<Input>,
    /// What the command line asks of all of them.
    pub request: Request,
    /// What is to come of them.
    pub aim: Aim,
    /// How many threads work.
    pub threads: NonZeroUsize,
    /// The severity from which on the run counts as failed; `None` for errors alone.
    pub fail_on: Option<Severity>,
    /// How it is told.
    pub manner: Manner,
}

/// What is to come of documents.
pub(super) enum Aim {
    /// Diagnostics alone.
    Check,
    /// Editions.
    Export {
        /// Who writes them.
        backends: Vec<&'static dyn Backend>,
        /// Where they go.
        destination: Destination,
        /// Whether they are read again.
        proof: Proof,
        /// Whether a map of the pages is written, too.
        mapping: Mapping,
    },
}

/// Whether finished editions are read again and compared with their manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    Wanted,
    Unwanted,
}

impl Proof {
    /// As it was typed; else where nobody looks at the editions before they are handed out.
    fn of(typed: &Export) -> Self {
        let in_ci = std::env::var("CI").is_ok_and(|value| !matches!(value.trim(), "" | "0" | "false"));
        match (typed.verify || typed.page_map, typed.no_verify) {
            (true, _) => Self::Wanted,
            (false, false) if in_ci => Self::Wanted,
            (false, _) => Self::Unwanted,
        }
    }
}

/// What `pressroom export` means.
pub(super) fn export(typed: Export, telling: &Telling) -> Result<Work, Wrong> {
    let proof = Proof::of(&typed);
    let mapping = if typed.page_map { Mapping::Wanted } else { Mapping::Unwanted };
    let aim = if typed.output.is_empty() {
        Aim::Export {
            backends: if typed.to.is_empty() {
                backend::ALL.to_vec()
            } else {
                chosen(|backend| typed.to.iter().any(|name| is_called(backend, name)))
            },
            destination: Destination::Folder(typed.output_dir),
            proof,
            mapping,
        }
    } else {
        let targets = typed.output.into_iter().map(target).collect::<Result<Vec<_>, _>>()?;
        let backends = chosen(|backend| targets.iter().any(|target| target.backend == backend.name()));
        Aim::Export { backends, destination: Destination::Files(targets), proof, mapping }
    };
    let work = work("export", typed.documents, aim, telling)?;
    if let Aim::Export { destination: Destination::Files(_), .. } = work.aim
        && work.inputs.len() > 1
    {
        let message = format!(
            "`-o` names the files of one document, and here are {}; choose a folder with `-d` instead",
            work.inputs.len()
        );
        return Err(Wrong::new("export", message));
    }
    Ok(work)
}

/// What `pressroom check` means.
pub(super) fn check(typed: Check, telling: &Telling) -> Result<Work, Wrong> {
    work("check", typed.documents, Aim::Check, telling)
}

/// How the run is told of.
pub(super) fn manner(telling: &Telling) -> Manner {
    Manner {
        format: match telling.message_format {
            MessageFormat::Human => Format::Human,
            MessageFormat::Short => Format::Short,
            MessageFormat::Json => Format::Json,
        },
        extent: match (telling.quiet, telling.verbose) {
            (true, _) => Extent::Errors,
            (false, true) => Extent::All,
            (false, false) => Extent::Folded,
        },
    }
}

fn work(command: &'static str, typed: Documents, aim: Aim, telling: &Telling) -> Result<Work, Wrong> {
    Ok(Work {
        inputs: inputs(command, &typed)?,
        threads: typed.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN),
        fail_on: typed.fail_on.map(|severity| match severity {
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
        }),
        manner: manner(telling),
        request: request(typed.settings),
        aim,
    })
}

/// The documents, each once even if it was named twice, by itself and with its folder.
fn inputs(command: &'static str, typed: &Documents) -> Result<Vec<Input>, Wrong> {
    if let Some(root) = &typed.settings.root
        && !root.is_dir()
    {
        return Err(Wrong::new(command, format!("the root `{}` is not a folder", root.display())));
    }
    let mut found = Vec::new();
    if typed.paths.is_empty() {
        let (path, root) = project(command)?;
        found.push(source::find(path, Some(typed.settings.root.as_deref().unwrap_or(root))));
    }
    found.extend(typed.paths.iter().map(|path| source::find(path, typed.settings.root.as_deref())));
    let mut seen = BTreeSet::new();
    let mut inputs = Vec::new();
    for found in found {
        let documents = found.map_err(|error| Wrong::new(command, error.to_string()))?;
        inputs.extend(documents.into_iter().filter(|input| seen.insert(place(input))));
    }
    Ok(inputs)
}

/// The project in the current folder: its sources and its root.
fn project(command: &'static str) -> Result<(&'static Path, &'static Path), Wrong> {
    let here = Path::new(".");
    let sources = Path::new("source");
    if sources.is_dir() {
        Ok((sources, here))
    } else if here.join("pressroom.toml").is_file() || here.join("book.toml").is_file() {
        Ok((here, here))
    } else {
        let message = "there is no project in this folder: no `source/`, `pressroom.toml` or `book.toml`; \
                       name a Markdown file, or make a project with `pressroom init`";
        Err(Wrong::new(command, message))
    }
}

/// What makes an input the same as another: its true path. Standard input has none.
fn place(input: &Input) -> Option<PathBuf> {
    match input {
        Input::File { path, .. } => Some(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
        Input::Book { folder } => Some(fs::canonicalize(folder).unwrap_or_else(|_| folder.clone())),
        Input::Stdin { .. } => None,
    }
}

/// What the command line asks of documents.
pub(super) fn request(typed: Settings) -> Request {
    Request { overrides: overrides(&typed), font_paths: typed.font_path }
}

/// The options that are short for keys, after `-M`, so that `-M toc=true --no-toc` means no.
fn overrides(typed: &Settings) -> Vec<Override> {
    let set = |key: &str, value: String| Override { key: key.to_owned(), value };
    let mut overrides = typed.metadata.clone();
    // https://reproducible-builds.org/specs/source-date-epoch/
    let moment = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|moment| !moment.trim().is_empty());
    overrides.extend(moment.map(|moment| set("source-date-epoch", moment)));
    overrides.extend(typed.toc.then(|| set("toc", "true".to_owned())));
    overrides.extend(typed.no_toc.then(|| set("toc", "false".to_owned())));
    overrides.extend(typed.toc_depth.map(|depth| set("toc-depth", depth.to_string())));
    overrides.extend(typed.number_sections.then(|| set("number-sections", "true".to_owned())));
    overrides.extend(typed.theme.clone().map(|name| set("theme", name)));
    overrides.extend(typed.impose.clone().map(|way| set("print.impose", way)));
    overrides.extend(typed.epub_profile.clone().map(|name| set("epub.profile", name)));
    overrides.extend(typed.embed_fonts.then(|| set("epub.embed-fonts", "true".to_owned())));
    let text = &typed.text;
    overrides.extend(text.width.map(|width| set("text.width", width.to_string())));
    overrides.extend(text.links.clone().map(|place| set("text.links", place)));
    let switches = [
        (text.ascii, "text.ascii"),
        (text.crlf, "text.crlf"),
        (text.form_feed, "text.form-feed"),
        (text.page_marks, "text.page-marks"),
    ];
    overrides.extend(switches.into_iter().filter(|(on, _)| *on).map(|(_, key)| set(key, "true".to_owned())));
    overrides.extend(typed.pdf_standard.clone().map(|names| set("pdf-standard", names)));
    overrides.extend(typed.page_size.clone().map(|name| set("page-size", name)));
    overrides
}

/// The file named by `-o`, with the backend that its ending stands for.
fn target(path: PathBuf) -> Result<Target, Wrong> {
    if path.as_os_str() == "-" {
        let message = "an edition is not written to standard output; name a file, such as `-o book.pdf`";
        return Err(Wrong::new("export", message));
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    match backend::known().find(|backend| backend.extension().eq_ignore_ascii_case(&ending)) {
        Some(backend) => Ok(Target { backend: backend.name(), path }),
        None => {
            let known: Vec<_> = backend::known().map(|backend| format!(".{}", backend.extension())).collect();
            let message =
                format!("`{}` has no ending of an edition; they are {}", path.display(), known.join(", "));
            Err(Wrong::new("export", message))
        }
    }
}

fn chosen(wanted: impl Fn(&dyn Backend) -> bool) -> Vec<&'static dyn Backend> {
    backend::known().filter(|backend| wanted(*backend)).collect()
}

fn is_called(backend: &dyn Backend, name: &str) -> bool {
    name == backend.name() || name == backend.extension()
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::super::args::{Arguments, Command};
    use super::*;

    fn typed(line: &str) -> (Export, Telling) {
        let arguments = Arguments::try_parse_from(line.split(' ')).expect("well formed");
        match arguments.command {
            Command::Export(export) => (export, arguments.telling),
            other => panic!("{other:?} is not export"),
        }
    }

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn editions_go_by_name_and_by_ending() {
        for (line, names) in [
            ("pressroom export - -t txt,pdf", &["pdf", "text"][..]),
            ("pressroom export - -t text", &["text"]),
            ("pressroom export -", &["pdf", "epub", "text"]),
            ("pressroom export - -o b.EPUB -o a.txt", &["epub", "text"]),
        ] {
            let (export, telling) = typed(line);
            let Ok(Work { aim: Aim::Export { backends, .. }, .. }) = super::export(export, &telling) else {
                panic!("{line} is not meant");
            };
            assert_eq!(backends.iter().map(|backend| backend.name()).collect::<Vec<_>>(), names, "{line}");
        }
    }

    #[test]
    fn short_options_stand_above_keys() {
        let (export, _) = typed("pressroom export - -M toc=true -M title=A=B --no-toc --toc-depth 3 -N");
        let overrides = overrides(&export.documents.settings);
        let pairs: Vec<_> = overrides.iter().map(|set| (set.key.as_str(), set.value.as_str())).collect();
        assert_eq!(
            pairs,
            [
                ("toc", "true"),
                ("title", "A=B"),
                ("toc", "false"),
                ("toc-depth", "3"),
                ("number-sections", "true")
            ]
        );
    }

    #[test]
    fn the_last_of_toc_and_no_toc_counts() {
        let (export, _) = typed("pressroom export - --no-toc --toc");
        assert_eq!((export.documents.settings.toc, export.documents.settings.no_toc), (true, false));
    }

    #[test]
    fn standard_output_takes_no_edition() {
        let (export, telling) = typed("pressroom export - -o -");
        assert!(super::export(export, &telling).is_err());
    }
}
