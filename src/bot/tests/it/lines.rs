//! `--jsonl`: a line in, a line out, in order, whatever single lines are like.

use serde_json::{Value, json};

use crate::newsdesk::{STORY, newsdesk};

fn lines(arguments: &[&str], input: &str) -> Vec<Value> {
    let run = newsdesk(arguments, input.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

#[test]
fn order_and_errors() {
    let good = json!({"id": "a", "title": "Bridge reopens", "published": "2025-02-17", "text": STORY, "annotated": []});
    let german =
        "Die Brücke ist am Montag wieder geöffnet worden, teilte die Stadt mit. Das Wetter war schön und alle kamen.";
    let german = json!({"id": 7, "text": german});
    let undated = json!({"id": "d", "published": "soon", "text": STORY});
    let out =
        lines(&["brief", "--jsonl"], &format!("{good}\nnot json\n{german}\n{{\"id\":\"c\"}}\n{undated}\n\n{good}"));
    assert_eq!(out.len(), 7);
    assert_eq!(out[0], out[6], "same input, same bytes");
    assert_eq!((&out[0]["id"], &out[0]["recipe"]), (&json!("a"), &json!("deep")));
    assert_eq!(out[0]["provenance"]["date_published"], "2025-02-17");
    let check = |n: usize, id: Value, says: &str| {
        let error = out[n]["error"].as_str().unwrap_or_default();
        assert!(out[n]["id"] == id && error.contains(says), "{}", out[n]);
    };
    check(1, Value::Null, "not what is read here");
    check(2, json!(7), "German");
    check(3, json!("c"), "\"text\"");
    check(4, json!("d"), "YYYY-MM-DD");
    check(5, Value::Null, "empty");
}

/// Every field that is promised, with offsets into the very string that was given.
#[test]
fn fields() {
    let text = format!("\u{feff}{}", STORY.replace('\n', "\r\n"));
    let url = "https://example.org/a";
    let input = json!({"id": "a", "url": url, "title": "Bridge", "published": "2025-02-17", "text": text});
    let out = lines(&["brief", "--jsonl"], &input.to_string()).remove(0);
    for field in ["claims", "open_questions", "disputes", "quotes", "dates", "next"] {
        assert!(out[field].is_array(), "{field}");
    }
    let claims = out["claims"].as_array().unwrap();
    assert!(!claims.is_empty() && claims.len() <= 8);
    for claim in claims {
        assert!(claim["text"].is_string() && claim.get("attribution").is_some());
        for it in claim["evidence"].as_array().unwrap() {
            let at = |it: &Value| usize::try_from(it.as_u64().unwrap()).unwrap();
            assert_eq!(text.get(at(&it["start"])..at(&it["end"])), it["exact"].as_str());
        }
    }
    assert_eq!(out["provenance"]["url"], url);

    let question = json!({"id": "q", "text": text, "question": "Who would pay for its upkeep?"});
    let answer = lines(&["ask", "--jsonl"], &question.to_string()).remove(0);
    assert!(answer["kind"] == "grounded" || answer["kind"] == "not_in_article", "{answer}");
    assert!(answer["text"].is_string() && answer["evidence"].is_array() && answer["nearest"].is_array());
    let silent = lines(&["ask", "--jsonl"], &input.to_string()).remove(0);
    assert!(silent["error"].as_str().unwrap().contains("question"));

    let analysis = lines(&["analyse", "--jsonl"], &input.to_string()).remove(0);
    for field in ["sentences", "entities", "dates", "figures", "quotes", "hedges", "attributions", "events", "disputes"]
    {
        assert!(analysis[field].is_array(), "{field}");
    }
    let said = &analysis["attributions"][0];
    for field in ["source", "source_kind", "mode", "stance", "cue", "content"] {
        assert!(said.get(field).is_some(), "{field}: {said}");
    }
    for field in ["exact", "start", "end", "name"] {
        assert!(said["source"].get(field).is_some(), "{field}: {said}");
    }

    let article = lines(&["extract", "--jsonl"], &input.to_string()).remove(0);
    assert_eq!(article["headline"], "Bridge");
    assert!(article["body"].as_str().unwrap().contains("reopened on Monday"));
    let body = STORY.replace("\n\n", "</p><p>");
    let page = format!("<html><body><article><h1>Bridge</h1><p>{body}</p></article></body></html>");
    let article = lines(&["extract", "--jsonl"], &json!({"id": "p", "html": page}).to_string()).remove(0);
    assert!(article["body"].as_str().unwrap_or_default().contains("reopened on Monday"), "{article}");
}

/// Without a day of publication, "on Friday" stays unresolved: it is never taken from today.
#[test]
fn an_unknown_day_stays_unknown() {
    let text = STORY.replace("Feb. 17, 2025\n\n", "");
    let out = lines(&["brief", "--jsonl"], &json!({"text": text}).to_string()).remove(0);
    for it in out["dates"].as_array().unwrap() {
        assert!(it["date"].is_null() || it["date"] == "2023", "{it}");
    }
}

/// More lines than are ever under way at once.
#[test]
fn many_lines() {
    let input: String = (0..300).map(|it| format!("{}\n", json!({"id": it, "text": STORY}))).collect();
    let out = lines(&["brief", "--jsonl", "--recipe", "flash"], &input);
    assert!(out.iter().enumerate().all(|(n, it)| it["id"] == n && it["recipe"] == "flash"));
    assert_eq!(out.len(), 300);
}
