//! What the program writes is what its schemas promise. The checker below knows the keywords that the schemas use and fails
//! on any other, so that none goes unchecked.

use serde_json::{Value, json};

use crate::newsdesk::{STORY, newsdesk, root};

fn schema(of: &str) -> Value {
    serde_json::from_str(&newsdesk(&["schema", of], b"").out).unwrap()
}

fn output(arguments: &[&str], input: &str) -> Value {
    let run = newsdesk(arguments, input.as_bytes());
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

fn articles() -> Vec<String> {
    let mut articles = vec![STORY.to_owned()];
    for it in std::fs::read_dir(root().join("briefings/cases")).unwrap() {
        articles.extend(std::fs::read_to_string(it.unwrap().path().join("article.txt")));
    }
    articles
}

#[test]
fn output_is_as_promised() {
    let digest = schema("digest");
    let (answer, analysis, article) = (schema("answer"), schema("analysis"), schema("article"));
    for text in articles() {
        for recipe in ["flash", "standard", "deep"] {
            conforms(&output(&["brief", "-", "--format", "json", "--recipe", recipe], &text), &digest);
        }
        let line = json!({"id": 7, "text": text, "published": "2025-02-17"}).to_string();
        conforms(&output(&["brief", "--jsonl"], &line), &digest);
        for question in ["When does the council decide?", "Who discovered penicillin?"] {
            conforms(&output(&["ask", "-", question, "--format", "json"], &text), &answer);
        }
        conforms(&output(&["analyse", "-"], &text), &analysis);
        conforms(&output(&["extract", "-", "--format", "json"], &text), &article);
    }
}

#[test]
fn what_is_wrong_is_seen() {
    let digest = schema("digest");
    let value = output(&["brief", "-", "--format", "json"], STORY);
    let check = |pointer: &str, put: Value| {
        let mut value = value.clone();
        *value.pointer_mut(pointer).unwrap() = put;
        assert!(wrong(&value, &digest, &digest, "digest").is_some(), "{pointer}");
    };
    check("/claims/0/text", json!(5));
    check("/claims/0/label", json!("aside"));
    check("/claims/0", json!({}));
    check("/headline", json!(["x"]));
    check("/text/bytes", json!(-1));
}

/// Panics where `value` is not what `schema` says.
fn conforms(value: &Value, schema: &Value) {
    if let Some(wrong) = wrong(value, schema, schema, "output") {
        panic!("{wrong}");
    }
}

/// The first thing that is wrong; `root` holds the schema's definitions.
fn wrong(value: &Value, schema: &Value, root: &Value, at: &str) -> Option<String> {
    let fields = match schema {
        Value::Bool(true) => return None,
        Value::Object(fields) => fields,
        _ => return Some(format!("{at}: no schema: {schema}")),
    };
    let list = |it: &Value| it.as_array().cloned().unwrap_or_default();
    let name = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    fields.iter().find_map(|(keyword, rule)| match keyword.as_str() {
        "$schema" | "$defs" | "title" | "description" | "format" => None,
        "$ref" => wrong(value, root.pointer(name(rule).strip_prefix('#')?)?, root, at),
        "type" => {
            let types = if rule.is_array() { list(rule) } else { vec![rule.clone()] };
            let fits = types.iter().any(|it| has_type(value, &name(it)));
            (!fits).then(|| format!("{at}: {value} is not {rule}"))
        }
        "properties" => {
            let part = |(name, rule): (&String, &Value)| wrong(value.get(name)?, rule, root, &format!("{at}.{name}"));
            rule.as_object()?.iter().find_map(part)
        }
        "required" => list(rule).iter().find(|it| value.get(name(it)).is_none()).map(|it| format!("{at} lacks {it}")),
        "items" => {
            let item = |(n, it): (usize, &Value)| wrong(it, rule, root, &format!("{at}[{n}]"));
            value.as_array()?.iter().enumerate().find_map(item)
        }
        "enum" => (!list(rule).contains(value)).then(|| format!("{at}: {value} is none of {rule}")),
        "const" => (rule != value).then(|| format!("{at}: {value} is not {rule}")),
        "minimum" => (value.as_f64()? < rule.as_f64()?).then(|| format!("{at}: {value} is under {rule}")),
        "anyOf" | "oneOf" => {
            let all: Vec<Option<String>> = list(rule).iter().map(|it| wrong(value, it, root, at)).collect();
            let fits = all.iter().filter(|it| it.is_none()).count();
            let right = if keyword == "oneOf" { fits == 1 } else { fits >= 1 };
            (!right).then(|| format!("{at}: {fits} of {keyword} fit {value}: {all:?}"))
        }
        "additionalProperties" if rule == &Value::Bool(false) => {
            let known = fields.get("properties")?.as_object()?;
            value.as_object()?.keys().find(|it| !known.contains_key(*it)).map(|it| format!("{at} has {it}"))
        }
        _ => Some(format!("{at}: this test does not know the keyword {keyword}")),
    })
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
