//! The functions that read messages from JSON.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::Doc;

/// Emits the function that reads a request that is a JSON text.
pub fn request_from_json() -> TokenStream {
    let doc = Doc::new("Reads a request that was written earlier, from JSON.")
        .paragraph(
            "It does not validate the request; call [`validate`](Self::validate) for \
             that.",
        )
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns an error if the JSON is malformed, has a wrong type, lacks a \
             required member, or changes a constant.",
        )
        .outer();
    quote! {
        #doc
        #[inline]
        pub fn from_json(json: &[u8]) -> Result<Self, support::DecodeError> {
            support::from_json_request(json)
        }
    }
}

/// Emits the function that reads a response.
pub fn response_methods(is_stated: bool) -> TokenStream {
    if is_stated {
        let errors = "Returns an error if the response cannot be parsed; [`DecodeError::result`] \
                      has the part of its result that was readable.";
        from_json("response", errors, &quote!(RESULT), None)
    } else {
        let errors = "Returns an error if the response cannot be parsed.";
        from_json(
            "response",
            errors,
            &quote!(support::ResultPaths::NONE),
            None,
        )
    }
}

/// Emits the function that reads a notification. `held` follows the expression that reads the
/// value, if the notification holds a value of another type.
pub fn notification_methods(held: Option<&TokenStream>) -> TokenStream {
    let errors = "Returns an error if the notification cannot be parsed.";
    let paths = quote!(support::ResultPaths::NONE);
    from_json("notification", errors, &paths, held)
}

/// Emits the function that reads a message as a program receives it. `paths` are the
/// paths to its result.
fn from_json(
    message: &str,
    errors: &str,
    paths: &TokenStream,
    held: Option<&TokenStream>,
) -> TokenStream {
    let doc = Doc::new(format!("Reads a {message} from JSON."))
        .paragraph(
            "Unknown members, unknown values and values beyond a limit are not errors. \
             Scalars can be strings or native JSON values.",
        )
        .lines(["# Errors".to_owned()])
        .paragraph(errors)
        .outer();
    quote! {
        #doc
        #[inline]
        pub fn from_json(json: &[u8]) -> Result<Self, support::DecodeError> {
            support::from_json(json, &#paths) #held
        }
    }
}
