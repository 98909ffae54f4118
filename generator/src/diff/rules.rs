//! The cost of each kind of change, as a table of rules.
//!
//! Input: a kind of change. Output: its [`Rule`] for requests and for responses.
//! `spec/COMPATIBILITY.md` shows this table.

use super::kind::ChangeKind;

/// The effect of a change on the wire for a program that is not updated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// No effect.
    Nothing,
    /// A request that was accepted may now be refused.
    Refused,
    /// A response may have something new, or lack something.
    New,
    /// The same message may have another meaning.
    Meaning,
}

/// The cost of a change for a program that uses the package, as a step of semantic
/// versioning from 1.0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VersionStep {
    /// The crate is the same.
    None,
    /// No item and no result of a call is different, or less is refused.
    Patch,
    /// Every program still compiles. There are new items, or calls have other results.
    Minor,
    /// A program may no longer compile.
    Major,
}

/// The cost of a kind of change in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// The effect on the wire.
    pub wire: Wire,
    /// The cost in Rust.
    pub rust: VersionStep,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The name of the change in a few words.
    pub title: &'static str,
    /// The cost if the changed item is part of requests.
    pub request: Effect,
    /// The cost if the changed item is part of responses.
    pub response: Effect,
    /// The reason, as a sentence for the user of the package.
    pub why: &'static str,
}

impl Wire {
    /// Returns the effect's name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Refused => "request-refused",
            Self::New => "response-new",
            Self::Meaning => "other-meaning",
        }
    }

    /// Returns the effect in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Refused => "requests may be refused",
            Self::New => "responses may have something new",
            Self::Meaning => "the same message may have another meaning",
        }
    }
}

impl VersionStep {
    /// Every step, the smallest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Patch, Self::Minor, Self::Major];

