//! How long each stage takes, and what comes out, on a document: `cargo bench [-- PATH…]`.
//!
//! Without a path: the handbook, and two documents of the corpora if they are there. Times are of
//! one thread, so that they add up to the CPU's; the best of three runs counts.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pressroom::diagnostic::{Diagnostics, Severity};
use pressroom::source::{self, Input, Request};
use pressroom::{backend, export};

/// Runs of each document; the quickest counts.
const RUNS: usize = 3;

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread is to be had");
    for path in documents() {
        pool.install(|| bench(&path));
    }
    if let Some(peak) = peak_memory() {
        println!("peak memory of all runs: {peak}");
    }
}

/// What to measure.
fn documents() -> Vec<PathBuf> {
    // Cargo passes `--bench`.
    let named: Vec<PathBuf> =
        std::env::args().skip(1).filter(|it| !it.starts_with("--")).map(Into::into).collect();
    if !named.is_empty() {
        return named;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = vec![root.join("source/handbook.md")];
    for corpus in ["seed/article.md", "open/02-rust-book"] {
        let path = root.join("../shared/corpora").join(corpus);
        if path.exists() {
            documents.push(path);
        } else {
            println!("skipped: {corpus} is not here");
        }
    }
    documents
}

fn bench(path: &Path) {
    let inputs = match source::find(path, None) {
        Ok(inputs) => inputs,
        Err(error) => return println!("{error}"),
    };
    for input in inputs {
        let best = (0..RUNS).map(|_| run(&input)).min_by_key(|run| run.total).expect("there are runs");
        println!("{}: {:.3} s, {}", path.display(), best.total.as_secs_f64(), best.made);
        for (stage, time) in best.stages {
            println!("  {stage:<8} {:>7.1} ms", time.as_secs_f64() * 1000.0);
        }
    }
}

struct Run {
    total: Duration,
    stages: Vec<(&'static str, Duration)>,
    made: String,
}

fn run(input: &Input) -> Run {
    let start = Instant::now();
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let read = start.elapsed();
    let export = export(&sources, backend::ALL, &mut diagnostics);
    let total = start.elapsed();
    let mut made = format!(
        "{} pages, {} errors, {} warnings",
        export.pages.unwrap_or(0),
        diagnostics.count(Severity::Error),
        diagnostics.count(Severity::Warning)
    );
    for edition in &export.editions {
        if let Some(bytes) = edition.bytes() {
            made.push_str(&format!(", {} {} bytes", edition.backend.name(), bytes.len()));
        }
    }
    let mut stages = vec![("read", read)];
    stages.extend(export.times);
    Run { total, stages, made }
}

/// The most memory that this process has held, where the system tells.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
