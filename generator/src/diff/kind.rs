//! Kinds of changes, each with the name that outputs and rules use.

/// Declares the kinds, each with its variant, name and meaning.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The kind of a change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ChangeKind {
            $($(#[$doc])* $variant,)*
        }

        impl ChangeKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Returns the name: `field-added-required`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// The package has another name.
    PackageRenamed = "package-renamed",
    /// The package needs a newer compiler.
    RustVersionRaised = "rust-version-raised",
    /// The description, license, keywords, picture or other metadata of the package are
    /// different.
    PackageMetadata = "package-metadata",
    /// A group of operations has a new feature.
    FeatureAdded = "feature-added",
    /// A group of operations no longer has a feature.
    FeatureRemoved = "feature-removed",
    /// The groups of operations have their first features.
    FeaturesIntroduced = "features-introduced",
    /// A server was added.
    ServerAdded = "server-added",
    /// A server was removed.
    ServerRemoved = "server-removed",
    /// A server has another URL, or other values of its variables.
    ServerUrl = "server-url",
    /// A server has other variables, so its function or its constant is different.
    ServerVariables = "server-variables",
    /// A server has another environment.
    ServerEnvironment = "server-environment",

    /// An operation was added.
    OperationAdded = "operation-added",
    /// An operation was removed.
    OperationRemoved = "operation-removed",
    /// An operation or its product was renamed, so its module was too.
    OperationRenamed = "operation-renamed",
    /// The id, method or path of an operation is different.
    OperationCall = "operation-call",
    /// A request now has other parts than its body, or no body.
    RequestSplit = "request-split",
    /// A request now is its body.
    RequestJoined = "request-joined",
    /// A parameter is in another part of the request, or has another form there.
    ParameterPlace = "parameter-place",
    /// A message has other content types, or its members have other forms.
    ContentType = "content-type",
    /// A response now has a body.
    BodyAdded = "body-added",
    /// A response no longer has a body.
    BodyRemoved = "body-removed",
    /// Another status code means success.
    ResponseStatus = "response-status",
    /// The response is of another form: one content, or an enum of several.
    ResponseForm = "response-form",
    /// An operation or a webhook has a response for another status.
    ResponseAdded = "response-added",
    /// An operation or a webhook no longer has a response for a status.
    ResponseRemoved = "response-removed",
    /// The documented failures of an operation no longer have bodies of one type.
    FailureBodyRemoved = "failure-body-removed",
    /// An operation has other servers of its own.
    OperationServers = "operation-servers",
    /// An operation needs other security schemes.
    SecurityChanged = "security-changed",
    /// An operation accepts what it accepted, and perhaps less security.
    SecurityLoosened = "security-loosened",
    /// A security scheme was added.
    SecuritySchemeAdded = "security-scheme-added",
    /// A security scheme was removed.
    SecuritySchemeRemoved = "security-scheme-removed",
    /// A security scheme has another type, whose credential has other parts.
    SecuritySchemeType = "security-scheme-type",
    /// The credential of a security scheme is in another place.
    SecuritySchemePlace = "security-scheme-place",
    /// The API has a security scheme that signs messages.
    SignatureAdded = "signature-added",
    /// The API no longer has a security scheme that signs messages.
    SignatureRemoved = "signature-removed",
    /// Messages are signed in another way.
    SignatureChanged = "signature-changed",
    /// The messages of an operation or a webhook are signed.
    SignedAdded = "signed-added",
    /// The messages of an operation or a webhook are no longer signed.
    SignedRemoved = "signed-removed",
    /// Other members identify a request.
    IdsChanged = "ids-changed",
    /// The documents name the first inquiry about an operation.
    ResolutionAdded = "resolution-added",
    /// The documents no longer name an inquiry about an operation.
    ResolutionRemoved = "resolution-removed",
    /// Other operations inquire about an operation, or cancel it.
    ResolutionChanged = "resolution-changed",
    /// The findings or the pauses of an inquiry are different.
    InquiryChanged = "inquiry-changed",
    /// A request has its first time window.
    ValidateAtAdded = "validate-at-added",
    /// A request no longer has a time window.
    ValidateAtRemoved = "validate-at-removed",
    /// The path to a result or the meaning of a status value is different.
    OutcomeReading = "outcome-reading",
    /// A status value without an outcome now means one.
    OutcomeStatusAdded = "outcome-status-added",
    /// A status value that meant an outcome no longer means one.
    OutcomeStatusRemoved = "outcome-status-removed",
    /// The status of a result code has another type.
    OutcomeStatusType = "outcome-status-type",
    /// A sometimes present member of a success is now always present.
    SuccessPromised = "success-promised",
    /// An always present member of a success is now sometimes present.
    SuccessUnpromised = "success-unpromised",
    /// A member of the result is now part of a success.
    SuccessMemberAdded = "success-member-added",
    /// A member of a success is now part of the result.
    SuccessMemberRemoved = "success-member-removed",

    /// A webhook was added.
    WebhookAdded = "webhook-added",
    /// A webhook was removed.
    WebhookRemoved = "webhook-removed",
    /// A webhook was renamed, so its module was too.
    WebhookRenamed = "webhook-renamed",
    /// The id or method of a webhook is different.
    WebhookCall = "webhook-call",
    /// A webhook has its first reply with a body, or no longer has one.
    WebhookReply = "webhook-reply",

    /// A result code was added.
    CodeAdded = "code-added",
    /// A result code was removed.
    CodeRemoved = "code-removed",
    /// The variant of a result code was renamed.
    CodeRenamed = "code-renamed",
    /// The usual status of a result code is different.
    CodeStatus = "code-status",
    /// The retry advice of a result code is different.
    CodeRetry = "code-retry",
    /// The explanation of a result code is different.
    CodeText = "code-text",
    /// The operation's document now lists a result code of a set, or no longer does.
    CodeListing = "code-listing",

    /// A type was added.
    TypeAdded = "type-added",
    /// A type was removed, or messages no longer use it.
    TypeRemoved = "type-removed",
    /// A type was renamed.
    TypeRenamed = "type-renamed",
    /// A type moved to another module.
    TypeMoved = "type-moved",
    /// The shape of a type is different: it is another one of struct, enum, union and
    /// alias.
    TypeKind = "type-kind",
    /// A request now uses the type.
    BuilderAdded = "builder-added",
    /// Requests no longer use the type.
    BuilderRemoved = "builder-removed",
    /// A response now uses the type.
    ReadAdded = "read-added",
    /// Responses no longer use the type.
    ReadRemoved = "read-removed",
    /// The last required field was removed.
    DefaultAdded = "default-added",
    /// The first required field was added.
    DefaultRemoved = "default-removed",
    /// Unlisted members are kept.
    ExtraAdded = "extra-added",
    /// Unlisted members are no longer kept.
    ExtraRemoved = "extra-removed",
    /// Unlisted members are no longer a violation; they are still kept.
    UnlistedAllowed = "unlisted-allowed",
    /// Unlisted members are now a violation; they are still kept.
    UnlistedForbidden = "unlisted-forbidden",
    /// The short constructor was added.
    ConstructorAdded = "constructor-added",
    /// The short constructor takes other members.
    ConstructorChanged = "constructor-changed",
    /// The short constructor was removed.
    ConstructorRemoved = "constructor-removed",
    /// The object is now an amount of money.
    MoneyAdded = "money-added",
    /// The amount of money consists of other members.
    MoneyChanged = "money-changed",
    /// The object is no longer an amount of money.
    MoneyRemoved = "money-removed",
    /// A type now contains members that are only read.
    WithoutReadOnlyAdded = "without-read-only-added",
    /// A type no longer contains members that are only read.
    WithoutReadOnlyRemoved = "without-read-only-removed",
    /// An amount of money can now be made from major units.
    FromMajorAdded = "from-major-added",
    /// An amount of money can no longer be made from major units.
    FromMajorRemoved = "from-major-removed",
    /// A struct now reports a state.
    StateAdded = "state-added",
    /// A struct no longer reports a state.
    StateRemoved = "state-removed",
    /// The enum of a state was renamed.
    StateRenamed = "state-renamed",
    /// A state has a new value.
    StateValueAdded = "state-value-added",
    /// A value of a state was removed.
    StateValueRemoved = "state-value-removed",
    /// The condition of a value of a state, or the order of the values, is different.
    StateCondition = "state-condition",
    /// A condition between members was added.
    ConditionAdded = "condition-added",
    /// A condition between members was removed.
    ConditionRemoved = "condition-removed",
    /// An advisory was added, removed or changed.
    AdvisoryChanged = "advisory-changed",
    /// The order in which members are written is different.
    MemberOrder = "member-order",

    /// A closed enum became open.
    EnumOpened = "enum-opened",
    /// An open enum became closed.
    EnumClosed = "enum-closed",
    /// An open enum has a new value.
    ValueAddedOpen = "value-added-open",
    /// A closed enum has a new value.
    ValueAddedClosed = "value-added-closed",
    /// A value was removed.
    ValueRemoved = "value-removed",
    /// The variant of a value was renamed.
    ValueRenamed = "value-renamed",

    /// Another property tells the variants of a union apart.
    UnionTag = "union-tag",
    /// The variant of a value is chosen in another way, or in another order.
    UnionChoice = "union-choice",
    /// A union has a new variant.
    VariantAdded = "variant-added",
    /// A variant of a union was removed.
    VariantRemoved = "variant-removed",
    /// A variant of a union was renamed.
    VariantRenamed = "variant-renamed",
    /// Other values of the tag select a variant.
    VariantTags = "variant-tags",
    /// The value of a variant has another type.
    VariantType = "variant-type",
    /// The type of a variant is now that of no other variant.
    VariantConversionAdded = "variant-conversion-added",
    /// The type of a variant is now that of another variant too.
    VariantConversionRemoved = "variant-conversion-removed",

    /// A required field was added.
    FieldAddedRequired = "field-added-required",
    /// A required field was added that its builder sets.
    FieldAddedPreset = "field-added-preset",
    /// An optional field was added.
    FieldAddedOptional = "field-added-optional",
    /// An optional field was added that no example of a message shows.
    FieldNotShown = "field-not-shown",
    /// A required constant was added.
    ConstantAddedRequired = "constant-added-required",
    /// An optional constant was added.
    ConstantAddedOptional = "constant-added-optional",
    /// A member was removed.
    MemberRemoved = "member-removed",
    /// A member was renamed on the wire and in Rust.
    MemberRenamed = "member-renamed",
    /// A member was renamed on the wire only.
    MemberRenamedOnWire = "member-renamed-on-wire",
    /// A member was renamed in Rust only.
    MemberRenamedInRust = "member-renamed-in-rust",
    /// An optional field became required.
    FieldRequired = "field-required",
    /// A required field became optional, at least where it is read.
    FieldOptional = "field-optional",
    /// A field is no longer read-only.
    FieldWritable = "field-writable",
    /// A field is now read-only.
    FieldNotWritable = "field-not-writable",
    /// A field is no longer write-only.
    FieldReadable = "field-readable",
    /// A field is now write-only.
    FieldNotReadable = "field-not-readable",
    /// The type of a field is different.
    FieldType = "field-type",
    /// The type of a field is different and accepts more strings.
    FieldTypeWidened = "field-type-widened",
    /// The type of a field is different and accepts fewer strings.
    FieldTypeNarrowed = "field-type-narrowed",
    /// The type of a field is different, but the messages are the same.
    FieldTypeInRust = "field-type-in-rust",
    /// The encoding of a number or a boolean is different.
    FieldEncoding = "field-encoding",
    /// A field is now boxed, or no longer.
    FieldBoxed = "field-boxed",
    /// A value is now sensitive.
    SensitiveAdded = "sensitive-added",
    /// A value is no longer sensitive.
    SensitiveRemoved = "sensitive-removed",
    /// A value is sensitive for another reason.
    SensitiveReason = "sensitive-reason",
    /// A limit accepts less.
    LimitNarrowed = "limit-narrowed",
    /// A limit accepts more.
    LimitWidened = "limit-widened",
    /// A limit accepts other values.
    LimitChanged = "limit-changed",
    /// A moment must be in a time window.
    WindowAdded = "window-added",
    /// The time window is different.
    WindowChanged = "window-changed",
    /// The time window was removed.
    WindowRemoved = "window-removed",
    /// A field is now deprecated.
    DeprecatedAdded = "deprecated-added",
    /// A field is no longer deprecated.
    DeprecatedRemoved = "deprecated-removed",
    /// The value that the receiver assumes for an absent member is different.
    DefaultValue = "default-value",
    /// The documented constant of a response is different.
    FixedValue = "fixed-value",
    /// A builder now sets a field.
    PresetAdded = "preset-added",
    /// A builder no longer sets a field.
    PresetRemoved = "preset-removed",
    /// The value that a builder sets is different.
    PresetValue = "preset-value",
    /// The value of a constant is different.
    ConstantValue = "constant-value",
    /// The value of a constant has another type.
    ConstantType = "constant-type",
    /// A message without the constant is now refused when read.
    ConstantRequired = "constant-required",
    /// A message without the constant can now be read.
    ConstantOptional = "constant-optional",
    /// A field became a constant.
    FieldFixed = "field-fixed",
    /// A constant became a field.
    ConstantFreed = "constant-freed",

    /// Descriptions, examples or sources are different.
    Documentation = "documentation",
}
