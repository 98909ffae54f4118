//! Examples of the specification as programs that a reader can copy.
//!
//! The first request of each operation becomes a chain of setters, and its first response
//! becomes the JSON that the program reads, with the ids of the request. The generated
//! documentation compiles and runs the programs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::layout;
use crate::model::{Api, Json, Location, Operation, OutcomeKind, Scalar, Type};
use crate::plan::{Call, Holding, Reply, Stated, Success, holding};
use crate::text::words;

use super::example_messages::{answer, request};
use super::handed_on::{HandedOn, handed_on};
use super::instance::{Built, Form, Writer};
use super::json::formatted;
use crate::emit::context::Context;
use crate::emit::rust::ident::ident;

/// A program that shows an operation.
pub struct Sample {
    imports: TokenStream,
    /// The imports of the request alone.
    types: TokenStream,
    request: Built,
    sending: Sending,
    reading: Reading,
}

/// The statements that prepare a request to be sent.
struct Sending {
    /// The statements.
    statements: TokenStream,
    /// The advice to send it, as the beginning of a comment.
    comment: String,
    /// The variables, as an expression.
    names: String,
}

/// The statements that read a response.
struct Reading {
    /// The text of the answer, unless it has no content.
    answer: Option<String>,
    /// The statements. There are none if the program does not show the answer.
    statements: TokenStream,
    /// A hidden test.
    test: String,
}

/// Returns the first operation that has examples, with its program.
#[must_use]
pub fn first<'a>(cx: &Context<'a>) -> Option<(&'a Operation, Sample)> {
    let mut calls = cx.calls.iter();
    calls.find_map(|call| Some((call.operation, sample(cx, call)?)))
}

