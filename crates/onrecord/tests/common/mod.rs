//! The command in a folder of its own, and the schemas of what it prints.
#![allow(dead_code, clippy::unwrap_used, missing_docs)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder that goes when it is done with.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let name = format!("onrecord-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// Runs the command on the record in this folder; it must end with this status.
    #[track_caller]
    pub fn run(&self, status: i32, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.current_dir(root()).args(arguments);
        command.env("ONRECORD_RECORD", self.0.join("record"));
        let output = command.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments:?}: {errors}"
        );
        output
    }

    /// What the command prints when nothing is found.
    #[track_caller]
    pub fn ok(&self, arguments: &[&str]) -> String {
        text(&self.run(0, arguments))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[track_caller]
pub fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Whether a JSON has what the schema of this name says, and nothing else.
#[track_caller]
pub fn fits_schema(value: &Value, name: &str) {
    let path = root().join(format!("docs/schema/{name}.json"));
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    fits(value, &schema, &schema, name);
}

/// The part of JSON Schema that ours uses here: members, references, enumerations.
#[track_caller]
fn fits(value: &Value, schema: &Value, whole: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return fits(value, &whole["$defs"][name], whole, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let other = any
            .iter()
            .find(|one| value.is_null() == (one["type"] == "null"));
        return fits(value, other.unwrap(), whole, at);
    }
    if let Some(names) = schema["enum"].as_array() {
        assert!(names.contains(value), "{at}: {value} is not listed");
    }
    if !schema["const"].is_null() {
        assert_eq!(value, &schema["const"], "{at}");
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.is_object() {
            let member = value.get(name.as_str().unwrap());
            assert!(member.is_some(), "{at}: {name} is missing");
        }
    }
    for (name, member) in value.as_object().into_iter().flatten() {
        let described = &schema["properties"][name];
        assert!(!described.is_null(), "{at}.{name} is not in the schema");
        fits(member, described, whole, &format!("{at}.{name}"));
    }
    for item in value.as_array().into_iter().flatten() {
        fits(item, &schema["items"], whole, &format!("{at}[]"));
    }
}
