//! The Unicode classes of ECMA-262, such as `\p{L}` and `\P{Script=Latin}`.
//!
//! `regex-syntax` has their characters. Its names are compared loosely, so those of
//! ECMA-262 are listed here.

use regex_syntax::ast::{ClassUnicode, ClassUnicodeKind, ClassUnicodeOpKind};
use regex_syntax::hir::{Class as Found, HirKind};
use regex_syntax::parse;

use super::set::{CharSet, Class};

/// The version of Unicode whose characters the classes have.
pub const UNICODE_VERSION: &str = "16.0";

impl Class {
    /// Returns a class that is not negated, if ECMA-262 has it.
    pub(super) fn of(class: &ClassUnicode) -> Option<Self> {
        match &class.kind {
            // Braces are part of the syntax in ECMA-262.
            ClassUnicodeKind::OneLetter(_) => None,
            ClassUnicodeKind::Named(name) => Self::category(name).or_else(|| Self::property(name)),
            ClassUnicodeKind::NamedValue { op, name, value } => match (op, name.as_str()) {
                (ClassUnicodeOpKind::Equal, "General_Category" | "gc") => Self::category(value),
                (ClassUnicodeOpKind::Equal, "Script" | "sc") => Self::script("Script", "", value),
                (ClassUnicodeOpKind::Equal, "Script_Extensions" | "scx") => {
                    Self::script("Script_Extensions", "used_with_", value)
                }
                _ => None,
            },
        }
    }

    fn category(name: &str) -> Option<Self> {
        let name = canonical(name, CATEGORIES)?;
        // No text of Rust has a surrogate.
        let set = if name == "Surrogate" {
            CharSet::default()
        } else {
            characters(&format!("General_Category={name}"))?
        };
        Some(Self {
            property: format!("General_Category={name}"),
            name: name.to_lowercase(),
            set,
        })
    }

    fn property(name: &str) -> Option<Self> {
        let name = canonical(name, PROPERTIES)?;
        Some(Self {
            property: name.to_owned(),
            name: name.to_lowercase(),
            set: characters(name)?,
        })
    }

    /// Returns the class of a script. There are too many to list, so only the case of a
    /// name is compared with that of ECMA-262.
    fn script(property: &str, prefix: &str, name: &str) -> Option<Self> {
        let mut words = name.split('_');
        let is_capitalized = |word: &str| {
            let mut letters = word.chars();
            letters.next().is_some_and(|c| c.is_ascii_uppercase())
                && letters.next().is_some_and(|c| c.is_ascii_lowercase())
        };
        if !words.all(is_capitalized) {
            return None;
        }
        Some(Self {
            property: format!("{property}={name}"),
            name: format!("{prefix}{}", name.to_lowercase()),
            set: characters(&format!("{property}={name}"))?,
        })
    }
}

/// Returns the characters of a class, if the parser knows it.
fn characters(class: &str) -> Option<CharSet> {
    match parse(&format!(r"\p{{{class}}}")).ok()?.into_kind() {
        HirKind::Class(Found::Unicode(found)) => {
            let ranges = found.iter().map(|range| (range.start(), range.end()));
            Some(CharSet::new(ranges))
        }
        // A class of ASCII characters may be one of bytes.
        HirKind::Class(Found::Bytes(found)) => {
            let ranges = found.iter();
            let ranges = ranges.map(|range| (range.start().into(), range.end().into()));
            Some(CharSet::new(ranges))
        }
        // A class of one character is a text.
        HirKind::Literal(text) => {
            let text = std::str::from_utf8(&text.0).ok()?;
            Some(CharSet::new(text.chars().map(|c| (c, c))))
        }
        _ => None,
    }
}

/// Returns the first name of a line that has a name.
fn canonical<'a>(name: &str, lines: &'a str) -> Option<&'a str> {
    let mut lines = lines.lines().map(str::split_whitespace);
    lines.find_map(|mut names| {
        let first = names.next()?;
        (first == name || names.any(|it| it == name)).then_some(first)
    })
}

/// The values of `General_Category`, each with its other names.
const CATEGORIES: &str = "\
Cased_Letter LC
Close_Punctuation Pe
Connector_Punctuation Pc
Control Cc cntrl
Currency_Symbol Sc
Dash_Punctuation Pd
Decimal_Number Nd digit
Enclosing_Mark Me
Final_Punctuation Pf
Format Cf
Initial_Punctuation Pi
Letter L
Letter_Number Nl
Line_Separator Zl
Lowercase_Letter Ll
Mark M Combining_Mark
Math_Symbol Sm
Modifier_Letter Lm
Modifier_Symbol Sk
Nonspacing_Mark Mn
Number N
Open_Punctuation Ps
Other C
Other_Letter Lo
Other_Number No
Other_Punctuation Po
Other_Symbol So
Paragraph_Separator Zp
Private_Use Co
Punctuation P punct
Separator Z
Space_Separator Zs
Spacing_Mark Mc
Surrogate Cs
Symbol S
Titlecase_Letter Lt
Unassigned Cn
Uppercase_Letter Lu";

/// The properties that a character has or has not, each with its other name.
const PROPERTIES: &str = "\
ASCII
ASCII_Hex_Digit AHex
Alphabetic Alpha
Any
Assigned
Bidi_Control Bidi_C
Bidi_Mirrored Bidi_M
Case_Ignorable CI
Cased
Changes_When_Casefolded CWCF
Changes_When_Casemapped CWCM
Changes_When_Lowercased CWL
Changes_When_NFKC_Casefolded CWKCF
Changes_When_Titlecased CWT
Changes_When_Uppercased CWU
Dash
Default_Ignorable_Code_Point DI
Deprecated Dep
Diacritic Dia
Emoji
Emoji_Component EComp
Emoji_Modifier EMod
Emoji_Modifier_Base EBase
Emoji_Presentation EPres
Extended_Pictographic ExtPict
Extender Ext
Grapheme_Base Gr_Base
Grapheme_Extend Gr_Ext
Hex_Digit Hex
IDS_Binary_Operator IDSB
IDS_Trinary_Operator IDST
ID_Continue IDC
ID_Start IDS
Ideographic Ideo
Join_Control Join_C
Logical_Order_Exception LOE
Lowercase Lower
Math
Noncharacter_Code_Point NChar
Pattern_Syntax Pat_Syn
Pattern_White_Space Pat_WS
Quotation_Mark QMark
Radical
Regional_Indicator RI
Sentence_Terminal STerm
Soft_Dotted SD
Terminal_Punctuation Term
Unified_Ideograph UIdeo
Uppercase Upper
Variation_Selector VS
White_Space space
XID_Continue XIDC
XID_Start XIDS";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_knows_every_class() {
        let unknown = |lines: &'static str, of: fn(&str) -> Option<Class>| {
            let names = lines.lines().flat_map(str::split_whitespace);
            names.filter(|name| of(name).is_none()).collect::<Vec<_>>()
        };
        assert!(unknown(CATEGORIES, Class::category).is_empty());
        let missing = ["Changes_When_NFKC_Casefolded", "CWKCF"];
        assert_eq!(unknown(PROPERTIES, Class::property), missing);
    }

    #[test]
    fn the_version_is_that_of_the_parser() {
        let (major, minor) = UNICODE_VERSION.split_once('.').expect("two numbers");
        let next = major.parse::<u32>().expect("a number") + 1;
        assert!(characters(&format!("Age={major}.{minor}")).is_some());
        assert!(characters(&format!("Age={next}.0")).is_none());
    }
}
