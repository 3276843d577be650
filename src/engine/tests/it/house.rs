//! What the workspace promises about itself.

use std::fs;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn toml(path: &str) -> toml::Table {
    fs::read_to_string(format!("{ROOT}/{path}")).expect("it exists").parse().expect("it is TOML")
}

/// A crate cannot inherit lints and add to them, so the engine repeats the workspace's.
#[test]
fn the_engine_has_the_workspaces_lints_and_more() {
    let workspace = toml("Cargo.toml")["workspace"]["lints"].clone();
    let engine = toml("src/engine/Cargo.toml")["lints"].clone();
    for table in ["rust", "clippy"] {
        for (name, level) in workspace[table].as_table().expect("a table") {
            assert_eq!(engine[table].get(name), Some(level), "{table}::{name}");
        }
    }
    for lint in ["unwrap_used", "expect_used", "indexing_slicing", "string_slice"] {
        assert_eq!(engine["clippy"][lint].as_str(), Some("deny"), "{lint}");
    }
}

/// No clock, network, disk, async or randomness: none of their crates, and none of std's doors.
#[test]
fn the_engine_is_pure() {
    let manifest = toml("src/engine/Cargo.toml");
    let dependencies = manifest["dependencies"].as_table().expect("a table");
    for crate_name in dependencies.keys() {
        let impure = ["tokio", "reqwest", "hyper", "sqlx", "rand", "getrandom", "futures", "serenity", "matrix-sdk"];
        assert!(!impure.contains(&crate_name.as_str()), "{crate_name}");
    }
    let mut folders = vec![format!("{ROOT}/src/engine")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                // What is beside the library may use the world.
                if !["tests", "benches", "examples", "fuzz", "target"].contains(&name.as_str()) {
                    folders.push(path.display().to_string());
                }
                continue;
            }
            if path.extension().is_none_or(|it| it != "rs") {
                continue;
            }
            let code = fs::read_to_string(&path).expect("it is text");
            assert!(code.starts_with("//! "), "{} opens with a line that says what it is for", path.display());
            for door in [
                "std::fs",
                "std::net",
                "std::env",
                "std::process",
                "std::thread",
                "std::time",
                "static mut",
                "thread_local!",
                "#[allow(",
            ] {
                assert!(!code.contains(door), "{}: {door}", path.display());
            }
        }
    }
}
