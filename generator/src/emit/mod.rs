//! Generation of Rust items from the model, one function per kind of item.
//!
//! Input: the model and its plan, as a [`Context`]. Output: a [`RustFile`] per Rust file,
//! with tokens that are not formatted yet. This module does not depend on OpenAPI.
#![warn(clippy::wildcard_enum_match_arm)]

mod builder_file;
mod context;
mod credentials;
pub mod docs;
mod files;
mod items;
mod record;
mod root;
mod rust;
mod rust_file;
mod servers;
mod testing;
mod unicode;
mod webhooks;

use items::{answers, events, outcome, result_code, signature};

pub use context::Context;
pub use rust_file::RustFile;

/// A job that creates one Rust file. The files are independent, so the jobs can run in
/// parallel. Tokens are not `Send`, so each file is rendered in the thread of its job.
pub type Job<'a> = Box<dyn Fn() -> RustFile + Send + Sync + 'a>;

/// Returns the jobs of all Rust files.
#[must_use]
pub fn emit<'a>(cx: &'a Context<'a>) -> Vec<Job<'a>> {
    let mut jobs: Vec<Job<'_>> = vec![
        Box::new(|| root::library(cx)),
        Box::new(|| servers::servers(cx)),
        Box::new(|| builder_file::builder(cx)),
    ];
    if cx.has_shared_types() {
        jobs.push(Box::new(|| files::shared(cx)));
    }
    if cx.api.signature().is_some() {
        jobs.push(Box::new(|| signature::file(cx)));
        jobs.push(Box::new(|| testing::table(cx)));
    }
    if cx.has_credentials() {
        jobs.push(Box::new(|| credentials::file(cx)));
    }
    if unicode::is_used(cx) {
        jobs.push(Box::new(|| unicode::file(cx)));
    }
    if cx.plan.failures.shared().next().is_some() {
        jobs.push(Box::new(|| answers::shared(cx)));
    }
    for (name, modules) in cx.plan.failures.shared() {
        jobs.push(Box::new(move || answers::shared_file(cx, name, modules)));
    }
    for group in files::groups(cx) {
        jobs.push(Box::new(move || files::group_module(cx, &group)));
    }
    for &module in &cx.bare {
        jobs.push(Box::new(move || files::bare_module(cx, module)));
    }
    for call in &cx.calls {
        jobs.push(Box::new(move || files::product_module(cx, call)));
        if cx.is_elsewhere(call.request, call.operation.module) {
            jobs.push(Box::new(move || files::request_file(cx, call)));
        }
        for name in answers::exports(cx, call).0 {
            jobs.push(Box::new(move || answers::file(cx, call, name)));
        }
        if events::has_file(cx, call) {
            jobs.push(Box::new(move || events::file(cx, call)));
        }
        if let Some(stated) = call.stated() {
            jobs.push(Box::new(move || result_code::module(cx, &stated)));
            jobs.push(Box::new(move || outcome::module(cx, &stated)));
        }
    }
    if !cx.notices.is_empty() {
        jobs.push(Box::new(|| webhooks::all(cx)));
    }
    for notice in &cx.notices {
        for name in webhooks::files(cx, notice) {
            jobs.push(Box::new(move || webhooks::file(cx, notice, name)));
        }
    }
    for (id, def) in cx.api.reachable() {
        jobs.push(Box::new(move || files::type_file(cx, id, def)));
        let state = def.shape.as_struct().and_then(|it| it.state.as_ref());
        if let Some(state) = state {
            jobs.push(Box::new(move || files::state_file(cx, id, state)));
        }
    }
    jobs
}
