//! The facts about a made-up object, on which rules are evaluated.

use crate::text::json::Json;

use crate::model::api::Api;
use crate::model::condition::{Facts, FieldPath};
use crate::model::scalar::Literal;

/// A made-up object.
pub struct Instance<'a> {
    api: &'a Api,
    object: &'a Json,
}

impl<'a> Instance<'a> {
    pub fn new(api: &'a Api, object: &'a Json) -> Self {
        Self { api, object }
    }

    fn find(&self, path: &FieldPath) -> Option<&'a Json> {
        self.api
            .wire_names(path)
            .try_fold(self.object, Json::member)
    }
}

impl Facts for Instance<'_> {
    fn is_present(&self, path: &FieldPath) -> bool {
        self.find(path).is_some()
    }

    fn has(&self, path: &FieldPath, values: &[Literal]) -> bool {
        let found = match self.find(path) {
            Some(Json::Text(text) | Json::Number(text)) => text.clone(),
            Some(Json::Boolean(flag)) => flag.to_string(),
            Some(Json::Null | Json::List(_) | Json::Object(_)) | None => return false,
        };
        values.iter().any(|value| value.to_string() == found)
    }
}
