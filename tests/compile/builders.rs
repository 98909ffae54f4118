//! Programs that build each type with every required field, and without one of them. They
//! are made from the model, so that none is forgotten.

use generator::model::{Api, Base, Scalar, Shape, Struct, Type, TypeDef, Value};
use generator::plan::module_path;

/// A type, and the required fields of its builder, each with a valid argument.
pub struct Builder {
    /// The path of the type.
    path: String,
    /// The fields with their arguments.
    setters: Vec<(String, String)>,
}

/// Returns the types that programs build and that have a required field.
pub fn builders(api: &Api) -> Vec<Builder> {
    let types = api.reachable().filter(|(_, def)| def.usage.written);
    let builders = types.filter_map(|(_, def)| {
        Some(Builder {
            path: path(api, def),
            setters: setters(api, def.shape.as_struct()?),
        })
    });
    builders
        .filter(|builder| !builder.setters.is_empty())
        .collect()
}

impl Builder {
    /// Returns the names of the required fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.setters.iter().map(|(field, _)| field.as_str())
    }

    /// Returns the program that builds the type, without the field `left_out`.
    pub fn program(&self, left_out: Option<&str>) -> String {
        let setters = self.setters.iter();
        let calls = setters.filter(|(field, _)| Some(field.as_str()) != left_out);
        let calls = calls.map(|(field, value)| format!(".{field}({value})"));
        let calls: String = calls.collect();
        format!(
            "fn main() {{ let _ = {}::builder(){calls}.build(); }}\n",
            self.path
        )
    }

    /// Returns the name of the program that sets all fields.
    pub fn slug(&self) -> String {
        let words = self.path.replace("::", "-").replace('_', "-");
        words.to_lowercase()
    }
}

fn path(api: &Api, def: &TypeDef) -> String {
    let module = module_path(api, def.module);
    format!("antom::{module}::{}", def.name.rust)
}

fn setters(api: &Api, object: &Struct) -> Vec<(String, String)> {
    let required = object.demanded();
    required
        .map(|field| (field.name.rust.clone(), argument(api, &field.value)))
        .collect()
}

/// Returns an expression that the setter of a value accepts. It is never run, so it may
/// break rules.
fn argument(api: &Api, value: &Value) -> String {
    match &value.ty {
        Type::Scalar(
            Scalar::Text
            | Scalar::DateTime
            | Scalar::Uri
            | Scalar::Decimal
            | Scalar::Formatted(_)
            | Scalar::Upload,
        ) => r#""1""#.to_owned(),
        Type::Scalar(Scalar::Null) => "Null".to_owned(),
        Type::Scalar(Scalar::Boolean(_)) => "true".to_owned(),
        Type::Scalar(Scalar::Integer(..)) => "1".to_owned(),
        Type::Scalar(Scalar::Float | Scalar::Number) => "1.5".to_owned(),
        Type::Any => "serde_json::Value::Null".to_owned(),
        Type::List(item) => format!("[{}]", argument(api, item)),
        Type::Map(item) => format!(r#"[("1".to_owned(), {})]"#, argument(api, item)),
        Type::Named(id) => {
            let def = api.get(*id);
            match &def.shape {
                Shape::Enum(set) => match set.variants.first() {
                    Some(first) if set.base() == Base::Integer => {
                        format!("{}::{}", path(api, def), first.name.rust)
                    }
                    Some(_) | None => r#""1""#.to_owned(),
                },
                Shape::Union(_) | Shape::Alias(_) => r#""1""#.to_owned(),
                Shape::Struct(object) => {
                    let calls = setters(api, object).into_iter();
                    let calls = calls.map(|(field, value)| format!(".{field}({value})"));
                    let calls: String = calls.collect();
                    format!("{}::builder(){calls}", path(api, def))
                }
            }
        }
    }
}
