//! Numbers that look random and are the same on every machine: SplitMix64.

/// What is drawn for: draws for one purpose say nothing of those for another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// Where a name comes from.
    Origin = 1,
    /// Where a place lies, and its kind.
    Place = 2,
}

/// The draws that belong to one number, whatever else was drawn.
#[derive(Debug)]
pub(super) struct Draws(u64);

impl Draws {
    pub(super) fn new(purpose: Purpose, number: u64) -> Self {
        let mut draws = Self(number ^ ((purpose as u64) << 56));
        draws.0 = draws.next();
        draws
    }

    /// A number below `limit`, or 0 where nothing is below it.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    /// A share from 0 up to 1.
    pub(super) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of some items, which are not none.
    pub(super) fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len() as u64) as usize]
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_even_and_those_of_a_number_its_own() {
        let mut counts = [0; 10];
        for number in 0..10_000 {
            counts[Draws::new(Purpose::Origin, number).below(10) as usize] += 1;
        }
        assert!(counts.iter().all(|it| (900..1100).contains(it)), "{counts:?}");
        let first = |purpose| Draws::new(purpose, 7).below(u64::MAX);
        assert_eq!(first(Purpose::Place), first(Purpose::Place));
        assert_ne!(first(Purpose::Place), first(Purpose::Origin));
    }
}
