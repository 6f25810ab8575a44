//! Directions, as words give them.

/// One of eight directions, or the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Direction {
    /// 1 east, -1 west, 0 neither.
    pub(super) east: i8,
    /// 1 north, -1 south, 0 neither.
    pub(super) north: i8,
}

impl Direction {
    /// The middle of a place.
    pub(super) const MIDDLE: Self = Self { east: 0, north: 0 };

    /// Degrees clockwise from north, in [0, 360).
    pub(super) fn bearing(self) -> f64 {
        f64::from(self.east).atan2(f64::from(self.north)).to_degrees().rem_euclid(360.0)
    }
}

/// The direction of one word: "north", "northern", "northeast", "southwestern"; `central` is the middle.
pub(super) fn of_word(word: &str) -> Option<Direction> {
    if matches!(word, "central" | "mid") {
        return Some(Direction::MIDDLE);
    }
    let stem = word.strip_suffix("ern").or_else(|| word.strip_suffix("ernmost")).unwrap_or(word);
    let simple = |word: &str| match word {
        "north" => Some(Direction { east: 0, north: 1 }),
        "south" => Some(Direction { east: 0, north: -1 }),
        "east" => Some(Direction { east: 1, north: 0 }),
        "west" => Some(Direction { east: -1, north: 0 }),
        _ => None,
    };
    simple(stem).or_else(|| {
        let (first, second) = stem.split_at_checked(5)?;
        join(simple(first)?, simple(second)?)
    })
}

/// Two directions as one: north and east.
pub(super) fn join(first: Direction, second: Direction) -> Option<Direction> {
    let fits = first.east == 0 && first.north != 0 && second.north == 0 && second.east != 0;
    fits.then_some(Direction { east: second.east, north: first.north })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_directions() {
        for (word, bearing) in [
            ("north", 0.0),
            ("northern", 0.0),
            ("northeast", 45.0),
            ("eastern", 90.0),
            ("southeastern", 135.0),
            ("south", 180.0),
            ("southwest", 225.0),
            ("westernmost", 270.0),
            ("northwestern", 315.0),
        ] {
            assert!((of_word(word).unwrap().bearing() - bearing).abs() < 1e-9, "{word}");
        }
        assert_eq!(of_word("central"), Some(Direction::MIDDLE));
        for word in ["eastnorth", "easter", "northsouth", "norther", "", "ümlaut"] {
            assert_eq!(of_word(word), None, "{word}");
        }
    }
}
