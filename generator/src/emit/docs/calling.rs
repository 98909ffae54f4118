//! The programs on the front page that call an operation by the client of a crate without
//! signatures.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::context::Context;
use crate::emit::credentials;
use crate::emit::rust::ident::ident;
use crate::emit::servers;
use crate::layout;
use crate::model::{Operation, SchemeKind, SecurityScheme};
use crate::plan::{Call, Reply};
use crate::support::{self, ClientKind};

use super::doc::Doc;
use super::example;

/// The program that sends the request of each page of a list. It compiles if the module
/// `client` is enabled.
const PAGING_PROGRAM: &str = include_str!("../../../templates/paging.rs");

/// Adds the sections on the client, if the crate has one without signatures.
pub fn section(doc: Doc, cx: &Context<'_>) -> Doc {
    if cx.plan.client != ClientKind::Plain {
        return doc;
    }
    let doc = doc.lines(["# Send with the client".to_owned()]).paragraph(
        "The module `client`, with the feature `reqwest`, `ureq` or `client`, sends a request \
         with the credentials that its operation needs, and reads the answer. Its errors tell \
         the effect that a call can have had.",
    );
    let doc = match program(cx, "call") {
        Some(program) => doc.program(&format!(
            "# #[cfg(feature = \"ureq\")]\n# const _: () = {{\n{program}# }};\n"
        )),
        None => doc,
    };
    let doc = doc.paragraph(streaming(cx));
    doc.paragraph("A list of several pages is read by a loop of your own:")
        .program(&PAGING_PROGRAM.replace("CRATE", &cx.crate_name()))
}

/// Returns how to call operations whose bodies can be larger than the memory.
fn streaming(cx: &Context<'_>) -> &'static str {
    let has_bytes = |call: &Call<'_>| match &call.reply {
        Reply::Plain(success) => success.has_bytes(),
        Reply::Stated(_) => false,
    };
    if !cx.plan.support.contains(support::UPLOAD) && !cx.calls.iter().any(has_bytes) {
        return "";
    }
    "Files can be larger than the memory: the content of an upload is read while it is sent, and \
     `send_streamed` returns a download while it is received. A transport gives up after 30 \
     seconds, unless its `Timeouts` are longer."
}

/// Returns a program that calls an operation, from the credentials to the response, if an
/// operation has an example or needs no value.
pub fn program(cx: &Context<'_>, main: &str) -> Option<String> {
    let (operation, types, build) = request(cx)?;
    let (name, main) = (ident(&cx.crate_name()), ident(main));
    let (imports, credentials) = match credentials(cx, operation) {
        Some(values) => (
            Some(quote!(use #name::credentials::Credentials;)),
            Some(quote!(.credentials(Credentials::new() #values))),
        ),
        None => (None, None),
    };
    let server = servers::example(cx);
    let head = layout::statements(&quote! {
        use #name::client::{BlockingClient, CallError, Ureq};
        #imports
        #types
    });
    let body = layout::statements(&quote! {
        fn #main() -> Result<(), Box<dyn Error>> {
            let client = BlockingClient::builder()
                .server(#server)
                #credentials
                .transport(Ureq::new())
                .build()?;
            #build
            match client.send(&request) {
                Ok(response) => println!("{response:?}"),
                Err(CallError::InDoubt(doubt)) => println!("it may have taken effect: {doubt}"),
                Err(error) => println!("{error}"),
            }
            Ok(())
        }
    });
    Some(format!("use std::error::Error;\n\n{head}\n{body}"))
}

/// Returns an operation, the imports of its request, and the statements that make it.
fn request<'a>(cx: &Context<'a>) -> Option<(&'a Operation, TokenStream, TokenStream)> {
    if let Some((operation, sample)) = example::first(cx) {
        return Some((operation, sample.types().clone(), sample.build()));
    }
    let mut calls = cx.calls.iter();
    let call = calls.find(|call| cx.plan.has_default(call.request))?;
    let name = ident(&cx.crate_name());
    let module = cx.module_path(call.operation.module);
    let module = module.split("::").map(ident);
    Some((
        call.operation,
        quote!(use #name #(::#module)* ::Request;),
        quote!(let request = Request::builder().build()?;),
    ))
}

/// Returns the setters of the credentials of the first alternative of an operation.
fn credentials(cx: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    let needed = operation.security.first()?.iter();
    let schemes = needed.filter_map(|it| cx.api.security_schemes.get(it.scheme));
    let setters: TokenStream = schemes.map(setter).collect();
    (!setters.is_empty()).then_some(setters)
}

fn setter(scheme: &SecurityScheme) -> TokenStream {
    let name = ident(&scheme.name.rust);
    let variable = credentials::constant_name(scheme).to_string();
    match scheme.kind {
        SchemeKind::MutualTls => quote!(.#name()),
        SchemeKind::Basic => {
            let (user, password) = (format!("{variable}_USER"), format!("{variable}_PASSWORD"));
            quote!(.#name(std::env::var(#user)?, std::env::var(#password)?))
        }
        SchemeKind::ApiKey { .. }
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::OAuth2(_)
        | SchemeKind::OpenIdConnect { .. }
        | SchemeKind::Unknown { .. } => quote!(.#name(std::env::var(#variable)?)),
    }
}
