//! How many live somewhere, roughly: on a scale of ones, twos and fives.

/// Inhabitants on a scale that takes five bits: 0 for none known, then one step at 1, 2, 5, 10, 20, 50 and so on
/// up to five thousand million.
///
/// ```
/// use dateline::gazetteer::Magnitude;
///
/// assert_eq!(Magnitude::of(0), Magnitude::default());
/// assert_eq!(Magnitude::of(2_100_000), Magnitude::of(4_900_000));
/// assert!(Magnitude::of(19_999) < Magnitude::of(20_000));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Magnitude(u8);

impl Magnitude {
    /// The magnitude of a number of inhabitants.
    #[must_use]
    pub const fn of(inhabitants: u64) -> Self {
        let (mut step, mut bound, mut ten) = (0, 1, 1);
        while step < Self::MOST && inhabitants >= bound {
            step += 1;
            bound = match step % 3 {
                1 => ten * 2,
                2 => ten * 5,
                _ => {
                    ten *= 10;
                    ten
                }
            };
        }
        Self(step)
    }

    /// The largest number a magnitude is stored as.
    pub(super) const MOST: u8 = 31;

    /// The number it is stored as, at most [`Magnitude::MOST`].
    pub(super) const fn number(self) -> u8 {
        self.0
    }

    /// The magnitude of the number it is stored as.
    pub(super) const fn from_number(number: u8) -> Self {
        Self(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_begin_at_ones_twos_and_fives() {
        let mut begin = vec![0, 1];
        for number in 2..10_000_u64 {
            if Magnitude::of(number) > Magnitude::of(number - 1) {
                begin.push(number);
            }
        }
        assert_eq!(begin, [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]);
        assert_eq!(Magnitude::of(u64::MAX).number(), Magnitude::MOST);
        assert_eq!(Magnitude::of(9_999_999_999).number(), 30);
    }
}
