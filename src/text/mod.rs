//! Which words are where? Spans, tokens, sentences and the one fold of names.
//!
//! Everything here is pure and cannot fail. The invariant: tokens are in text order, do not overlap,
//! and every character that is neither white space nor a control character lies in exactly one.

mod name_key;
mod sentence;
mod span;
mod token;
mod words;

pub use name_key::NameKey;
pub use span::{CodePoints, Span};
pub use token::{Case, Token, TokenKind, Tokens};
pub(crate) use words::{WordSet, WordTable};
