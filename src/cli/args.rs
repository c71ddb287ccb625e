//! The command line as typed: clap's types, and nothing decided yet.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::backend;
use crate::model::{EpubProfile, LinkPlace, PdfStandards};
use crate::source::Override;
use crate::style::{PageStyle, page_style};

const EXAMPLES: &str = "\
Examples:
  pressroom init my-book                Make a new project that exports at once
  pressroom export                      Export the project in this folder
  pressroom export article.md           Write output/article.pdf, .epub and .txt
  pressroom export book/ -t epub        One edition of a book or of a folder's files
  pressroom check article.md            Show what is wrong, write nothing
  pressroom verify output/*             Prove that the editions say the same

Exit codes: 0 done, 1 errors in the sources, 2 wrong use, 3 stopped by --fail-on";

const EXPORT_EXAMPLES: &str = "\
Examples:
  pressroom export                              The project in this folder
  pressroom export article.md                   output/article.pdf, .epub and .txt
  pressroom export a.md b.md -t pdf -d print    Two documents as PDF in print/
  pressroom export book/                        A folder with book.toml is one book: output/book.pdf
  pressroom export article.md -o a.pdf -o a.epub
  pressroom export article.md -M lang=fr --toc --page-size a4
  generate | pressroom export - -o report.pdf   From standard input";

const CHECK_EXAMPLES: &str = "\
Examples:
  pressroom check
  pressroom check manuscript/ --fail-on warning
  pressroom check article.md --message-format json";

const INIT_EXAMPLES: &str = "\
Examples:
  pressroom init
  pressroom init my-book && cd my-book && pressroom export";

const VERIFY_EXAMPLES: &str = "\
Examples:
  pressroom verify output/*             Do the editions of each document say the same?
  pressroom verify --source book.md book.pdf book.epub book.txt
  pressroom export book.md --verify     Write them, and prove it at once

Exit codes: 0 they say the same, 1 they differ or cannot be read, 2 wrong use, no edition, or nothing to compare with";

const LOCATE_EXAMPLES: &str = "\
Examples:
  pressroom export book.md --page-map
  pressroom locate --page 42            Where printed page 42 begins in the other editions
  pressroom locate --source book.md:120 The page on which that line is printed";

const INSPECT_EXAMPLES: &str = "\
Examples:
  pressroom inspect book.pdf            One screen: what the file is, claims and holds
  pressroom inspect --tags book.pdf     What a screen reader reads, in its order
  pressroom inspect output/*";

const THEMES_EXAMPLES: &str = "\
Examples:
  pressroom themes                      The built-in themes
  pressroom themes book > my.toml       A copy to change
  pressroom themes my.toml              Is it sound?
  pressroom export --theme my.toml";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  pressroom completions bash > ~/.local/share/bash-completion/completions/pressroom
  pressroom completions fish > ~/.config/fish/completions/pressroom.fish";

const MAN_EXAMPLES: &str = "\
Example:
  pressroom man > ~/.local/share/man/man1/pressroom.1";

/// One Markdown source, written as a PDF, an EPUB and a plain-text file that say the same.
#[derive(Debug, Parser)]
#[command(name = "pressroom", version, after_help = EXAMPLES, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// How to tell of it.
    #[command(flatten)]
    pub(super) telling: Telling,
}

impl Arguments {
    /// When to use colours.
    pub fn colours(&self) -> anstream::ColorChoice {
        match self.telling.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the editions of documents
    Export(Export),
    /// Show what is wrong with documents, and write nothing
    Check(Check),
    /// Make a new project that exports at once
    Init(Init),
    /// List the faces, and the scripts that they cover
    Fonts(Fonts),
    /// Prove that finished editions say the same, and what their source says
    Verify(Verify),
    /// Find the place of a printed page in the sources, the EPUB and the text, or the other way round
    Locate(Locate),
    /// Show what finished editions hold: pages, fonts, tags, links, metadata
    Inspect(Inspect),
    /// List the built-in themes, print one to start your own from, or check a theme file
    Themes(Themes),
    /// Print a shell's completions
    Completions(Completions),
    /// Print the manual page
    #[command(after_help = MAN_EXAMPLES)]
    Man,
}

/// `pressroom export`.
#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(super) struct Export {
    /// Write this file; its ending decides the edition (may be repeated)
    #[arg(short, long = "output", value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with_all = ["output_dir", "to"])]
    pub(super) output: Vec<PathBuf>,
    /// Write the editions into this folder
    #[arg(short = 'd', long, value_name = "DIR", default_value = "output", value_hint = ValueHint::DirPath)]
    pub(super) output_dir: PathBuf,
    /// The editions to write, and `cover` for a picture of 1600 × 2560 pixels [default: the editions]
    #[arg(short, long, value_name = "EDITIONS", value_delimiter = ',')]
    #[arg(value_parser = PossibleValuesParser::new(editions()))]
    pub(super) to: Vec<String>,
    /// Read the finished editions and prove that they say what the source says [default: where CI is set]
    #[arg(long, overrides_with = "no_verify")]
    pub(super) verify: bool,
    /// Do not read the finished editions again
    #[arg(long, overrides_with = "verify")]
    pub(super) no_verify: bool,
    /// Verify, and write where each page of the PDF begins in the sources, the EPUB and the text, as
    /// NAME.pages.json beside them
    #[arg(long, conflicts_with = "no_verify")]
    pub(super) page_map: bool,
    /// Which documents.
    #[command(flatten)]
    pub(super) documents: Documents,
}

/// `pressroom check`.
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct Check {
    /// Which documents.
    #[command(flatten)]
    pub(super) documents: Documents,
}

/// Which documents, and how they are worked on.
#[derive(Debug, Args)]
pub(super) struct Documents {
    /// Markdown files, folders, or `-` for standard input [default: the project in this folder]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// What the command line decides for them.
    #[command(flatten)]
    pub(super) settings: Settings,
    /// How many documents to work on at once [default: one for each processor]
    #[arg(short, long, value_name = "NUMBER")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Exit with 3 if there are diagnostics of this severity, or a worse one
    #[arg(long, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
}

/// What the command line decides for documents.
#[derive(Debug, Args)]
pub(super) struct Settings {
    /// Set a key as in front matter: `-M lang=fr` (may be repeated)
    #[arg(short = 'M', long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    pub(super) metadata: Vec<Override>,
    /// Show a list of contents
    #[arg(long, overrides_with = "no_toc")]
    pub(super) toc: bool,
    /// Show no list of contents
    #[arg(long, overrides_with = "toc")]
    pub(super) no_toc: bool,
    /// The deepest heading level in the contents, 1 to 6
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(1..=6))]
    pub(super) toc_depth: Option<u8>,
    /// Number the headings
    #[arg(short = 'N', long)]
    pub(super) number_sections: bool,
    /// The look: the name of a built-in theme, or a theme file in the document's folder
    #[arg(long, value_name = "THEME")]
    pub(super) theme: Option<String>,
    /// The page of the PDF: a name such as a5 or 6x9in, or a size such as 120x190mm
    #[arg(long, value_name = "PAGE", value_parser = page_size)]
    pub(super) page_size: Option<String>,
    /// The standards that the PDF has to meet: ua-1, a-2a, a-2b, a-2u, a-3a, a-4, x-4, or none
    /// [default: ua-1,a-2a where the document allows it]
    #[arg(long, value_name = "STANDARDS", value_parser = pdf_standard)]
    pub(super) pdf_standard: Option<String>,
    /// Put two pages on each side of a sheet of the PDF: booklet, to be folded, or 2up
    #[arg(long, value_name = "WAY", value_parser = PossibleValuesParser::new(["booklet", "2up"]))]
    pub(super) impose: Option<String>,
    /// Whose limits the EPUB heeds: general, kindle, kobo or apple
    #[arg(long, value_name = "PROFILE", value_parser = PossibleValuesParser::new(profiles()))]
    pub(super) epub_profile: Option<String>,
    /// Put the faces into the EPUB
    #[arg(long)]
    pub(super) embed_fonts: bool,
    /// A font file, or a folder of them, to use besides the built-in faces (may be repeated). With
    /// more than one letter of a hundred missing, a PDF is an error; the EPUB and the text edition
    /// are shown in the reader's own fonts
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) font_path: Vec<PathBuf>,
    /// The folder that pictures and included files may come from [default: the document's own]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) root: Option<PathBuf>,
    /// What the text edition is like.
    #[command(flatten)]
    pub(super) text: TextForm,
}

/// What the text edition is like.
#[derive(Debug, Args)]
#[command(next_help_heading = "Text edition")]
pub(super) struct TextForm {
    /// Columns of a line, 40 to 120 [default: 72]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=120))]
    pub(super) width: Option<u16>,
    /// Write ASCII alone: `≠` as `!=`, `é` as `e`
    #[arg(long)]
    pub(super) ascii: bool,
    /// Where addresses stand: in a list after the chapter, inline, or nowhere
    #[arg(long, value_name = "PLACE", value_parser = PossibleValuesParser::new(link_places()))]
    pub(super) links: Option<String>,
    /// End lines as on Windows
    #[arg(long)]
    pub(super) crlf: bool,
    /// Begin chapters with a form feed
    #[arg(long)]
    pub(super) form_feed: bool,
    /// Mark where the pages of the PDF begin: [p. 42]
    #[arg(long)]
    pub(super) page_marks: bool,
}

/// `pressroom init`.
#[derive(Debug, Args)]
#[command(after_help = INIT_EXAMPLES)]
pub(super) struct Init {
    /// The project's folder, made if it is not there
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
}

/// `pressroom fonts`.
#[derive(Debug, Args)]
pub(super) struct Fonts {
    /// A font file, or a folder of them, to list too (may be repeated)
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) font_path: Vec<PathBuf>,
}

/// `pressroom verify`.
#[derive(Debug, Args)]
#[command(after_help = VERIFY_EXAMPLES)]
pub(super) struct Verify {
    /// PDFs, EPUBs and plain-text files; those of one document are found by what they carry and by name
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,
    /// The Markdown file, or the book's folder, that the files have to say the same as
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) source: Option<PathBuf>,
    /// What the editions were made with.
    #[command(flatten)]
    pub(super) settings: Settings,
}

/// `pressroom locate`.
#[derive(Debug, Args)]
#[command(after_help = LOCATE_EXAMPLES)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(super) struct Locate {
    /// The map of the pages, written by `export --page-map` [default: the one in output/]
    #[arg(value_name = "MAP", value_hint = ValueHint::FilePath)]
    pub(super) map: Option<PathBuf>,
    /// The number of a page, as printed
    #[arg(long, value_name = "NUMBER", group = "what")]
    pub(super) page: Option<String>,
    /// A line of the text edition
    #[arg(long, value_name = "LINE", group = "what")]
    pub(super) text_line: Option<u32>,
    /// A line of a source: `chapter.md:120`
    #[arg(long, value_name = "FILE:LINE", group = "what", value_parser = file_and_line)]
    pub(super) source: Option<(String, u32)>,
}

/// `pressroom inspect`.
#[derive(Debug, Args)]
#[command(after_help = INSPECT_EXAMPLES)]
pub(super) struct Inspect {
    /// PDFs, EPUBs or plain-text files
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,
    /// Show the headings with their pages
    #[arg(long)]
    pub(super) outline: bool,
    /// Show the tag tree of a PDF
    #[arg(long)]
    pub(super) tags: bool,
    /// Show every link
    #[arg(long)]
    pub(super) links: bool,
    /// Show all of that
    #[arg(long)]
    pub(super) all: bool,
}

/// `pressroom themes`.
#[derive(Debug, Args)]
#[command(after_help = THEMES_EXAMPLES)]
pub(super) struct Themes {
    /// A built-in theme to print, or a theme file to check
    #[arg(value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub(super) theme: Option<String>,
}

/// `pressroom completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: Shell,
}

/// How to tell what happens.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(super) struct Telling {
    /// How diagnostics are shown: with their lines, one line each, or one JSON object a line
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(super) message_format: MessageFormat,
    /// When to use colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Show errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Show every diagnostic, and how long each stage took
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub(super) verbose: bool,
}

// The values have no help of their own: clap would then give each a line, and the help of every
// command a page more.

/// `--fail-on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Warning,
    Note,
}

/// `--message-format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    Human,
    Short,
    Json,
}

/// `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// The names of editions that `--to` takes: each backend's name, and its ending where that is
/// another word.
fn editions() -> impl Iterator<Item = clap::builder::PossibleValue> {
    backend::known().map(|backend| {
        let value = clap::builder::PossibleValue::new(backend.name());
        if backend.extension() == backend.name() { value } else { value.alias(backend.extension()) }
    })
}

fn profiles() -> impl Iterator<Item = &'static str> {
    EpubProfile::ALL.into_iter().map(EpubProfile::name)
}

fn link_places() -> impl Iterator<Item = &'static str> {
    LinkPlace::ALL.into_iter().map(LinkPlace::name)
}

fn page_size(typed: &str) -> Result<String, String> {
    match page_style(typed) {
        Some(_) => Ok(typed.to_owned()),
        None => Err(format!("the pages are {}", PageStyle::names().collect::<Vec<_>>().join(", "))),
    }
}

fn pdf_standard(typed: &str) -> Result<String, String> {
    PdfStandards::parse(typed).map(|_| typed.to_owned())
}

fn file_and_line(typed: &str) -> Result<(String, u32), String> {
    let split = typed.rsplit_once(':').and_then(|(file, line)| Some((file.to_owned(), line.parse().ok()?)));
    split.ok_or_else(|| "write it as FILE:LINE, such as chapter.md:120".to_owned())
}

fn key_and_value(typed: &str) -> Result<Override, String> {
    match typed.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok(Override { key: key.trim().to_owned(), value: value.trim().to_owned() })
        }
        Some(_) => Err("there is no key before the `=`".to_owned()),
        None => Err("write it as KEY=VALUE".to_owned()),
    }
}
