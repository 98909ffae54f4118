//! The input of the code generation: the model, the plan and data derived from both.

use std::collections::{HashMap, HashSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{
    Api, Group, Headers, Location, ModuleId, Name, Operation, SecurityScheme, Source, TypeId,
};
use crate::plan::{self, Call, Case, FailureHome, Notice, Plan, failures, shared_failures};
use crate::support::ClientKind;

use super::docs::conditions::Conditions;
use super::rust::ident::ident;

/// The model, its plan, and data that several files need. The data is computed once.
pub struct Context<'a> {
    /// The model.
    pub api: &'a Api,
    /// The plan of the model.
    pub plan: &'a Plan,
    /// The calls, in the order of the model.
    pub calls: Vec<Call<'a>>,
    /// The webhooks, in the order of the model.
    pub notices: Vec<Notice<'a>>,
    /// The modules that have types only: those of messages that are left out.
    pub bare: Vec<ModuleId>,
    /// The conditions on members, in words.
    pub conditions: Conditions,
    documents: Vec<Vec<&'a Source>>,
    headers: HashMap<TypeId, &'a Headers>,
}

impl<'a> Context<'a> {
    /// Collects the calls, webhooks and conditions of the model.
    #[must_use]
    pub fn of(api: &'a Api, plan: &'a Plan) -> Self {
        Self {
            api,
            plan,
            calls: calls(api),
            notices: notices(api, plan),
            bare: bare(api, plan),
            conditions: Conditions::of(api),
            documents: api.documents(),
            headers: headers(api),
        }
    }

    /// Returns the call of the operation at a position.
    #[must_use]
    pub fn call(&self, operation: usize) -> Option<Call<'a>> {
        Call::of(self.api, self.api.operations.get(operation)?)
    }

    /// Returns the cases of the enum of failures of an operation.
    #[must_use]
    pub fn failures(&self, operation: &'a Operation) -> Vec<Case<'a>> {
        match self.plan.failures.home(operation.module) {
            FailureHome::Response | FailureHome::Undocumented => Vec::new(),
            FailureHome::Own => failures(self.api, operation),
            FailureHome::Shared(name) => self.shared_failures(name),
        }
    }

    /// Returns the cases of an enum of failures that operations share.
    #[must_use]
    pub fn shared_failures(&self, name: &str) -> Vec<Case<'a>> {
        let modules = self.plan.failures.modules(name);
        let operations = self.calls.iter().map(|call| call.operation);
        shared_failures(
            self.api,
            operations.filter(|it| modules.contains(&it.module)),
        )
    }

    /// Returns the notice of the webhook at a position.
    #[must_use]
    pub fn notice(&self, webhook: usize) -> Option<Notice<'a>> {
        let found = self.api.webhooks.get(webhook)?;
        Some(Notice::of(webhook, found, |id| self.plan.message(id)))
    }

    /// Returns whether the response of an operation states its outcome.
    #[must_use]
    pub fn has_outcomes(&self) -> bool {
        self.calls.iter().any(|call| call.stated().is_some())
    }

    /// Returns whether the crate has the module of shared types, which the front page of a crate
    /// without calls links to.
    #[must_use]
    pub fn has_shared_types(&self) -> bool {
        self.calls.is_empty() || !self.plan.types_of(ModuleId::SHARED).is_empty()
    }

    /// Returns whether the client sends credentials, and the API has schemes of them.
    #[must_use]
    pub fn has_credentials(&self) -> bool {
        let mut schemes = self.api.security_schemes.iter();
        self.plan.client == ClientKind::Plain && schemes.any(SecurityScheme::has_credential)
    }

    /// Returns whether a request has a parameter in a query or a header.
    #[must_use]
    pub fn has_query_or_headers(&self) -> bool {
        let operations = self.calls.iter().map(|call| call.operation);
        let mut parameters = operations.flat_map(|operation| &operation.parameters);
        parameters.any(|parameter| match parameter.location {
            Location::Path => false,
            Location::Query | Location::Header | Location::Cookie => true,
        })
    }

    /// Returns the group of operations with this name, if it is described.
    #[must_use]
    pub fn group(&self, name: &Name) -> Option<&'a Group> {
        let mut groups = self.api.groups.iter();
        groups.find(|group| group.name.rust == name.rust)
    }

    /// Returns the documents whose messages contain a type.
    #[must_use]
    pub fn documents(&self, id: TypeId) -> &[&'a Source] {
        self.documents.get(id.0).map_or(&[], Vec::as_slice)
    }

    /// Returns the headers of which a type is the struct, if it is one.
    #[must_use]
    pub fn headers(&self, id: TypeId) -> Option<&'a Headers> {
        self.headers.get(&id).copied()
    }

    /// Returns whether the type of a message lies in another module than its operation or
    /// webhook. The message then implements its traits in the latter, because a feature can
    /// leave that out and not the type.
    #[must_use]
    pub fn is_elsewhere(&self, id: TypeId, module: ModuleId) -> bool {
        self.api.get(id).module != module
    }

    /// Returns the path of a module below the crate, such as `pay::entry_code`.
    #[must_use]
    pub fn module_path(&self, module: ModuleId) -> String {
        plan::module_path(self.api, module)
    }

    /// Returns the path of a module from the root of the crate, as tokens.
    #[must_use]
    pub fn crate_path(&self, module: ModuleId) -> TokenStream {
        let path = self.module_path(module);
        let path = path.split("::").map(ident);
        quote!(crate #(::#path)*)
    }

    /// Returns the directory of a module.
    #[must_use]
    pub fn directory(&self, module: ModuleId) -> String {
        format!("src/{}", self.module_path(module).replace("::", "/"))
    }

    /// Returns the crate's name in a path.
    #[must_use]
    pub fn crate_name(&self) -> String {
        self.plan.package.name.replace('-', "_")
    }
}

fn calls(api: &Api) -> Vec<Call<'_>> {
    let operations = api.operations.iter();
    let calls = operations.filter_map(|operation| Call::of(api, operation));
    calls.collect()
}

fn headers(api: &Api) -> HashMap<TypeId, &Headers> {
    let answers = api.operations.iter().filter_map(|it| it.headers.as_ref());
    let webhooks = api.webhooks.iter().filter_map(|it| it.headers.as_ref());
    let headers = answers.chain(webhooks);
    headers.map(|it| (it.values, it)).collect()
}

fn notices<'a>(api: &'a Api, plan: &Plan) -> Vec<Notice<'a>> {
    let webhooks = api.webhooks.iter().enumerate();
    let notices = webhooks.map(|(at, it)| Notice::of(at, it, |id| plan.message(id)));
    notices.collect()
}

/// Returns the modules that have types only.
fn bare(api: &Api, plan: &Plan) -> Vec<ModuleId> {
    let operations = api.operations.iter().map(|it| it.module);
    let messages = operations.chain(api.webhooks.iter().map(|it| it.module));
    let messages: HashSet<ModuleId> = messages.collect();
    let modules = (0..api.modules.len()).map(ModuleId);
    modules
        .filter(|module| *module != ModuleId::SHARED && !messages.contains(module))
        .filter(|module| !plan.types_of(*module).is_empty())
        .collect()
}
