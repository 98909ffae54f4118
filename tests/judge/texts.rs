//! Random texts of the formats of JSON Schema and OpenAPI.

use crate::rng::Rng;

/// Returns a text of a format, or nothing if the format is not known.
pub fn of_format(format: &str, rng: &mut Rng) -> Option<String> {
    let digits = |count: usize, rng: &mut Rng| -> String {
        (0..count)
            .map(|_| char::from(b'0' + u8::try_from(rng.below(10)).unwrap_or(0)))
            .collect()
    };
    let hex = |count: usize, rng: &mut Rng| -> String {
        (0..count)
            .filter_map(|_| char::from_digit(u32::try_from(rng.below(16)).ok()?, 16))
            .collect()
    };
    let date = |rng: &mut Rng| {
        format!(
            "20{}-0{}-1{}",
            digits(2, rng),
            1 + rng.below(9),
            rng.below(10)
        )
    };
    let time = |rng: &mut Rng| {
        let zones = ["Z", "+02:00", "-11:30"];
        let zone = zones[rng.below(zones.len())];
        format!(
            "1{}:2{}:3{}{zone}",
            rng.below(10),
            rng.below(10),
            rng.below(10)
        )
    };
    Some(match format {
        "date-time" => format!("{}T{}", date(rng), time(rng)),
        "date" => date(rng),
        "time" => time(rng),
        "duration" => ["P1D", "PT2H30M", "P3W"][rng.below(3)].to_owned(),
        "uuid" => format!(
            "{}-{}-4{}-a{}-{}",
            hex(8, rng),
            hex(4, rng),
            hex(3, rng),
            hex(3, rng),
            hex(12, rng)
        ),
        "email" | "idn-email" => format!("{}@shop.example", word(rng)),
        "hostname" => format!("{}.example", word(rng)),
        "uri" | "url" | "iri" => format!("https://{}.example/{}", word(rng), word(rng)),
        "uri-reference" => format!("/{}", word(rng)),
        "ipv4" => format!("10.{}.{}.1", rng.below(256), rng.below(256)),
        "ipv6" => format!("fe80::{}", hex(4, rng)),
        "byte" => ["", "YQ==", "YWJj", "YWI="][rng.below(4)].to_owned(),
        "decimal" => format!("{}.{}", rng.below(100), digits(2, rng)),
        "boolean" => ["true", "false"][rng.below(2)].to_owned(),
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64"
        | "uint" => rng.below(100).to_string(),
        _ => return None,
    })
}

fn word(rng: &mut Rng) -> String {
    let letter = |rng: &mut Rng| char::from(b'a' + u8::try_from(rng.below(26)).unwrap_or(0));
    let length = 1 + rng.below(8);
    (0..length).map(|_| letter(rng)).collect()
}

/// Returns a text of a length in characters.
pub fn any(length: usize, rng: &mut Rng) -> String {
    const CHARACTERS: [char; 12] = ['a', 'b', 'Z', '0', '7', ' ', '-', '_', 'é', '猫', '"', '/'];
    let pick = |rng: &mut Rng| CHARACTERS[rng.below(CHARACTERS.len())];
    (0..length).map(|_| pick(rng)).collect()
}
