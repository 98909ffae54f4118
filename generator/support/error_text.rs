//! The `Debug` output of errors whose text says everything.

/// Implements `Debug` of an error by its text and its source, because a program shows
/// `Debug` if `main` returns the error or `unwrap` fails. For example, it is
/// `ServerError("a server's URL must begin with `https://` or `http://`")`.
///
/// The text must contain no value of a message and no secret.
macro_rules! debug_as_text {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut shown = f.debug_tuple(stringify!($name));
                shown.field(&self.to_string());
                if let Some(source) = std::error::Error::source(self) {
                    shown.field(&source);
                }
                shown.finish()
            }
        }
    };
}

pub(crate) use debug_as_text;
