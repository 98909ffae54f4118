use super::*;

type Maker = fn(&str) -> Result<String, NameError>;

/// Wire names, each with its type, field and constant name.
#[rustfmt::skip]
const NAMES: &[(&str, &str, &str, &str)] = &[
    ("name", "Name", "name", "NAME"),
    ("petName", "PetName", "pet_name", "PET_NAME"),
    ("shopMCC", "ShopMcc", "shop_mcc", "SHOP_MCC"),
    ("petCountIn1H", "PetCountIn1h", "pet_count_in_1h", "PET_COUNT_IN_1H"),
    ("petCountIn24H", "PetCountIn24h", "pet_count_in_24h", "PET_COUNT_IN_24H"),
    ("is3DSThing", "Is3dsThing", "is_3ds_thing", "IS_3DS_THING"),
    ("line2Text", "Line2Text", "line2_text", "LINE2_TEXT"),
    ("line2", "Line2", "line2", "LINE2"),
    ("petIDs", "PetIds", "pet_ids", "PET_IDS"),
    ("petIDsList", "PetIdsList", "pet_ids_list", "PET_IDS_LIST"),
    ("APIs_v2", "ApisV2", "apis_v2", "APIS_V2"),
    ("URLValue", "UrlValue", "url_value", "URL_VALUE"),
    ("HTTPServer2", "HttpServer2", "http_server2", "HTTP_SERVER2"),
    ("snake_already", "SnakeAlready", "snake_already", "SNAKE_ALREADY"),
    ("_led_", "Led", "led", "LED"),
    ("a__b", "AB", "a_b", "A_B"),
    ("kebab-case", "KebabCase", "kebab_case", "KEBAB_CASE"),
    ("dotted.v2", "DottedV2", "dotted_v2", "DOTTED_V2"),
    ("two words", "TwoWords", "two_words", "TWO_WORDS"),
    ("$ref", "Ref", "ref_", "REF"),
    ("type", "Type", "type_", "TYPE"),
    ("self", "", "self_", "SELF"),
    ("Self", "", "self_", "SELF"),
    ("crate", "Crate", "crate_", "CRATE"),
    ("super", "Super", "super_", "SUPER"),
    ("gen", "Gen", "gen_", "GEN"),
    ("async", "Async", "async_", "ASYNC"),
    ("union", "Union", "union", "UNION"),
    ("string", "", "string", "STRING"),
    ("x", "X", "x", "X"),
    ("+1", "Plus1", "plus_1", "PLUS_1"),
    ("-1", "Minus1", "minus_1", "MINUS_1"),
];

#[test]
fn each_kind_has_its_case() {
    for &(wire, camel, snake, screaming) in NAMES {
        if !camel.is_empty() {
            assert_eq!(type_name(wire).as_deref(), Ok(camel));
        }
        assert_eq!(field_name(wire).as_deref(), Ok(snake));
        assert_eq!(constant_name(wire).as_deref(), Ok(screaming));
    }
}

#[test]
fn variants_are_made_of_any_value() {
    for (wire, rust) in [
        ("MINI_SHOP", "MiniShop"),
        ("PetCode", "PetCode"),
        ("S", "S"),
        ("latest.v2", "LatestV2"),
        ("3DS", "V3ds"),
        ("01", "V01"),
        ("30-DAYS", "V30Days"),
        ("Self", "Self_"),
        ("None", "None"),
        ("text/html", "TextHtml"),
    ] {
        assert_eq!(variant_name(wire).as_deref(), Ok(rust));
    }
    assert!(matches!(
        variant_name("UNRECOGNIZED"),
        Err(NameError::Reserved { .. })
    ));
}

#[test]
fn modules_do_not_hide_crates_or_become_programs() {
    assert_eq!(module_name("listPets").as_deref(), Ok("list_pets"));
    assert_eq!(module_name("mod").as_deref(), Ok("mod_"));
    for wire in ["std", "Core", "serdeJson", "bin", "main"] {
        assert!(matches!(module_name(wire), Err(NameError::Reserved { .. })));
    }
}

#[test]
fn texts_without_a_name_are_errors_for_every_kind() {
    let makers: [Maker; 5] = [
        type_name,
        field_name,
        variant_name,
        constant_name,
        module_name,
    ];
    for make in makers {
        for wire in ["", "--", "_", " ", "…"] {
            assert_eq!(make(wire), Err(NameError::Blank { wire: wire.into() }));
        }
        for wire in ["名前", "prénom", "price€"] {
            assert_eq!(make(wire), Err(NameError::NotAscii { wire: wire.into() }));
        }
    }
    for make in [type_name, field_name, constant_name, module_name] {
        let wire = "1st".to_owned();
        assert_eq!(make(&wire), Err(NameError::LeadingDigit { wire }));
    }
}

