//! How long is a server waited for, how often is it asked again, and how much may come?

use std::{thread, time::Duration};

/// What a fetcher puts up with.
pub(super) struct Terms {
    /// Finding a server and opening a connection may take this long, each.
    pub(super) connect: Duration,
    /// A server may be silent this long.
    pub(super) silence: Duration,
    /// Pauses before the second attempt, the third and so on; after the last there is no other.
    pub(super) pauses: &'static [Duration],
    /// A server that asks for a longer pause is asked after this one.
    pub(super) longest_pause: Duration,
    /// A file may have this many bytes.
    pub(super) most_bytes: u64,
    /// Are the variables of the environment that name a proxy heeded?
    pub(super) proxy: bool,
    /// Waits for that long.
    pub(super) sleep: Box<dyn Fn(Duration)>,
}

/// Doubled each time: half a minute in all, which outlasts a server that starts anew.
const PAUSES: [Duration; 5] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(16),
];

/// Attempts at one file, however far each of them came. The largest file is half a gigabyte, and a
/// connection that is cut more often will not bring it.
const MOST_ATTEMPTS: u32 = 50;

impl Default for Terms {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            silence: Duration::from_secs(60),
            pauses: &PAUSES,
            // A person waits.
            longest_pause: Duration::from_secs(60),
            // Eight times the largest file that GeoNames gives out.
            most_bytes: 4 << 30,
            proxy: true,
            sleep: Box::new(thread::sleep),
        }
    }
}

/// The attempts at one file so far that failed.
#[derive(Default)]
pub(super) struct Tries {
    attempts: u32,
    /// Of these, those since something new came.
    in_vain: usize,
    /// Bytes of the file that were there at best.
    furthest: u64,
}

impl Tries {
    /// How long to wait until the next attempt, unless that was the last.
    ///
    /// `done` are the bytes of the file that are there, `asked` is the pause that the server asks for.
    pub(super) fn pause(&mut self, terms: &Terms, done: u64, asked: Option<Duration>) -> Option<Duration> {
        if done > self.furthest {
            self.furthest = done;
            self.in_vain = 0;
        }
        let pause = terms.pauses.get(self.in_vain);
        self.in_vain += 1;
        if !self.start_over() {
            return None;
        }
        pause.map(|it| asked.unwrap_or_default().min(terms.longest_pause).max(*it))
    }

    /// Counts an attempt after which the next follows at once; says whether there is a next.
    pub(super) fn start_over(&mut self) -> bool {
        self.attempts += 1;
        self.attempts < MOST_ATTEMPTS
    }

    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(tries: &mut Tries, done: u64, asked: Option<u64>) -> Option<u64> {
        tries.pause(&Terms::default(), done, asked.map(Duration::from_secs)).map(|it| it.as_secs())
    }

    #[test]
    fn pauses_double_and_then_end() {
        let mut tries = Tries::default();
        let pauses: Vec<_> = (0..6).map(|_| seconds(&mut tries, 0, None)).collect();
        assert_eq!(pauses, [Some(1), Some(2), Some(4), Some(8), Some(16), None]);
        assert_eq!(tries.attempts(), 6);
    }

    #[test]
    fn whoever_gets_further_starts_counting_anew_though_not_for_ever() {
        let mut tries = Tries::default();
        assert_eq!(
            [0, 0, 10, 10, 5, 11].map(|it| seconds(&mut tries, it, None).unwrap()),
            [1, 2, 1, 2, 4, 1]
        );
        assert_eq!((12..1000).take_while(|it| seconds(&mut tries, *it, None).is_some()).count(), 43);
    }

    #[test]
    fn a_server_may_ask_for_a_longer_pause_up_to_a_bound() {
        let mut tries = Tries::default();
        assert_eq!(seconds(&mut tries, 0, Some(7)), Some(7));
        assert_eq!(seconds(&mut tries, 0, Some(0)), Some(2));
        assert_eq!(seconds(&mut tries, 0, Some(9999)), Some(60));
    }
}
