//! The `newsdesk` program: wiring only.

mod jsonl;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["brief", "--jsonl"] => jsonl::brief(),
        ["ask", "--jsonl"] => jsonl::ask(),
        _ => anyhow::bail!("newsdesk brief --jsonl | newsdesk ask --jsonl"),
    }
}