/// Returns the program of an operation, or `None` without examples.
pub fn sample(cx: &Context<'_>, call: &Call<'_>) -> Option<Sample> {
    let writer = Writer::new(cx, call.operation.module);
    let sent = request(cx.api, call)?;
    let request = writer.object(call.request, &sent)?;
    let reading = match &call.reply {
        Reply::Plain(success) if has_content(success) => match answer(cx.api, call, &sent) {
            Some(answer) => Reading::plain(cx.api, call, &answer)?,
            // It has several content types, or one that no text shows.
            None => Reading::left_out(),
        },
        Reply::Plain(_) => Reading::empty(call.status()),
        Reply::Stated(stated) => Reading::stated(cx.api, *stated, &answer(cx.api, call, &sent)?)?,
    };
    // The trait and the function that reads an answer.
    let root = writer.scope.root();
    let (own, crate_items): (&[&str], _) = match (&call.reply, call.is_json_text()) {
        (Reply::Plain(_), _) => {
            // A component has another name.
            let is_imported = cx.api.get(call.request).name.rust == "Request";
            let own: &[&str] = if is_imported { &[] } else { &["Request"] };
            let answer = (!reading.statements.is_empty()).then(|| quote!(Answer,));
            (own, quote!(use #root::{#answer Operation};))
        }
        (Reply::Stated(_), false) => (&["Outcome", "Response"], quote!(use #root::Operation;)),
        (Reply::Stated(_), true) => (&["Outcome", "Response"], quote!()),
    };
    let imports = writer.scope.imports_with(own);
    Some(Sample {
        imports: quote!(#imports #crate_items),
        types: writer.scope.imports_with(&[]),
        request,
        sending: Sending::of(call),
        reading,
    })
}

/// Returns whether the success with the lowest status has a content.
pub fn has_content(success: &Success<'_>) -> bool {
    let content = match success {
        Success::Raw => None,
        Success::One { content, .. } => Some(*content),
        Success::Several(cases) => cases.first().map(|case| case.content),
    };
    content.is_some_and(|content| !content.is_empty())
}

/// Returns the outcome of a response.
fn outcome_of(api: &Api, stated: Stated<'_>, response: &Json) -> Option<OutcomeKind> {
    let mut names = api.wire_names(&stated.outcome.status);
    match names.try_fold(response, Json::member) {
        Some(Json::Text(text)) => stated.outcome.kind(text),
        Some(Json::Null | Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_))
        | None => None,
    }
}

impl Sending {
    fn of(call: &Call<'_>) -> Self {
        if call.is_json_text() {
            return Self {
                statements: quote!(let body = serde_json::to_vec(&request)?;),
                comment: "// Send `body`".to_owned(),
                names: "body".to_owned(),
            };
        }
        let parameters = &call.operation.parameters;
        let has = |location| parameters.iter().any(|it| it.location == location);
        let has_query = has(Location::Query) || !call.operation.http.query.is_empty();
        let has_headers = has(Location::Header) || has(Location::Cookie);
        let parts = [
            (true, "path", quote!(request.path())),
            (has_query, "query", quote!(request.query())),
            (has_headers, "headers", quote!(request.headers())),
            (
                call.operation.body.is_some(),
                "body",
                quote!(request.body()?),
            ),
        ];
        let parts: Vec<(&str, TokenStream)> = parts
            .into_iter()
            .filter_map(|(is_there, name, value)| is_there.then_some((name, value)))
            .collect();
        let names: Vec<String> = parts.iter().map(|(name, _)| format!("`{name}`")).collect();
        let statements = parts.iter().map(|(name, value)| {
            let name = ident(name);
            quote!(let #name = #value;)
        });
        let variables: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
        Self {
            statements: quote!(#(#statements)*),
            comment: format!(
                "// Send {} with the method {}",
                words::list(&names),
                call.operation.http.method.as_str()
            ),
            names: match variables.as_slice() {
                [only] => (*only).to_owned(),
                several => format!("({})", several.join(", ")),
            },
        }
    }
}

impl Reading {
    fn left_out() -> Self {
        Self {
            answer: None,
            statements: TokenStream::new(),
            test: String::new(),
        }
    }

    fn empty(status: u16) -> Self {
        let status = Literal::u16_unsuffixed(status);
        Self {
            answer: None,
            statements: quote!(Request::read(&Answer::new(#status, b""))?;),
            test: String::new(),
        }
    }

    fn plain(api: &Api, call: &Call<'_>, answer: &Json) -> Option<Self> {
        let shown = shown(api, call);
        let status = Literal::u16_unsuffixed(call.status());
        Some(Self {
            answer: Some(formatted(answer)?),
            statements: quote! {
                let response = Request::read(&Answer::new(#status, answer))?;
                #shown;
            },
            test: String::new(),
        })
    }

    fn stated(api: &Api, stated: Stated<'_>, answer: &Json) -> Option<Self> {
        let outcomes = outcomes(api, stated, answer)?;
        Some(Self {
            answer: Some(formatted(answer)?),
            statements: quote! {
                let response = Response::from_json(answer)?;
                match response.outcome() { #outcomes }
            },
            test: outcome_test(api, stated, answer, ""),
        })
    }
}

/// Returns the expression that prints a response.
pub fn shown(api: &Api, call: &Call<'_>) -> TokenStream {
    let object = call.response().and_then(|id| api.structure(id));
    let values = object.map(|it| handed_on(api, it.required(), &quote!(response), 0));
    values.iter().flatten().next().map_or_else(
        || quote!(println!("{response:?}")),
        |HandedOn { tokens, .. }| quote!(println!("{}", #tokens)),
    )
}

/// Returns the arms that print the outcome of a response, of which the answer is one.
pub fn outcomes(api: &Api, stated: Stated<'_>, answer: &Json) -> Option<TokenStream> {
    let kind = outcome_of(api, stated, answer);
    let success = success_arm(api, stated)?;
    let [failure, unknown] = [OutcomeKind::Failure, OutcomeKind::Unknown].map(|arm| {
        let url = (kind == Some(arm)).then(|| first_url(api, stated, arm, answer));
        url.flatten()
    });
    Some(quote! {
        #success
        Outcome::Failure(failure) => {
            println!("failed: {:?}, {:?}", failure.code, failure.retry());
            #failure
        }
        Outcome::Unknown(unknown) => {
            println!("unknown: {:?}, {:?}", unknown.code, unknown.retry());
            #unknown
        }
        Outcome::Malformed(malformed) => println!("treat it as unknown: {malformed:?}"),
    })
}

/// Returns the hidden line that checks the outcome of `response`, with the path to the module
/// of the operation.
pub fn outcome_test(api: &Api, stated: Stated<'_>, answer: &Json, path: &str) -> String {
    let Some(kind) = outcome_of(api, stated, answer) else {
        return String::new();
    };
    let variant = match kind {
        OutcomeKind::Success => "Success",
        OutcomeKind::Failure => "Failure",
        OutcomeKind::Unknown => "Unknown",
    };
    format!("# assert!(matches!(response.outcome(), {path}Outcome::{variant}(_)));\n")
}

/// Returns the statements that make and validate a request.
pub fn building(request: &Built) -> TokenStream {
    let tokens = &request.tokens;
    match request.form {
        // `new` does not validate.
        Form::Value => quote! {
            let request = #tokens;
            request.validate()?;
        },
        Form::Builder | Form::RequestBuilder => quote!(let request = #tokens.build()?;),
    }
}

/// Returns the arm of a success, which prints the values that a program needs.
fn success_arm(api: &Api, stated: Stated<'_>) -> Option<TokenStream> {
    let object = api.structure(stated.response)?;
    let members = stated.outcome.success_members.iter();
    let members = members.filter_map(|&member| object.field(member));
    let printed = handed_on(api, members, &quote!(success), 0);
    let printed: Vec<TokenStream> = printed.into_iter().map(|value| value.tokens).collect();
    Some(match printed.as_slice() {
        [] => quote!(Outcome::Success(_) => println!("done"),),
        values => {
            let format = vec!["{}"; values.len()].join(" ");
            quote!(Outcome::Success(success) => println!(#format, #(#values),*),)
        }
    })
}

/// Returns a statement that prints the first URL in a response without success, such as
/// that of a page to which a buyer is redirected.
fn first_url(
    api: &Api,
    stated: Stated<'_>,
    arm: OutcomeKind,
    answer: &Json,
) -> Option<TokenStream> {
    let object = api.structure(stated.response)?;
    let field = answer.members().iter().find_map(|(name, _)| {
        let mut fields = object.fields().map(|(_, field)| field);
        let field = fields.find(|field| field.name.wire == *name)?;
        matches!(field.value.ty, Type::Scalar(Scalar::Uri)).then_some(field)
    })?;
    let name = ident(&field.name.rust);
    let format = format!("{}: {{}}", field.name.rust);
    let owner = ident(arm.as_str());
    let place = quote!(#owner.response.#name);
    let exposed = field.value.sensitive.map(|_| quote!(.expose()));
    match holding(field, api.get(stated.response).usage) {
        Holding::Plain => Some(quote!(println!(#format, #place #exposed);)),
        Holding::Optional | Holding::Null => Some(quote! {
            if let Some(#name) = &#place {
                println!(#format, #name #exposed);
            }
        }),
        Holding::OptionalNull => None,
    }
}

impl Sample {
    /// Returns the program as the body of a function.
    pub fn program(&self) -> String {
        let before = layout::statements(&self.imports);
        let build = layout::statements(&self.build());
        let send = layout::statements(&self.sending.statements);
        let answer = self.reading.answer.as_ref();
        let answer = answer.map(|answer| format!("let answer = br#\"{answer}\"#;\n"));
        let after = layout::statements(&self.reading.statements);
        let end = if self.reading.statements.is_empty() {
            "."
        } else {
            ", and read the response:"
        };
        format!(
            "{before}\n{build}{send}\n{}{end}\n{}{after}{}# let _ = {};\n\
             # Ok::<(), Box<dyn std::error::Error>>(())\n",
            self.sending.comment,
            answer.unwrap_or_default(),
            self.reading.test,
            self.sending.names
        )
    }

    /// Returns the imports of the request.
    pub fn types(&self) -> &TokenStream {
        &self.types
    }

    /// Returns the statements that make and validate the request.
    pub fn build(&self) -> TokenStream {
        building(&self.request)
    }
}
