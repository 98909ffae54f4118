//! What documents as a whole must be, and the servers that they list.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Server;
use crate::names;
use crate::openapi::{Document, Spanned};

use super::Lowering;

impl Lowering<'_, '_> {
    /// One operation per document, and a product for it.
    pub fn check_documents(&mut self) {
        // What could not be read may have held one.
        let may_have = |document: &Document| {
            let has_unread = document.has_paths && self.diagnostics.has_errors();
            !document.operations.is_empty() || !document.is_whole || has_unread
        };
        if self.is_whole && !self.documents.iter().any(may_have) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::MissingKeyword,
                    None,
                    "the specification describes no operation",
                )
                .help("add an OpenAPI document with `paths` to the directory"),
            );
        }
        for document in self.documents {
            for operation in document.operations.iter().skip(1) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        operation.span,
                        "a second operation in a document is not supported yet",
                    )
                    .at(operation.pointer.clone())
                    .help("give it a document of its own"),
                );
            }
            if let (None, Some(product), false) = (
                document.operations.first(),
                &document.product,
                document.has_paths,
            ) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidExtension,
                        product.span,
                        "`x-product` belongs to a document that describes an operation",
                    )
                    .help("remove it, or add the operation under `paths`"),
                );
            }
        }
    }

    /// The servers of all documents, each once.
    pub fn lower_servers(&mut self) -> Vec<Server> {
        let mut servers: Vec<Server> = Vec::new();
        for document in self.documents {
            for server in &document.servers {
                let url = &server.url.value;
                let description = server.description.as_ref().unwrap_or(&server.url);
                self.check_url(&server.url);
                if let Some(known) = servers.iter().find(|known| known.url == *url) {
                    if known.description != description.value {
                        self.diagnostics.push(
                            Diagnostic::error(
                                Code::InvalidValue,
                                description.span,
                                "another document describes this server in other words",
                            )
                            .help("list the same servers with the same descriptions everywhere"),
                        );
                    }
                    continue;
                }
                match names::constant_name(&description.value) {
                    Ok(constant) if servers.iter().all(|known| known.constant != constant) => {
                        servers.push(Server {
                            constant,
                            url: url.clone(),
                            description: description.value.clone(),
                        });
                    }
                    Ok(constant) => self.diagnostics.push(
                        Diagnostic::error(
                            Code::NameCollision,
                            description.span,
                            format!("two servers would be called `{constant}`"),
                        )
                        .help("describe each server in words of its own"),
                    ),
                    Err(error) => self.diagnostics.push(
                        Diagnostic::error(Code::InvalidName, description.span, error.to_string())
                            .help("describe the server in words: they become its name"),
                    ),
                }
            }
        }
        servers
    }

    /// A server's URL is joined to paths that begin with a slash.
    pub fn check_url(&mut self, url: &Spanned<String>) {
        if !crate::syntax::is_uri(&url.value) || url.value.ends_with('/') {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    url.span,
                    format!("`{}` is not the URL of a server", url.value),
                )
                .help("write an absolute URL without a slash at its end"),
            );
        }
    }
}
