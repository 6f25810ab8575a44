//! Makes the data files of dateline.

fn main() {}
