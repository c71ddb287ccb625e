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
use crate::batch::{Destination, NamedTarget};
use crate::diagnostic::Severity;
use crate::model;
use crate::report::{Extent, Format, Manner};
use crate::source::{self, Input, Override, Request};

/// What `export` and `check` are to do.
pub(super) struct Work {
    /// The documents, each once, in the order in which they were named.
    pub documents: Vec<Document>,
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

/// A document, and what its editions are called.
pub(super) struct Document {
    /// Where it is read from.
    pub input: Input,
    /// The path of its source without an ending, below the folder that was named; a book's folder.
    /// `None` for standard input, which is called after its title.
    pub name: Option<PathBuf>,
}

impl Document {
    /// `found` where `typed` stands on the command line.
    fn new(input: Input, typed: &Path) -> Self {
        let below = |path: &Path| {
            path.strip_prefix(typed).ok().filter(|path| *path != Path::new("")).map(Path::to_path_buf)
        };
        let name = match &input {
            Input::File { path, .. } => {
                let path = below(path).or_else(|| path.file_name().map(PathBuf::from));
                path.map(|path| path.with_file_name(path.file_stem().unwrap_or_default()))
            }
            // `.` and `book/..` are folders with a name, too.
            Input::Book { folder } => below(folder).or_else(|| {
                let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
                folder.file_name().map(PathBuf::from)
            }),
            Input::Stdin { .. } => None,
        };
        Self { input, name }
    }

    /// Its source as people see it.
    pub fn source(&self) -> String {
        match &self.input {
            Input::File { path, .. } => path.display().to_string(),
            Input::Book { folder } => folder.display().to_string(),
            Input::Stdin { .. } => "standard input".to_owned(),
        }
    }
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

impl Aim {
    /// Where editions go, if there are any.
    pub fn destination(&self) -> &Destination {
        const NOWHERE: &Destination = &Destination::Files(Vec::new());
        match self {
            Self::Check => NOWHERE,
            Self::Export { destination, .. } => destination,
        }
    }
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
        && work.documents.len() > 1
    {
        let message = format!(
            "`-o` names the files of one document, and here are {}; choose a folder with `-d` instead",
            work.documents.len()
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
        documents: documents(command, &typed)?,
        threads: typed.jobs.unwrap_or_else(all_processors),
        fail_on: typed.fail_on.map(|severity| match severity {
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
        }),
        manner: manner(telling),
        request: request(command, &typed.settings)?,
        aim,
    })
}

/// As many threads as there are processors.
pub(super) fn all_processors() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The documents, each once even if it was named twice, by itself and with its folder.
fn documents(command: &'static str, typed: &Documents) -> Result<Vec<Document>, Wrong> {
    if let Some(root) = &typed.settings.root
        && !root.is_dir()
    {
        return Err(Wrong::new(command, format!("the root `{}` is not a folder", root.display())));
    }
    let mut found = Vec::new();
    if typed.paths.is_empty() {
        let (path, root) = project(command)?;
        found.push((path, source::find(path, Some(typed.settings.root.as_deref().unwrap_or(root)))));
    }
    let root = typed.settings.root.as_deref();
    found.extend(typed.paths.iter().map(|path| (path.as_path(), source::find(path, root))));
    let mut seen = BTreeSet::new();
    let mut documents = Vec::new();
    for (path, found) in found {
        let inputs = found.map_err(|error| Wrong::new(command, error.to_string()))?;
        let new = inputs.into_iter().filter(|input| seen.insert(place(input)));
        documents.extend(new.map(|input| Document::new(input, path)));
    }
    Ok(documents)
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
///
/// # Errors
///
/// When `SOURCE_DATE_EPOCH` is set to what is no moment.
pub(super) fn request(command: &'static str, typed: &Settings) -> Result<Request, Wrong> {
    let moment = source_date_epoch();
    if let Some(moment) = &moment
        && model::moment(moment).is_none()
    {
        let message =
            format!("SOURCE_DATE_EPOCH is `{moment}`, and should be a number of seconds since 1970");
        return Err(Wrong::new(command, message));
    }
    Ok(Request { overrides: overrides(typed, moment), font_paths: typed.font_path.clone() })
}

/// When this release is made, if the one who builds it says; see
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
fn source_date_epoch() -> Option<String> {
    let moment = std::env::var_os("SOURCE_DATE_EPOCH")?.to_string_lossy().into_owned();
    (!moment.trim().is_empty()).then_some(moment)
}

/// The options that are short for keys, after `-M`, so that `-M toc=true --no-toc` means no.
fn overrides(typed: &Settings, moment: Option<String>) -> Vec<Override> {
    let set = |key: &str, value: String| Override { key: key.to_owned(), value };
    let mut overrides = typed.metadata.clone();
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
fn target(path: PathBuf) -> Result<NamedTarget, Wrong> {
    if path.as_os_str() == "-" {
        let message = "an edition is not written to standard output; name a file, such as `-o book.pdf`";
        return Err(Wrong::new("export", message));
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    match backend::known().find(|backend| backend.extension().eq_ignore_ascii_case(&ending)) {
        Some(backend) => Ok(NamedTarget { backend: backend.name(), path }),
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
        let overrides = overrides(&export.documents.settings, None);
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