#[test]
fn types_leave_the_prelude_alone() {
    for wire in ["option", "String", "vec", "SELF", "some", "from", "request"] {
        assert!(
            matches!(type_name(wire), Err(NameError::Reserved { .. })),
            "{wire}"
        );
    }
    let error = type_name("option").unwrap_err().to_string();
    assert_eq!(
        error,
        "`option` gives the Rust name `Option`, which is reserved"
    );
}

#[test]
fn every_generated_name_is_accepted_as_an_override() {
    let makers: [(Maker, NameKind); 4] = [
        (type_name, NameKind::Type),
        (field_name, NameKind::Field),
        (constant_name, NameKind::Constant),
        (module_name, NameKind::Module),
    ];
    for (make, kind) in makers {
        for (wire, ..) in NAMES {
            if let Ok(name) = make(wire) {
                assert!(is_rust_name(&name, kind), "{name} as {kind:?}");
                assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name}");
            }
        }
    }
}

#[test]
fn overrides_are_held_to_their_case() {
    for (text, kind, good) in [
        ("ThreeDs", NameKind::Type, true),
        ("threeDs", NameKind::Type, false),
        ("Three_Ds", NameKind::Type, false),
        ("3Ds", NameKind::Variant, false),
        ("Self", NameKind::Variant, false),
        ("Option", NameKind::Type, false),
        ("Option", NameKind::Variant, true),
        ("three_ds", NameKind::Field, true),
        ("three__ds", NameKind::Field, false),
        ("_ds", NameKind::Field, false),
        ("type", NameKind::Field, false),
        ("type_", NameKind::Field, true),
        ("type__", NameKind::Field, false),
        ("ThreeDs", NameKind::Field, false),
        ("", NameKind::Field, false),
        ("_", NameKind::Field, false),
        ("THREE_DS", NameKind::Constant, true),
        ("PATH", NameKind::Constant, false),
        ("naïve", NameKind::Module, false),
        ("std", NameKind::Module, false),
    ] {
        assert_eq!(is_rust_name(text, kind), good, "{text} as {kind:?}");
    }
}

#[test]
fn files_are_not_called_like_devices() {
    for (name, stem) in [
        ("Aux", "aux_"),
        ("COM1", "com1_"),
        ("Com10", "com10"),
        ("Conn", "conn"),
    ] {
        assert_eq!(file_stem(name), stem);
    }
    assert_eq!(module_name("con").as_deref(), Ok("con_"));
    assert_eq!(field_name("con").as_deref(), Ok("con"));
}

#[test]
fn crates_have_names_that_cargo_and_rust_like() {
    for name in ["pets", "pet-shop", "pet_shop2"] {
        assert!(is_crate_name(name), "{name}");
    }
    for name in [
        "Pets",
        "pet--shop",
        "pets_",
        "2pets",
        "self",
        "serde-json",
        "nul",
        "",
        "名前",
    ] {
        assert!(!is_crate_name(name), "{name}");
    }
}

#[test]
fn states_have_methods_and_values_in_lower_case() {
    assert_eq!(method("PaymentState"), "payment_state");
    assert_eq!(method("Match"), "match_");
    assert!(is_reserved_method(&method("Outcome")));
    for value in ["paid", "partly-paid", "partly_paid2"] {
        assert!(is_state_value(value), "{value}");
    }
    for value in ["Paid", "partly paid", "2paid", "paid-", "-paid", ""] {
        assert!(!is_state_value(value), "{value}");
    }
}

#[test]
fn setters_do_not_hide_the_builders_methods() {
    for name in ["build", "clone", "into"] {
        assert!(is_reserved_setter(name));
    }
    for name in ["builds", "pet", "maybe", "maybe_pet", "validate"] {
        assert!(!is_reserved_setter(name));
    }
}

#[test]
fn a_wire_name_has_words() {
    for (wire, words) in [
        ("listPets", "list pets"),
        ("dcim_modules-list", "dcim modules list"),
        ("is2FAOn", "is 2fa on"),
        ("见", "见"),
        ("+", "+"),
    ] {
        assert_eq!(in_words(wire), words);
    }
}
