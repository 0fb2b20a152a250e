//! Settings: TOML that a person wrote, with the line of what is wrong in it.

use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind, Result};

/// Reads a file of settings; `shape` says what it may hold.
///
/// # Errors
///
/// Names the line of what is not TOML, or not of the shape.
pub(crate) fn parse<T: DeserializeOwned>(text: &str, shape: &str) -> Result<T> {
    toml::from_str(text).map_err(|e: toml::de::Error| {
        let error = Error::new(ErrorKind::Settings, e.message().trim_end_matches('.').to_owned());
        let error = match e.span() {
            Some(span) => error.line(line(text, span.start)),
            None => error,
        };
        error.help(shape)
    })
}

/// Returns the line of a place in a text, from 1.
pub(crate) fn line(text: &str, offset: usize) -> u64 {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count() as u64
}
