//! The call of an operation with the client of the crate, as the page of the operation shows it.
//!
//! The generated documentation builds and validates the request when it is tested. The call
//! is only compiled, and the made-up answer is read in hidden lines.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::context::Context;
use crate::emit::rust::ident::ident;
use crate::layout;
use crate::model::Json;
use crate::plan::{Call, Case, Content, Reply, Success, common_body};
use crate::support::ClientKind;

use super::example::{building, has_content, outcome_test, outcomes, shown};
use super::example_messages::{answer, request};
use super::instance::Writer;
use super::json::formatted;

/// The most failures that a program names.
const NAMED_FAILURES: usize = 2;

/// Returns the program of an operation, or `None` without examples, or if the client does not
/// send it.
pub fn program(cx: &Context<'_>, call: &Call<'_>) -> Option<String> {
    let is_sent = match cx.plan.client {
        ClientKind::None => false,
        ClientKind::Plain => true,
        ClientKind::Signed => call.operation.signed_by.is_some(),
    };
    if !is_sent {
        return None;
    }
    let writer = Writer::new(cx, call.operation.module);
    let request = request(cx.api, call)?;
    let build = building(&writer.object(call.request, &request)?);
    let answer = match &call.reply {
        Reply::Plain(success) if !has_content(success) => None,
        Reply::Plain(_) | Reply::Stated(_) => answer(cx.api, call, &request),
    };
    let sending = CallStatements::of(cx, call, &writer, answer.as_ref())?;
    let gate = "# #[cfg(feature = \"client\")]\n";
    let root = cx.crate_name();
    let client_type = sending.client_type.map(|name| {
        let (root, name) = (writer.scope.root(), ident(name));
        let import = layout::statements(&quote!(use #root::client::#name;));
        format!("{gate}{import}")
    });
    let imports = layout::statements(&writer.scope.imports_with(sending.own));
    let [build, statements] = [&build, &sending.statements].map(layout::statements);
    Some(format!(
        "{}{imports}\n{build}{gate}# let call = |client: &{root}::client::BlockingClient| \
         -> Result<(), Box<dyn std::error::Error>> {{\n{statements}# Ok(())\n# }};\n{}\
         # Ok::<(), Box<dyn std::error::Error>>(())\n",
        client_type.unwrap_or_default(),
        test(cx, call, answer.as_ref())?,
    ))
}

/// The statements that send a request and look at the response.
struct CallStatements {
    /// The type of the module `client` that they use, if there is one.
    client_type: Option<&'static str>,
    /// The names of the operation's module that they use.
    own: &'static [&'static str],
    statements: TokenStream,
}

impl CallStatements {
    fn of(
        cx: &Context<'_>,
        call: &Call<'_>,
        writer: &Writer<'_>,
        answer: Option<&Json>,
    ) -> Option<Self> {
        Some(match (&call.reply, cx.plan.client) {
            (Reply::Stated(stated), ClientKind::None | ClientKind::Plain) => {
                let outcomes = outcomes(cx.api, *stated, answer?)?;
                Self {
                    client_type: None,
                    own: &["Outcome"],
                    statements: quote! {
                        let response = client.send(&request)?;
                        match response.outcome() { #outcomes }
                    },
                }
            }
            (Reply::Stated(stated), ClientKind::Signed) => {
                let outcomes = outcomes(cx.api, *stated, answer?)?;
                Self {
                    client_type: Some("Sent"),
                    own: &["Outcome"],
                    statements: answered(&quote!(match response.outcome() { #outcomes },)),
                }
            }
            (Reply::Plain(success), ClientKind::Signed) => {
                let look = look(cx, call, success);
                Self {
                    client_type: Some("Sent"),
                    own: &[],
                    statements: answered(&quote!(#look,)),
                }
            }
            (Reply::Plain(success), ClientKind::None | ClientKind::Plain) => {
                let types = writer.scope.imports_with(&[]).to_string();
                let mut words = types.split(|c: char| !c.is_alphanumeric());
                let failures = failures(cx, call, !words.any(|word| word == "Error"));
                Self {
                    client_type: (!failures.arms.is_empty()).then_some("CallError"),
                    own: if failures.names_error {
                        &["Error"]
                    } else {
                        &[]
                    },
                    statements: plain(cx, call, success, &failures.arms),
                }
            }
        })
    }
}

/// Returns the statements that send a request with the client that signs.
fn answered(response: &TokenStream) -> TokenStream {
    quote! {
        match client.send(&request)? {
            Sent::Answer(response) => #response
            Sent::InDoubt(doubt) => println!("inquire, or send the request again: {doubt}"),
        }
    }
}

/// Returns the statements that send a request with the client that does not sign.
fn plain(
    cx: &Context<'_>,
    call: &Call<'_>,
    success: &Success<'_>,
    failures: &[TokenStream],
) -> TokenStream {
    if is_stream(call) {
        return quote! {
            for event in client.send_for_events(&request)? {
                println!("{:?}", event?.read()?);
            }
        };
    }
    if call.operation.redirects() {
        return redirection(failures);
    }
    let is_empty = match success {
        Success::One { content, .. } => content.is_empty(),
        Success::Raw | Success::Several(_) => false,
    };
    let look = look(cx, call, success);
    if failures.is_empty() {
        return if is_empty {
            quote!(client.send(&request)?;)
        } else {
            quote!(let response = client.send(&request)?; #look;)
        };
    }
    let response = if is_empty {
        quote!(())
    } else {
        quote!(response)
    };
    quote! {
        match client.send(&request) {
            Ok(#response) => #look,
            #(#failures)*
            Err(error) => return Err(error.into()),
        }
    }
}

/// Returns the statements that look at the place to which a redirection leads.
fn redirection(failures: &[TokenStream]) -> TokenStream {
    let look = quote!(println!("{:?}", answer.header("location")));
    if failures.is_empty() {
        return quote!(let answer = client.send_for_answer(&request)?; #look;);
    }
    quote! {
        match client.send_for_answer(&request) {
            Ok(answer) => #look,
            #(#failures)*
            Err(error) => return Err(error.into()),
        }
    }
}

/// Returns whether all successes are streams of events.
fn is_stream(call: &Call<'_>) -> bool {
    let contents = call.operation.successes().flat_map(|it| &it.contents);
    let mut kinds = contents.map(|body| body.kind.is_events()).peekable();
    kinds.peek().is_some() && kinds.all(|is_events| is_events)
}

/// Returns the expression that looks at a response.
fn look(cx: &Context<'_>, call: &Call<'_>, success: &Success<'_>) -> TokenStream {
    match success {
        Success::Raw => quote!(println!("{} bytes", response.body().len())),
        Success::One { content, .. } => match content {
            Content::Empty => quote!(println!("done")),
            Content::Bytes(_) => quote!(println!("{} bytes", response.len())),
            Content::Json(_) | Content::Text(..) => shown(cx.api, call),
        },
        Success::Several(_) => quote!(println!("{response:?}")),
    }
}

/// The arms that look at failures.
struct FailureArms {
    arms: Vec<TokenStream>,
    /// True if they name variants of `Error`.
    names_error: bool,
}

fn failures(cx: &Context<'_>, call: &Call<'_>, can_name: bool) -> FailureArms {
    let all = cx.failures(call.operation);
    let own = all.iter().filter(|case| {
        let mut failures = call.operation.failures();
        failures.any(|it| case.statuses.contains(&it.status))
    });
    let own: Vec<&Case<'_>> = own.collect();
    if own.is_empty() || is_stream(call) {
        return FailureArms {
            arms: Vec::new(),
            names_error: false,
        };
    }
    let has_common = own.len() > 1 && common_body(cx.api, &all).is_some();
    if has_common || !can_name {
        let body = if has_common {
            quote!(error.body())
        } else {
            quote!(error.answer())
        };
        let arm = quote! {
            Err(CallError::Failure(error)) => println!("{}: {:?}", error.status(), #body),
        };
        return FailureArms {
            arms: vec![arm],
            names_error: false,
        };
    }
    let arms = own.iter().take(NAMED_FAILURES).map(|case| {
        let name = ident(&case.variant);
        let look = match case.content {
            Content::Empty => quote!(println!("status {}", failure.status())),
            Content::Bytes(_) => quote!(println!("{} bytes", failure.body().len())),
            Content::Json(_) | Content::Text(..) => quote!(println!("{:?}", failure.body())),
        };
        quote!(Err(CallError::Failure(Error::#name(failure))) => #look,)
    });
    FailureArms {
        arms: arms.collect(),
        names_error: true,
    }
}

/// Returns the hidden lines that read an answer, unless it has a number that is not JSON.
fn test(cx: &Context<'_>, call: &Call<'_>, answer: Option<&Json>) -> Option<String> {
    let root = cx.crate_name();
    let module = format!("{root}::{}", cx.module_path(call.operation.module));
    let body = match answer {
        Some(answer) => formatted(answer)?,
        None => String::new(),
    };
    // Line breaks are between the tokens of JSON only, so each line can be hidden.
    let body = body.replace('\n', "\n# ");
    Some(match &call.reply {
        Reply::Stated(stated) => {
            let read =
                format!("# let response = {module}::Response::from_json(br#\"{body}\"#)?;\n");
            format!(
                "{read}{}",
                outcome_test(cx.api, *stated, answer?, &format!("{module}::"))
            )
        }
        Reply::Plain(success) if answer.is_some() || !has_content(success) => format!(
            "# <{module}::Request as {root}::Operation>::read(&{root}::Answer::new({}, \
             br#\"{body}\"#))?;\n",
            call.status()
        ),
        // It has several content types, or one that no text shows.
        Reply::Plain(_) => String::new(),
    })
}
