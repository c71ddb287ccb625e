//! No edition that nobody has touched is blamed.

mod grammar;

use std::sync::atomic::{AtomicUsize, Ordering};

use pressroom::diagnostic::Diagnostics;
use pressroom::verify::{Edition, verify};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::support::{Exported, export_files};
use grammar::Author;

/// A picture of one pixel.
const PICTURE: &[u8] = include_bytes!("../proof/grey.png");

/// What is said against the editions of a document, with its source and without.
fn blamed(markdown: &str) -> Vec<String> {
    let made =
        export_files(&[("doc.md", markdown.as_bytes()), ("p.png", PICTURE), ("other.md", b"Other.\n")]);
    let mut found: Vec<String> = ["editions-differ", "not-verified", "internal"]
        .iter()
        .flat_map(|code| made.with_code(code))
        .map(str::to_owned)
        .collect();
    found.extend(blamed_alone(&made).into_iter().map(|message| format!("alone: {message}")));
    found
}

/// The same of the editions alone.
fn blamed_alone(made: &Exported) -> Vec<String> {
    let editions = [("doc.pdf", &*made.pdf), ("doc.epub", &*made.epub), ("doc.txt", made.text.as_bytes())];
    let editions = editions.map(|(name, bytes)| Edition { name, bytes });
    let mut found = Diagnostics::new();
    verify(None, &editions, &mut found);
    found.iter().map(|it| format!("{} ({:?})", it.message, it.help)).collect()
}

/// A number from the environment, for longer runs by hand.
fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn no_random_document_is_blamed() {
    let seed = number("PRESSROOM_SEED", 0);
    let cases = number("PROPTEST_CASES", 40) as u32;
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, random);
    let written = AtomicUsize::new(0);
    let result = runner.run(&vec(any::<u16>(), 1..220), |choices| {
        let document = Author::new(&choices).document();
        if let Ok(folder) = std::env::var("PRESSROOM_DUMP") {
            let name = format!("{folder}/{seed}-{}.md", written.fetch_add(1, Ordering::Relaxed));
            return std::fs::write(name, document).map_err(|error| TestCaseError::fail(error.to_string()));
        }
        match blamed(&document) {
            found if found.is_empty() => Ok(()),
            found => Err(TestCaseError::fail(format!("{document}\n{found:#?}"))),
        }
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}
