//! The rooms and their arrows, as ARCHITECTURE.md has them.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms of ours it may import, and the outside packages that an inner room may bring
/// (`None` for the outer rooms, which may bring any).
type Room = (
    &'static str,
    &'static [&'static str],
    Option<&'static [&'static str]>,
);

const ROOMS: &[Room] = &[
    (
        "onrecord-serve",
        &[
            "onrecord-text",
            "onrecord-doc",
            "onrecord-check",
            "onrecord-proof",
            "onrecord-receipt",
            "onrecord-store",
            "onrecord-wire",
        ],
        None,
    ),
    (
        "onrecord-text",
        &[],
        Some(&[
            "memchr",
            "unicode-normalization",
            "unicode-segmentation",
            "similar",
        ]),
    ),
    (
        "onrecord-doc",
        &["onrecord-text"],
        Some(&[
            "jiff",
            "saphyr-parser",
            "similar",
            "strsim",
            "unicode-normalization",
            "html5ever",
            "pulldown-cmark",
            "sha2",
            // Line ends and brackets, 32 bytes at once: half of 3 % of `add`.
            "memchr",
            // Names that sound or look alike; words of subjects in texts.
            "rphonetic",
            "strsim",
            "aho-corasick",
        ]),
    ),
    (
        "onrecord-check",
        &["onrecord-text", "onrecord-doc"],
        Some(&["pulldown-cmark", "html5ever", "jiff"]),
    ),
    (
        "onrecord-proof",
        &["onrecord-text", "onrecord-doc"],
        Some(&["base64", "ed25519-dalek", "serde", "serde_json", "sha2"]),
    ),
    (
        "onrecord-receipt",
        &[
            "onrecord-text",
            "onrecord-doc",
            "onrecord-check",
            "onrecord-proof",
        ],
        Some(&["serde", "sha2"]),
    ),
    (
        "onrecord-store",
        &["onrecord-text", "onrecord-doc", "onrecord-proof"],
        None,
    ),
    (
        "onrecord-wire",
        // The store's answers only behind a feature: other shapes need no index.
        &[
            "onrecord-text",
            "onrecord-doc",
            "onrecord-check",
            "onrecord-store",
        ],
        Some(&["quick-xml", "serde", "utoipa"]),
    ),
    (
        "onrecord",
        &[
            "onrecord-serve",
            "onrecord-text",
            "onrecord-doc",
            "onrecord-check",
            "onrecord-proof",
            "onrecord-receipt",
            "onrecord-store",
            "onrecord-wire",
        ],
        None,
    ),
];

/// More packages than this in the lock file need a reason and a new number here.
/// The server brings axum, tokio and what they stand on: some 60 packages for it and the command.
const MOST_PACKAGES: usize = 370;

/// What inner rooms must not touch: files, the environment, clocks, the terminal.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "println!",
    "dbg!",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names under `[dependencies]` of a crate's manifest.
fn dependencies(room: &str) -> Vec<String> {
    let manifest = fs::read_to_string(root().join("crates").join(room).join("Cargo.toml")).unwrap();
    let behind = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1);
    let lines = behind.take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split(['=', '.']).next())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_arrow_is_allowed() {
    for (room, ours, outside) in ROOMS {
        for dependency in dependencies(room) {
            let known = ROOMS.iter().any(|(other, ..)| *other == dependency);
            let allowed = if known {
                ours.contains(&dependency.as_str())
            } else {
                outside.is_none_or(|outside| outside.contains(&dependency.as_str()))
            };
            assert!(allowed, "{room} must not import {dependency}");
        }
    }
}

#[test]
fn every_crate_is_a_room() {
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            ROOMS.iter().any(|(room, ..)| *room == name),
            "crates/{name} is no room of the plan"
        );
    }
}

#[test]
fn inner_rooms_touch_nothing_outside() {
    for (room, _, outside) in ROOMS {
        if outside.is_none() {
            continue;
        }
        let mut folders = vec![root().join("crates").join(room).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let source = fs::read_to_string(&path).unwrap();
                    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
                    let found = OUTSIDE.iter().find(|what| code.contains(**what));
                    assert!(
                        found.is_none(),
                        "{} uses {}",
                        path.display(),
                        found.unwrap()
                    );
                }
            }
        }
    }
}

#[test]
fn the_lock_file_does_not_grow_unnoticed() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let packages = lock.matches("[[package]]").count();
    assert!(
        packages <= MOST_PACKAGES,
        "{packages} packages; say why and raise the limit"
    );
}
