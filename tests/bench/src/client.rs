//! Measures memory and CPU time of the clients, in a program that pays many times against
//! a gateway on this machine.

use antom_tests::root;

use super::packages::{Package, directory};

const MANIFEST: &str = r#"
[[bin]]
name = "client"
path = "PROGRAM/main.rs"

[dependencies]
antom = { path = "ROOT/generated", features = ["reqwest", "ring", "ureq"] }
base64 = "0.23"
getrandom = { version = "0.4", features = ["sys_rng"] }
http = "1"
nix = { version = "0.31", default-features = false, features = ["resource", "time"] }
rsa = { version = "0.10", features = ["pkcs1v15"] }
serde_json = "1"
tokio = { version = "1", default-features = false, features = ["net", "rt", "time"] }
"#;

/// Writes the program and runs it.
pub fn measure() {
    let root = root();
    let program = root.join("tests/bench/program/client");
    let manifest = MANIFEST
        .replace("PROGRAM", &program.display().to_string())
        .replace("ROOT", &root.display().to_string());
    let target = directory().join("target");
    Package::new("client", &manifest).cargo(&["run", "--quiet", "--release"], &target);
}
