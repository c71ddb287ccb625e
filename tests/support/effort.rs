//! How much a computation takes, by the time that processors spend on it alone: what else is done on the
//! machine does not count, so no limit has to be guessed from the clock.
//!
//! Linux tells that time; elsewhere everything is only done.

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// What takes longer does not end: far more than any test needs, also in builds without optimisation.
const LIMIT: Duration = Duration::from_secs(180);
/// What takes less is not worth a comparison.
const LITTLE: Duration = Duration::from_millis(200);
/// How often is looked whether something has ended.
const TURN: Duration = Duration::from_millis(20);
/// The stack of the thread on which a test works.
const STACK: usize = 32 << 20;

/// Asserts that `work` on an input of `size` takes not much more than four times as long as on a quarter of
/// it: in proportion, it takes four times as long, and if it grows with the square, sixteen times. It must
/// not start threads of its own, other than rayon's.
pub fn assert_in_proportion(name: &str, size: usize, work: impl Fn(usize) + Send + Sync + 'static) {
    const MOST: u32 = 10;
    let work = Arc::new(work);
    let spent = |size: usize| {
        let work = Arc::clone(&work);
        spent(name, move || work(size))
    };
    // What is made once, such as tables and faces, is part of the first time alone.
    let Some(quarter) = spent(size / 4).min(spent(size / 4)) else { return };
    let whole = spent(size).unwrap_or_default();
    // What the machine adds now and then, it does not add each time.
    let again = || spent(size).is_some_and(|whole| whole <= quarter * MOST);
    let is_good = whole <= LITTLE || whole <= quarter * MOST || again() || again();
    assert!(is_good, "{name}: {whole:?} for {size}, {quarter:?} for a quarter of it");
}

/// The time that a processor spends on `work`, which must end.
fn spent(name: &str, work: impl FnOnce() + Send + 'static) -> Option<Duration> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().expect("a thread");
    let task = pool.install(|| fs::read_link("/proc/thread-self").ok());
    let task = task.map(|task| Path::new("/proc").join(task).join("schedstat"));
    let so_far = || {
        let line = fs::read_to_string(task.as_ref()?).ok()?;
        line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let (ended, end) = mpsc::channel();
    let before = so_far();
    pool.spawn(move || {
        // Its receiver is there until it has ended, or has taken too long.
        let _ = ended.send(catch_unwind(AssertUnwindSafe(work)));
    });
    loop {
        match end.recv_timeout(TURN) {
            Ok(Ok(())) => return Some(so_far()?.saturating_sub(before?)),
            Ok(Err(panic)) => resume_unwind(panic),
            Err(RecvTimeoutError::Timeout) => {
                assert!(so_far().is_none_or(|spent| spent < LIMIT), "{name}: does not end");
            }
            Err(RecvTimeoutError::Disconnected) => unreachable!("the sender is sent with"),
        }
    }
}

/// What the program says that `command` starts; a panic if it takes too long.
pub fn output(name: &str, command: &mut Command) -> Output {
    let [mut stdout, mut stderr] = [(); 2].map(|()| tempfile::tempfile().expect("there is room"));
    let again = |file: &File| file.try_clone().expect("a descriptor more");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(again(&stdout))
        .stderr(again(&stderr))
        .spawn()
        .expect("the program starts");
    let status = loop {
        if let Some(status) = child.try_wait().expect("it is ours") {
            break status;
        }
        if spent_by(child.id()).is_some_and(|spent| spent >= LIMIT) {
            let _ = child.kill();
            let _ = child.wait();
            panic!("{name}: does not end");
        }
        std::thread::sleep(TURN);
    };
    let read = |file: &mut File| {
        let mut bytes = Vec::new();
        file.rewind().and_then(|()| file.read_to_end(&mut bytes)).expect("it is ours");
        bytes
    };
    Output { status, stdout: read(&mut stdout), stderr: read(&mut stderr) }
}

/// The time that processors have spent on all threads of a process (proc_pid_stat(5)).
fn spent_by(process: u32) -> Option<Duration> {
    const TICKS_A_SECOND: u64 = 100;
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program, in brackets, may hold blanks.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().ok());
    Some(Duration::from_millis(ticks.sum::<Option<u64>>()? * 1000 / TICKS_A_SECOND))
}

/// Work that takes a build with optimisation and one without as long.
fn hash(times: usize, bytes: usize) {
    use sha2::{Digest, Sha256};

    let bytes = vec![0; bytes];
    for _ in 0..times {
        let _ = std::hint::black_box(Sha256::digest(&bytes));
    }
}

#[test]
#[cfg(target_os = "linux")]
#[should_panic(expected = "for a quarter of it")]
fn work_that_grows_with_the_square_is_found() {
    assert_in_proportion("squares", 48_000, |size| hash(size, size));
}

#[test]
fn work_in_proportion_is_let_through() {
    assert_in_proportion("lines", 8_000, |size| hash(size, 1 << 16));
}
