//! Addresses in place of files, fetched from a server of our own on the loopback.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use crate::newsdesk::newsdesk;

/// What must never be shown.
const SECRET: &str = "t0ps3cret";

const PAGE: &str = "<!doctype html><html lang=en><head><title>Harbour bridge reopens after two years</title></head><body>\
<nav><a href=/>Home</a></nav><article><h1>Harbour bridge reopens after two years</h1>\
<p>RIGA — The harbour bridge reopened on Monday after two years of repairs that cost $4 million, the city said.</p>\
<p>\"It is safe, and it will stay safe,\" Mayor Ilze Ozola told reporters. She did not say who would pay for it.</p>\
<p>The council will decide on Friday whether lorries may use the bridge again.</p></article></body></html>";

/// Serves on the loopback until the test ends; gives host and port.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                match stream.read(&mut byte) {
                    Ok(1) => head.extend(byte),
                    _ => break,
                }
            }
            let head = String::from_utf8(head).unwrap();
            let (kind, body) = match head.split_whitespace().nth(1).unwrap_or_default() {
                it if it.starts_with("/story") => ("text/html; charset=utf-8", PAGE),
                it if it.starts_with("/agent") => ("text/plain", "-"),
                it if it.starts_with("/inside") => ("", "http://127.0.0.2/"),
                _ => ("image/png", ""),
            };
            let status =
                if kind.is_empty() { format!("302 Found\r\nLocation: {body}?{SECRET}") } else { "200 OK".into() };
            let length = body.len();
            let answer = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}");
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    host
}

#[test]
fn an_address_is_as_good_as_a_file() {
    let host = serve();
    let address = format!("http://{host}/story?token={SECRET}&id=12");
    let brief = newsdesk(&["brief", &address, "--allow-host", &host], b"");
    assert_eq!((brief.code, brief.err.as_str()), (0, ""));
    for it in ["Harbour bridge reopens", "C1. ", "the city said", &format!("Fetched from http://{host}/story?id=12.")] {
        assert!(brief.out.contains(it), "{it} is not in {}", brief.out);
    }
    let ask = newsdesk(&["ask", &address, "--allow-host", &host, "How much did the repairs cost?"], b"");
    assert!(ask.code == 0 && ask.out.contains("$4 million"), "{}{}", ask.out, ask.err);
    let extract = newsdesk(&["extract", &address, "--allow-host", &host, "--format", "json"], b"");
    assert!(
        extract.code == 0 && extract.out.contains("\"fetched\"") && !extract.out.contains("Home"),
        "{}",
        extract.out
    );
    for run in [brief, ask, extract] {
        assert!(!format!("{}{}", run.out, run.err).contains(SECRET));
    }
}

#[test]
fn what_is_not_fetched_says_what_to_do() {
    let host = serve();
    let check = |address: &str, allowed: &[&str], says: &str| {
        let arguments: Vec<&str> = ["brief", address].iter().chain(allowed).copied().collect();
        let run = newsdesk(&arguments, b"");
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{address}: {}", run.err);
        assert!(run.err.contains(says) && !run.err.contains(SECRET), "{address}: {says:?} is not in {:?}", run.err);
    };
    let story = format!("http://{host}/story?{SECRET}");
    check(&story, &[], "port");
    check("http://127.0.0.1/", &[], "not on the public internet");
    check(&format!("http://localhost/{SECRET}"), &[], "not on the public internet");
    check(&format!("http://me:{SECRET}@{host}/"), &["--allow-host", &host], "password");
    check(&format!("http://{host}/inside"), &["--allow-host", &host], "not on the public internet");
    check(&format!("http://{host}/picture"), &["--allow-host", &host], "a picture (image/png), not an article");
    check(&format!("http://{host}/agent?{SECRET}"), &["--allow-host", &host], "/agent: no article text");
    check("http://[", &[], "no address");
}
