//! The one integration binary; each module says what belongs there.

/// The rules of ARCHITECTURE.md that the compiler does not check.
mod architecture;
