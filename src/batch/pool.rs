//! Items and a function → its values, worked out by several threads, handed over in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::{Fault, caught};

/// The stack of each thread. Nesting is bounded by the parser, but a thread that waits for the
/// parts of its document may take up a part of another on top, so we leave plenty; the memory is
/// not used until it is needed.
const STACK: usize = 32 << 20;

/// More threads than any machine gains by.
const MOST_THREADS: usize = 256;

/// How many values for each thread may wait for their turn. Values are whole editions in memory;
/// more than this do not pile up behind a slow document.
const AHEAD: usize = 3;

/// How long work may take before [`Event::Slow`].
const SLOW: Duration = Duration::from_millis(500);

/// What is told while the items are worked on.
#[derive(Debug)]
pub enum Event<T> {
    /// The work is taking longer than half a second. Told once at most.
    Slow,
    /// The next item in order is done, or failed by a panic.
    Done(Result<T, Fault>),
}

/// Calls `work` on each of `items`, on up to `threads` threads at once, and `tell` on this thread with
/// each value, in the order of the items.
///
/// `work` runs inside a rayon pool and may divide itself further there. Where the system gives fewer
/// threads, fewer are used; without any, this thread does the work.
///
/// # Errors
///
/// When threads end early, which they do not.
pub fn in_order<I: Sync, T: Send>(
    items: &[I],
    threads: NonZeroUsize,
    work: impl Fn(&I) -> T + Sync,
    mut tell: impl FnMut(Event<T>),
) -> Result<(), String> {
    let crew = crew(threads);
    let Crew::Threads(pool) = &crew else {
        for item in items {
            tell(Event::Done(caught(|| crew.work(|| work(item)))));
        }
        return Ok(());
    };
    let threads = pool.current_num_threads();
    let start = Instant::now();
    // Each item's number is handed out only when there is room for its value. Whoever holds the
    // lowest number is at work on it, so the turn of every value comes.
    let (give, take) = mpsc::channel::<usize>();
    let take = Mutex::new(take);
    let (hand_in, collect) = mpsc::channel();
    let mut numbers = 0..items.len();
    for number in numbers.by_ref().take(threads * AHEAD) {
        give.send(number).expect("the receiver lives as long as this function");
    }
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..threads.min(items.len()) {
            let (take, work, hand_in) = (&take, &work, hand_in.clone());
            let turn = move || {
                loop {
                    let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(number) = next else { return };
                    let value = caught(|| pool.install(|| work(&items[number])));
                    if hand_in.send((number, value)).is_err() {
                        return;
                    }
                }
            };
            match thread::Builder::new().spawn_scoped(scope, turn) {
                Ok(_) => started += 1,
                Err(_) => break,
            }
        }
        drop(hand_in);
        if started == 0 {
            // This thread takes the items to the pool, one after another.
            for item in items {
                tell(Event::Done(caught(|| pool.install(|| work(item)))));
            }
            return Ok(());
        }
        // Moved in here, so that the threads end even if `tell` panics.
        let mut give = Some(give);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut slow = Some(start + SLOW);
        while next < items.len() {
            let received = match slow {
                Some(time) => collect.recv_timeout(time.saturating_duration_since(Instant::now())),
                None => collect.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match received {
                Ok((number, value)) => drop(waiting.insert(number, value)),
                Err(RecvTimeoutError::Timeout) => {
                    slow = None;
                    tell(Event::Slow);
                }
                Err(RecvTimeoutError::Disconnected) => return Err("the threads ended early".to_owned()),
            }
            while let Some(value) = waiting.remove(&next) {
                tell(Event::Done(value));
                next += 1;
                match numbers.next() {
                    Some(number) => {
                        // A thread that is gone shows as `Disconnected` above.
                        let _ = give.as_ref().map(|give| give.send(number));
                    }
                    None => give = None,
                }
            }
        }
        Ok(())
    })
}

/// What `work` comes to inside a rayon pool of up to `threads` threads.
pub fn with_threads<T: Send>(threads: NonZeroUsize, work: impl FnOnce() -> T + Send) -> T {
    crew(threads).work(work)
}

/// Who works.
enum Crew {
    /// The threads of a pool.
    Threads(ThreadPool),
    /// The thread that asks, as a pool of itself. No other thread may hand it work and wait.
    Itself(ThreadPool),
    /// The thread that asks, in whatever pool it is.
    Nobody,
}

impl Crew {
    fn work<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match self {
            Self::Threads(pool) | Self::Itself(pool) => pool.install(work),
            Self::Nobody => work(),
        }
    }
}

/// A crew of `threads` threads, or of as many as the system gives; at the last the thread that asks, on
/// whose stack the work is done then.
fn crew(threads: NonZeroUsize) -> Crew {
    let mut number = threads.get().min(MOST_THREADS);
    while number > 0 {
        // What was begun ends by itself when it turns out that there are not enough.
        if let Ok(pool) = ThreadPoolBuilder::new().num_threads(number).stack_size(STACK).build() {
            return Crew::Threads(pool);
        }
        number /= 2;
    }
    let itself = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    itself.map_or(Crew::Nobody, Crew::Itself)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).expect("not zero in these tests")
    }

    #[test]
    fn values_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..40).collect();
        for number in [1, 2, 7] {
            let mut values = Vec::new();
            // The first are the slowest, so they finish after later ones.
            let work = |item: &u64| {
                thread::sleep(Duration::from_millis(if item.is_multiple_of(7) { 8 } else { 0 }));
                item * 2
            };
            in_order(&items, threads(number), work, |event| {
                if let Event::Done(value) = event {
                    values.push(value.expect("nothing panics here"));
                }
            })
            .expect("there are threads");
            assert_eq!(values, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_panic_stops_only_its_own_item() {
        let mut values = Vec::new();
        let work = |item: &u32| if *item == 1 { panic!("one") } else { *item };
        in_order(&[0, 1, 2], threads(2), work, |event| {
            if let Event::Done(value) = event {
                values.push(value.map_err(|fault| fault.message));
            }
        })
        .expect("there are threads");
        assert_eq!(values, [Ok(0), Err("one".to_owned()), Ok(2)]);
    }

    #[test]
    fn nothing_to_do_is_done_at_once() {
        in_order(&[] as &[u8], threads(2), |item| *item, |_| panic!("nothing happens")).expect("done");
    }

    #[test]
    fn the_values_ahead_of_a_slow_one_are_few() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let begun = AtomicUsize::new(0);
        let items: Vec<usize> = (0..200).collect();
        let mut most = 0;
        let work = |item: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if *item == 0 {
                thread::sleep(Duration::from_millis(50));
            }
        };
        let mut told = 0;
        in_order(&items, threads(2), work, |event| {
            if let Event::Done(_) = event {
                most = most.max(begun.load(Ordering::SeqCst) - told);
                told += 1;
            }
        })
        .expect("there are threads");
        assert!(most <= 2 * AHEAD, "{most} were begun before their turn");
    }

    #[test]
    fn long_work_is_told_of_once() {
        let mut slow = 0;
        let work = |_: &u8| thread::sleep(SLOW + Duration::from_millis(100));
        in_order(&[0, 1], threads(1), work, |event| slow += usize::from(matches!(event, Event::Slow)))
            .expect("there are threads");
        assert_eq!(slow, 1);
    }
}
