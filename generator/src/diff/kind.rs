//! Kinds of changes, each with the name that outputs and rules use.

/// Declares the kinds once: the variant, its name and its meaning.
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
    /// The description, the license or the search terms of the package are different.
    PackageMetadata = "package-metadata",
    /// There is one more server.
    ServerAdded = "server-added",
    /// A server is gone.
    ServerRemoved = "server-removed",
    /// A server has another URL.
    ServerUrl = "server-url",

    /// There is one more operation.
    OperationAdded = "operation-added",
    /// An operation is gone.
    OperationRemoved = "operation-removed",
    /// An operation or its product has another name, and so another module.
    OperationRenamed = "operation-renamed",
    /// An operation is called another way.
    OperationCall = "operation-call",
    /// A request has its first window of time.
    ValidateAtAdded = "validate-at-added",
    /// A request has no window of time any more.
    ValidateAtRemoved = "validate-at-removed",
    /// A result is read from another place, or a status means something else.
    OutcomeReading = "outcome-reading",
    /// A status value means an outcome, and meant none before.
    OutcomeStatusAdded = "outcome-status-added",
    /// A status value that meant an outcome means none any more.
    OutcomeStatusRemoved = "outcome-status-removed",
    /// The status of a result code has another type.
    OutcomeStatusType = "outcome-status-type",
    /// A success has a member always that it had sometimes.
    SuccessPromised = "success-promised",
    /// A success has a member sometimes that it had always.
    SuccessUnpromised = "success-unpromised",
    /// A member that belonged to the result is now part of a success.
    SuccessMemberAdded = "success-member-added",
    /// A member of a success now belongs to the result.
    SuccessMemberRemoved = "success-member-removed",

    /// There is one more result code.
    CodeAdded = "code-added",
    /// A result code is gone.
    CodeRemoved = "code-removed",
    /// The variant of a result code has another name.
    CodeRenamed = "code-renamed",
    /// A result code usually comes with another status.
    CodeStatus = "code-status",
    /// The advice on trying again is another one.
    CodeRetry = "code-retry",
    /// A result code is explained in other words.
    CodeText = "code-text",
    /// The operation's document lists a result code that came from a set, or no longer
    /// does.
    CodeListing = "code-listing",

    /// There is one more type.
    TypeAdded = "type-added",
    /// A type is gone, or no message reaches it.
    TypeRemoved = "type-removed",
    /// A type has another name.
    TypeRenamed = "type-renamed",
    /// A type stands in another module.
    TypeMoved = "type-moved",
    /// A type has become one of another shape: a struct is an enum now, or an enum a
    /// struct.
    TypeKind = "type-kind",
    /// A request reaches the type now.
    BuilderAdded = "builder-added",
    /// No request reaches the type any more.
    BuilderRemoved = "builder-removed",
    /// The last required field is gone.
    DefaultAdded = "default-added",
    /// There is a first required field.
    DefaultRemoved = "default-removed",
    /// Unlisted members are kept.
    ExtraAdded = "extra-added",
    /// Unlisted members are not kept any more.
    ExtraRemoved = "extra-removed",
    /// Unlisted members are kept, and no longer a violation.
    UnlistedAllowed = "unlisted-allowed",
    /// Unlisted members are kept, and a violation now.
    UnlistedForbidden = "unlisted-forbidden",
    /// There is a short constructor.
    ConstructorAdded = "constructor-added",
    /// The short constructor takes other members.
    ConstructorChanged = "constructor-changed",
    /// The short constructor is gone.
    ConstructorRemoved = "constructor-removed",
    /// The object is an amount of money.
    MoneyAdded = "money-added",
    /// Other members make the amount of money.
    MoneyChanged = "money-changed",
    /// The object is no amount of money any more.
    MoneyRemoved = "money-removed",
    /// An amount of money can be made of major units.
    FromMajorAdded = "from-major-added",
    /// An amount of money cannot be made of major units any more.
    FromMajorRemoved = "from-major-removed",
    /// A condition between members is new.
    ConditionAdded = "condition-added",
    /// A condition between members is gone.
    ConditionRemoved = "condition-removed",
    /// A piece of advice is new, gone or other.
    AdvisoryChanged = "advisory-changed",
    /// Members are written in another order.
    MemberOrder = "member-order",

    /// A closed enum is open.
    EnumOpened = "enum-opened",
    /// An open enum is closed.
    EnumClosed = "enum-closed",
    /// An open enum knows one more value.
    ValueAddedOpen = "value-added-open",
    /// A closed enum has one more value.
    ValueAddedClosed = "value-added-closed",
    /// A value is gone.
    ValueRemoved = "value-removed",
    /// The variant of a value has another name.
    ValueRenamed = "value-renamed",

    /// There is one more required field.
    FieldAddedRequired = "field-added-required",
    /// There is one more optional field.
    FieldAddedOptional = "field-added-optional",
    /// There is one more optional field, and no example of a message shows it.
    FieldNotShown = "field-not-shown",
    /// There is one more constant, which is required.
    ConstantAddedRequired = "constant-added-required",
    /// There is one more constant, which is optional.
    ConstantAddedOptional = "constant-added-optional",
    /// A member is gone.
    MemberRemoved = "member-removed",
    /// A member has another name, on the wire and in Rust.
    MemberRenamed = "member-renamed",
    /// A member has another name on the wire alone.
    MemberRenamedOnWire = "member-renamed-on-wire",
    /// A member has another name in Rust alone.
    MemberRenamedInRust = "member-renamed-in-rust",
    /// An optional field is required.
    FieldRequired = "field-required",
    /// A required field is optional.
    FieldOptional = "field-optional",
    /// A field has another type.
    FieldType = "field-type",
    /// A field has another type, which holds more strings.
    FieldTypeWidened = "field-type-widened",
    /// A field has another type, which holds fewer strings.
    FieldTypeNarrowed = "field-type-narrowed",
    /// A field has another type for the same messages.
    FieldTypeInRust = "field-type-in-rust",
    /// A number or a truth value has another encoding.
    FieldEncoding = "field-encoding",
    /// A field is held in a box, or no longer.
    FieldBoxed = "field-boxed",
    /// A value must not be shown any more.
    SensitiveAdded = "sensitive-added",
    /// A value may be shown.
    SensitiveRemoved = "sensitive-removed",
    /// A value must not be shown for another reason.
    SensitiveReason = "sensitive-reason",
    /// A limit lets less pass.
    LimitNarrowed = "limit-narrowed",
    /// A limit lets more pass.
    LimitWidened = "limit-widened",
    /// A limit lets other values pass.
    LimitChanged = "limit-changed",
    /// A moment must lie in a window of time.
    WindowAdded = "window-added",
    /// The window of time is another one.
    WindowChanged = "window-changed",
    /// There is no window of time any more.
    WindowRemoved = "window-removed",
    /// A field is for old programs only.
    DeprecatedAdded = "deprecated-added",
    /// A field is no longer for old programs only.
    DeprecatedRemoved = "deprecated-removed",
    /// The receiver assumes something else when a member is absent.
    DefaultValue = "default-value",
    /// A response documents another fixed value.
    FixedValue = "fixed-value",
    /// A constant has another value.
    ConstantValue = "constant-value",
    /// A constant has a value of another type.
    ConstantType = "constant-type",
    /// A message without the constant is refused when read.
    ConstantRequired = "constant-required",
    /// A message without the constant is read.
    ConstantOptional = "constant-optional",
    /// A field has become a constant.
    FieldFixed = "field-fixed",
    /// A constant has become a field.
    ConstantFreed = "constant-freed",

    /// Descriptions, examples or sources are different.
    Documentation = "documentation",
}