    /// Returns the step's name: `major`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

use VersionStep::{Major, Minor, None as Unchanged, Patch};
use Wire::{Meaning, New, Nothing, Refused};

/// Returns a row whose cost depends on the direction.
const fn row(
    title: &'static str,
    request: (Wire, VersionStep),
    response: (Wire, VersionStep),
    why: &'static str,
) -> Rule {
    Rule {
        title,
        request: Effect {
            wire: request.0,
            rust: request.1,
        },
        response: Effect {
            wire: response.0,
            rust: response.1,
        },
        why,
    }
}

/// Returns a row whose cost is the same in both directions.
const fn same(title: &'static str, wire: Wire, rust: VersionStep, why: &'static str) -> Rule {
    row(title, (wire, rust), (wire, rust), why)
}

impl ChangeKind {
    /// Returns the cost of a change of this kind.
    #[must_use]
    #[rustfmt::skip]
    #[allow(clippy::too_many_lines, reason = "the table is easier to read in one piece")]
    pub const fn rule(self) -> Rule {
        match self {
            Self::PackageRenamed => same("package renamed", Nothing, Major,
                "every path begins with another name"),
            Self::RustVersionRaised => same("newer Rust needed", Nothing, Minor,
                "an older compiler refuses the package; cargo's rules do not count this as a breaking change"),
            Self::PackageMetadata => same("package metadata changed", Nothing, Patch,
                "only the manifest is different"),
            Self::FeatureAdded => same("feature of a group added", Nothing, Minor,
                "there is a new feature, which is enabled by default"),
            Self::FeatureRemoved => same("feature of a group removed", Nothing, Major,
                "a package that enables the feature cannot be resolved"),
            Self::FeaturesIntroduced => same("features of groups introduced", Nothing, Major,
                "a program without the default features has no operations until it enables them; `features` in `package.yaml` keeps the crate as it was"),
            Self::ServerAdded => same("server added", Nothing, Minor,
                "there is a new constant"),
            Self::ServerRemoved => same("server removed", Refused, Major,
                "its constant was removed, and the server may no longer answer"),
            Self::ServerEnvironment => same("environment of a server changed", Nothing, Minor,
                "the constant has another environment, which decides the client ids that it accepts"),
            Self::ServerUrl => same("server moved", Meaning, Minor,
                "the constant has another value: the same request goes to another host or path"),
            Self::ServerVariables => same("variables of a server changed", Refused, Major,
                "its function has other arguments, or it has no constant without a host"),

            Self::OperationAdded => same("operation added", Nothing, Minor,
                "there is a new module"),
            Self::OperationRemoved => same("operation removed", Refused, Major,
                "its module was removed"),
            Self::OperationRenamed => same("operation renamed", Nothing, Major,
                "its module has another path"),
            Self::OperationCall => same("call of an operation changed", Refused, Minor,
                "`ID`, `METHOD` or `PATH` has another value; requests to the old path may fail"),
            Self::RequestSplit => same("request split into parts", Refused, Major,
                "`Request` is a struct of the parameters and the body, which is not written as JSON itself"),
            Self::RequestJoined => same("request joined", Refused, Minor,
                "`Request` is the body, which is written as JSON; its members are reported separately"),
            Self::ParameterPlace => row("place of a parameter changed", (Refused, Minor), (New, Minor),
                "the value is written or read at another place, or in another form"),
            Self::ContentType => row("content type changed", (Refused, Minor), (New, Minor),
                "the body is written in another form, or `ACCEPT` has another value; other types are reported separately"),
            Self::BodyAdded => same("body added", New, Major,
                "the response, or its variant, has a content and no longer none"),
            Self::BodyRemoved => same("body removed", New, Major,
                "the response, or its variant, has no content"),
            Self::ResponseStatus => same("status of a response changed", New, Minor,
                "`Operation::read` accepts another status code"),
            Self::ResponseForm => same("form of a response changed", New, Major,
                "the content has another type"),
            Self::ResponseAdded => row("response added", (Nothing, Unchanged), (New, Minor),
                "there is a new variant for the status; of the replies to a webhook, only the one with the lowest status that means success is generated"),
            Self::ResponseRemoved => row("response removed", (Nothing, Unchanged), (Nothing, Major),
                "the variant for the status was removed; of the replies to a webhook, only the one with the lowest status that means success is generated"),
            Self::FailureBodyRemoved => same("common body of failures removed", New, Major,
                "`Error` has no `body` any more, because the failures have bodies of several types"),
            Self::OperationServers => same("servers of an operation changed", Refused, Minor,
                "`SERVERS` has another value: the client may not send the request to its server"),
            Self::SecurityChanged => same("security of an operation changed", Refused, Minor,
                "`SECURITY` has another value: requests need other credentials"),
            Self::SecurityLoosened => same("security of an operation loosened", Nothing, Minor,
                "`SECURITY` has another value: the old credentials are still accepted, and others or fewer are enough"),
            Self::SecuritySchemeAdded => same("security scheme added", Nothing, Minor,
                "there is a new constant, and a method of `Credentials`; operations that need it are reported separately"),
            Self::SecuritySchemeRemoved => same("security scheme removed", Nothing, Major,
                "its constant and its method of `Credentials` were removed"),
            Self::SecuritySchemeType => same("type of a security scheme changed", Refused, Major,
                "its method of `Credentials` has other arguments"),
            Self::SecuritySchemePlace => same("place of a credential changed", Refused, Minor,
                "the same value is sent in another place"),
            Self::SignatureAdded => same("signature added", Nothing, Minor,
                "there are new features and the module `signature`"),
            Self::SignatureRemoved => same("signature removed", Nothing, Major,
                "the module `signature` and its features were removed"),
            Self::SignatureChanged => same("signature changed", Refused, Minor,
                "messages are signed in another way; old programs sign and verify them wrongly"),
            Self::SignedAdded => row("messages signed", (Refused, Minor), (Nothing, Minor),
                "requests must be signed, and have the method `prepare`; notifications have `receive`"),
            Self::SignedRemoved => same("messages no longer signed", Nothing, Major,
                "the method `prepare` of a request, or `receive` of a notification, was removed"),
            Self::IdsChanged => same("ids of a request changed", Nothing, Minor,
                "`ids` or `ids_of` returns other members"),
            Self::ResolutionAdded => same("inquiry about an operation added", Nothing, Minor,
                "the request implements `client::Resolve`"),
            Self::ResolutionRemoved => same("inquiry about an operation removed", Nothing, Major,
                "the request no longer implements `client::Resolve`"),
            Self::ResolutionChanged => same("inquiry about an operation changed", Nothing, Major,
                "the types of the inquiry, or of the request that cancels, are different"),
            Self::InquiryChanged => same("findings of an inquiry changed", Meaning, Minor,
                "other states are final, other codes mean that a request did not arrive, or the pauses differ"),
            Self::ValidateAtAdded => same("first time window added", Nothing, Minor,
                "the request has the method `validate_at`"),
            Self::ValidateAtRemoved => same("last time window removed", Nothing, Major,
                "the request no longer has the method `validate_at`"),
            Self::OutcomeReading => same("reading of the outcome changed", Meaning, Minor,
                "`outcome()` returns another outcome for the same response"),
            Self::OutcomeStatusAdded => same("status value added to an outcome", Meaning, Minor,
                "`outcome()` knows the status and no longer returns `Malformed` for it"),
            Self::OutcomeStatusRemoved => same("status value removed from an outcome", Meaning, Minor,
                "`outcome()` returns `Malformed` for the status"),
            Self::OutcomeStatusType => same("type of the status changed", Nothing, Major,
                "`ResultCode::status` returns another type"),
            Self::SuccessPromised => same("member promised in a success", Nothing, Major,
                "the member of `Success` is no longer an `Option`; a success without it is `Malformed`"),
            Self::SuccessUnpromised => same("member no longer promised in a success", New, Major,
                "the member of `Success` becomes an `Option`"),
            Self::SuccessMemberAdded => same("member added to a success", Nothing, Minor,
                "`Success` has a new member"),
            Self::SuccessMemberRemoved => same("member removed from a success", Nothing, Major,
                "`Success` no longer has the member"),

            Self::WebhookAdded => same("webhook added", Nothing, Minor,
                "there is a new module"),
            Self::WebhookRemoved => same("webhook removed", Nothing, Major,
                "its module was removed"),
            Self::WebhookRenamed => same("webhook renamed", Nothing, Major,
                "its module has another path"),
            Self::WebhookCall => same("request of a webhook changed", New, Minor,
                "`ID` or `METHOD` has another value; the API sends the notification in another way"),
            Self::WebhookReply => same("reply of a webhook added or removed", Refused, Major,
                "`Webhook::Reply` is another type"),

            Self::CodeAdded => same("result code added", New, Minor,
                "there is a new variant; `Unrecognized` no longer has the code"),
            Self::CodeRemoved => same("result code removed", Nothing, Major,
                "its variant was removed; a response with the code has `Unrecognized`"),
            Self::CodeRenamed => same("result code renamed in Rust", Nothing, Major,
                "its variant has another name"),
            Self::CodeStatus => same("status of a result code changed", Meaning, Minor,
                "`status()` and `retry()` return other values for the code"),
            Self::CodeRetry => same("retry of a result code changed", Meaning, Minor,
                "`retry()` returns another value for the code"),
            Self::CodeText => same("result code reworded", Nothing, Patch,
                "`message()`, `action()` and the documentation have other words"),
            Self::CodeListing => same("listing of a result code changed", Nothing, Patch,
                "`is_listed()` returns another value, and the documentation says whether the operation's document lists the code"),

            Self::TypeAdded => same("type added", Nothing, Minor,
                "there is a new type; members of this type are reported separately"),
            Self::TypeRemoved => same("type removed", Nothing, Major,
                "its path was removed; members of this type are reported separately"),
            Self::TypeRenamed => same("type renamed", Nothing, Major,
                "it has another path; the name of a component is not part of a message"),
            Self::TypeMoved => same("type moved", Nothing, Major,
                "it is in another module, so it has another path"),
            Self::TypeKind => row("kind of a type changed", (Refused, Major), (New, Major),
                "it is another one of struct, enum, union and alias"),
            Self::BuilderAdded => same("builder added", Nothing, Minor,
                "requests use the type now, so it has a builder"),
            Self::BuilderRemoved => same("builder removed", Nothing, Major,
                "requests no longer use the type, so it has no builder"),
            Self::ReadAdded => same("used by responses", Nothing, Minor,
                "a value of the type alone is read with the tolerance for responses"),
            Self::ReadRemoved => same("no longer used by responses", Nothing, Minor,
                "a value of the type alone is read as strictly as a request"),
            Self::DefaultAdded => same("`Default` implemented", Nothing, Minor,
                "the type no longer has a required field, so it implements `Default`"),
            Self::DefaultRemoved => same("`Default` no longer implemented", Nothing, Major,
                "the type has a required field now, so it does not implement `Default`"),
            Self::ExtraAdded => same("unlisted members kept", Nothing, Minor,
                "the type has the field `extra` for them"),
            Self::ExtraRemoved => row("unlisted members no longer kept", (Refused, Major), (Nothing, Major),
                "the type no longer has the field `extra`; reading a request with such a member fails"),
            Self::UnlistedAllowed => same("unlisted members allowed", Nothing, Patch,
                "`build` and `validate` accept them"),
            Self::UnlistedForbidden => row("unlisted members forbidden", (Refused, Minor), (Nothing, Patch),
                "`build` and `validate` refuse them; they are still read and kept"),
            Self::ConstructorAdded => same("constructor added", Nothing, Minor,
                "the type has the constructor `new`"),
            Self::ConstructorChanged => same("constructor changed", Nothing, Major,
                "`new` takes other arguments"),
            Self::ConstructorRemoved => same("constructor removed", Nothing, Major,
                "the type no longer has the constructor `new`"),
            Self::MoneyAdded => same("conversions of money added", Nothing, Minor,
                "the type has `Display`, `to_major` and, if nothing else is required, `from_major`"),
            Self::MoneyChanged => same("conversions of money changed", Meaning, Minor,
                "`Display` and the conversions use other members"),
            Self::MoneyRemoved => same("conversions of money removed", Nothing, Major,
                "`Display`, `to_major` and `from_major` were removed"),
            Self::WithoutReadOnlyAdded => same("removal of read-only members added", Nothing, Minor,
                "the type has `without_read_only`, since some members in it are only read"),
            Self::WithoutReadOnlyRemoved => same("removal of read-only members removed", Nothing, Major,
                "the type no longer has `without_read_only`, since it contains no members that are only read"),
            Self::FromMajorAdded => same("conversion from major units added", Nothing, Minor,
                "the type has `from_major`, since only the amount is required"),
            Self::FromMajorRemoved => same("conversion from major units removed", Nothing, Major,
                "the type no longer has `from_major`, since other members are required too"),
            Self::StateAdded => same("state added", Nothing, Minor,
                "there is a new enum, and the method that returns it"),
            Self::StateRemoved => same("state removed", Nothing, Major,
                "the enum and the method that returns it were removed"),
            Self::StateRenamed => same("state renamed", Nothing, Major,
                "the enum and the method that returns it have other names"),
            Self::StateValueAdded => same("value added to a state", Meaning, Major,
                "the enum is exhaustive, so every `match` needs an arm for the new variant"),
            Self::StateValueRemoved => same("value removed from a state", Meaning, Major,
                "its variant was removed; messages with the value have another state"),
            Self::StateCondition => same("condition of a state changed", Meaning, Minor,
                "the method of the state returns another value for the same message"),
            Self::ConditionAdded => row("condition added", (Refused, Minor), (Nothing, Patch),
                "`build` and `validate` refuse messages that break it"),
            Self::ConditionRemoved => row("condition removed", (Nothing, Patch), (Nothing, Patch),
                "`build` and `validate` accept more messages"),
            Self::AdvisoryChanged => same("advice changed", Nothing, Patch,
                "`advisories` returns other advice; nothing is refused"),
            Self::MemberOrder => same("order of members changed", Nothing, Patch,
                "members are written in another order"),

            Self::EnumOpened => row("enum opened", (Nothing, Major), (New, Major),
                "`Unrecognized` and `From<&str>` were added; `from_text` and `Copy` were removed"),
            Self::EnumClosed => row("enum closed", (Refused, Major), (Nothing, Major),
                "`Unrecognized` and `From<&str>` were removed"),
            Self::ValueAddedOpen => row("value added to an open enum", (Nothing, Minor), (New, Minor),
                "there is a new variant; `Unrecognized` no longer has the value"),
            Self::ValueAddedClosed => row("value added to a closed enum", (Nothing, Minor), (New, Minor),
                "there is a new variant; the enum is non-exhaustive, so every `match` has a wildcard arm already"),
            Self::ValueRemoved => row("value removed", (Refused, Major), (Nothing, Major),
                "its variant was removed"),
            Self::ValueRenamed => same("value renamed in Rust", Nothing, Major,
                "its variant has another name"),

            Self::UnionTag => row("tag of a union changed", (Refused, Minor), (New, Minor),
                "another property, or none, tells the variants apart; a value without it may be read as `Unmatched`"),
            Self::UnionChoice => same("choice between variants changed", Meaning, Minor,
                "the same value may be read as another variant, or as `Unmatched`; `cargo xtask explain --union` shows the choice"),
            Self::VariantAdded => row("variant added to a union", (Nothing, Minor), (New, Minor),
                "there is a new variant; the enum is non-exhaustive, so every `match` has a wildcard arm already, which gets its values, or `Unmatched`"),
            Self::VariantRemoved => row("variant removed from a union", (Refused, Major), (Nothing, Major),
                "the variant and its constructor were removed; such a value is read as another variant or as `Unmatched`"),
            Self::VariantRenamed => same("variant of a union renamed", Nothing, Major,
                "the variant and its constructor have other names"),
            Self::VariantTags => row("tag of a variant changed", (Refused, Minor), (New, Minor),
                "the variant is written with, and selected by, other values of the tag; a value with the old one may be read as `Unmatched`"),
            Self::VariantType => row("type of a variant changed", (Refused, Major), (New, Major),
                "programs that create or read the variant use another type"),
            Self::VariantConversionAdded => same("conversion into a union added", Nothing, Minor,
                "the union has a `From` of the type, since only one variant has it"),
            Self::VariantConversionRemoved => same("conversion into a union removed", Nothing, Major,
                "the union has no `From` of the type, since several variants have it"),

            Self::FieldAddedRequired => row("required field added", (Refused, Major), (New, Minor),
                "a program that builds the object compiles only if it calls the new setter; \
                 a program that reads it has a new field, and reading a message without it fails"),
            Self::FieldAddedPreset => row("required field with a constant added", (Refused, Minor), (New, Minor),
                "the builder sets the new field; a program that reads the object has a new field, \
                 and reading a message without it fails"),
            Self::FieldAddedOptional => row("optional field added", (Nothing, Minor), (New, Minor),
                "there is a new field with its setters; `extra` no longer has the member"),
            Self::FieldNotShown => same("optional field without an example", Nothing, Patch,
                "tests of the examples do not cover it: add it to an example of a message"),
            Self::ConstantAddedRequired => row("required constant added", (Refused, Minor), (Nothing, Minor),
                "there is a new constant, which is written automatically; messages of old programs lack it"),
            Self::ConstantAddedOptional => row("optional constant added", (Nothing, Minor), (Nothing, Minor),
                "there is a new constant, which is written automatically"),
            Self::MemberRemoved => row("member removed", (Refused, Major), (Nothing, Major),
                "the field with its setters, or the constant, was removed"),
            Self::MemberRenamed => row("member renamed", (Refused, Major), (New, Major),
                "the field with its setters, or the constant, has another name, on the wire too"),
            Self::MemberRenamedOnWire => row("member renamed on the wire", (Refused, Minor), (New, Minor),
                "programs compile unchanged, and read and write the new name"),
            Self::MemberRenamedInRust => same("member renamed in Rust", Nothing, Major,
                "the field with its setters, or the constant, has another name"),
            Self::FieldRequired => row("field became required", (Refused, Major), (Nothing, Major),
                "the builder requires the setter, or sets a constant, `maybe_…` and `clear_…` were removed, and the field is no longer an `Option`"),
            Self::FieldOptional => row("field became optional", (Nothing, Major), (New, Major),
                "building is unchanged, unless the field is read-only; the field becomes an `Option`, which breaks programs that read it"),
            Self::FieldWritable => row("field no longer read-only", (Nothing, Minor), (Nothing, Minor),
                "requests may have it too, and it has setters"),
            Self::FieldNotWritable => row("field became read-only", (Refused, Major), (Nothing, Minor),
                "requests must not have it: its setters were removed"),
            Self::FieldReadable => row("field no longer write-only", (Nothing, Minor), (New, Minor),
                "responses may have it too, as its documentation says"),
            Self::FieldNotReadable => row("field became write-only", (Nothing, Minor), (New, Minor),
                "responses no longer have it, as its documentation says"),
            Self::FieldType => row("type of a field changed", (Refused, Major), (New, Major),
                "programs that set or read the field use another type"),
            Self::FieldTypeWidened => row("type of a field widened", (Nothing, Major), (New, Major),
                "it may be any string now; programs that set or read the field use another type"),
            Self::FieldTypeNarrowed => row("type of a field narrowed", (Refused, Major), (Nothing, Major),
                "it may no longer be any string; programs that set or read the field use another type"),
            Self::FieldTypeInRust => same("type of a field changed in Rust", Nothing, Major,
                "the messages are the same; programs that set or read the field use another type"),
            Self::FieldEncoding => row("encoding changed", (Refused, Minor), (New, Minor),
                "the type in Rust is the same; only the quotes around the value change, and it is read with and without them"),
            Self::FieldBoxed => same("box added or removed", Nothing, Major,
                "the field's type gains or loses a `Box`, since the type became recursive or no longer is"),
            Self::SensitiveAdded => same("marked as sensitive", Nothing, Major,
                "the type becomes `Sensitive<…>`"),
            Self::SensitiveRemoved => same("no longer marked as sensitive", Nothing, Major,
                "the type is no longer `Sensitive<…>`, and `Debug` shows the value"),
            Self::SensitiveReason => same("sensitive for another reason", Nothing, Patch,
                "only the documentation is different"),
            Self::LimitNarrowed => row("limit narrowed", (Refused, Minor), (Nothing, Patch),
                "`build` and `validate` accept fewer values; responses are read without checking limits"),
            Self::LimitWidened => row("limit widened", (Nothing, Patch), (New, Patch),
                "nothing breaks: `build` and `validate` accept more values"),
            Self::LimitChanged => row("limit changed", (Refused, Minor), (New, Patch),
                "`build` and `validate` accept other values, and refuse some that they accepted"),
            Self::WindowAdded => row("time window added", (Refused, Minor), (Nothing, Patch),
                "`validate_at` refuses moments outside the window"),
            Self::WindowChanged => row("time window changed", (Refused, Minor), (Nothing, Patch),
                "`validate_at` accepts and refuses other moments"),
            Self::WindowRemoved => same("time window removed", Nothing, Patch,
                "`validate_at` accepts more moments"),
            Self::DeprecatedAdded => same("deprecated", Nothing, Minor,
                "programs that use the field compile with a warning"),
            Self::DeprecatedRemoved => same("no longer deprecated", Nothing, Patch,
                "the warning no longer appears"),
            Self::DefaultValue => same("default changed", Meaning, Patch,
                "a message without the member has another meaning for its receiver; the generated code is the same"),
            Self::FixedValue => row("documented constant changed", (Nothing, Patch), (New, Patch),
                "responses are read with any value, so only the documentation is different; a union that the constant decides is reported separately"),
            Self::PresetAdded => row("constant is now set by the builder", (Refused, Minor), (New, Minor),
                "only one value is documented, and programs no longer need the setter"),
            Self::PresetRemoved => row("constant no longer set by the builder", (Nothing, Major), (New, Major),
                "other values are documented, and a program that builds the object compiles only if it calls the setter"),
            Self::PresetValue => row("constant that the builder sets changed", (Refused, Minor), (New, Minor),
                "the new value is written automatically; responses are read with any value"),
            Self::ConstantValue => same("value of a constant changed", Refused, Minor,
                "the new value is written automatically; reading a stored request with the old value fails"),
            Self::ConstantType => same("type of a constant changed", Refused, Major,
                "the constant has another type"),
            Self::ConstantRequired => same("constant became required", Refused, Minor,
                "it was always written; reading a stored request without it fails"),
            Self::ConstantOptional => same("constant became optional", Nothing, Patch,
                "it is still written; a request without it can be read too"),
            Self::FieldFixed => row("field became a constant", (Refused, Major), (Nothing, Major),
                "a constant, which is written automatically, replaces the field and its setters"),
            Self::ConstantFreed => row("constant became a field", (Nothing, Major), (New, Major),
                "a field and its setters replace the constant, which is no longer written automatically"),

            Self::Documentation => same("documentation changed", Nothing, Patch,
                "only comments and examples are different"),
        }
    }
}
