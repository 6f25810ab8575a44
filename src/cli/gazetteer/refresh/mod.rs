//! How does the gazetteer come by new data?

#[cfg_attr(not(test), expect(dead_code, reason = "no command asks for files yet"))]
mod fetch;
#[cfg(test)]
mod testing;
