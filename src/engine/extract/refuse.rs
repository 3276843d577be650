//! What is not an article at all, told from its bytes or lines: pictures, archives, logs, program code, tables.

/// Formats by their first bytes.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n", "it is a PNG picture"),
    (b"\xff\xd8\xff", "it is a JPEG picture"),
    (b"GIF87a", "it is a GIF picture"),
    (b"GIF89a", "it is a GIF picture"),
    (b"BM\x36", "it is a BMP picture"),
    (b"II*\0", "it is a TIFF picture"),
    (b"MM\0*", "it is a TIFF picture"),
    (b"%PDF-", "it is a PDF document; give its text"),
    (b"%!PS", "it is a PostScript document; give its text"),
    (b"{\\rtf", "it is an RTF document; save it as plain text"),
    (b"PK\x03\x04", "it is a ZIP archive or an office document; save the document as plain text"),
    (b"PK\x05\x06", "it is an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "it is an old office document; save it as plain text"),
    (b"\x1f\x8b", "it is compressed with gzip; unpack it first"),
    (b"BZh", "it is compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "it is compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "it is compressed with zstd; unpack it first"),
    (b"7z\xbc\xaf", "it is a 7z archive"),
    (b"Rar!", "it is a RAR archive"),
    (b"\x7fELF", "it is a program"),
    (b"MZ\x90", "it is a program"),
    (b"\xca\xfe\xba\xbe", "it is a program"),
    (b"\xcf\xfa\xed\xfe", "it is a program"),
    (b"\0asm", "it is a program"),
    (b"SQLite format 3", "it is a database"),
    (b"OggS", "it is a sound file"),
    (b"ID3", "it is a sound file"),
    (b"fLaC", "it is a sound file"),
    (b"RIFF", "it is a sound, film or picture file"),
    (b"wOFF", "it is a font"),
    (b"wOF2", "it is a font"),
];

/// What the bytes are instead of text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name);
    let film = bytes.get(4..8).is_some_and(|it| it == b"ftyp").then_some("it is a film");
    known.or(film)
}

/// Whether decoded text holds what only binary data holds: NULs, or many control characters.
pub(super) fn is_garbled(text: &str) -> bool {
    let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}');
    let (controls, nul) = text.chars().filter(control).fold((0, false), |(n, nul), c| (n + 1, nul || c == '\0'));
    nul || controls * 50 > text.len()
}

/// What the text is instead of an article, judged by the shape of its lines.
pub(super) fn not_prose(text: &str) -> Option<&'static str> {
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if trimmed.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(trimmed).is_ok() {
        return Some("it is JSON data");
    }
    if trimmed.starts_with("<?xml") || trimmed.starts_with("<rss") || trimmed.starts_with("<feed") {
        let head =
            trimmed.get(..trimmed.len().min(600)).or_else(|| trimmed.get(..trimmed.len().min(597))).unwrap_or(trimmed);
        if head.contains("<rss") || head.contains("<feed") || head.contains("<rdf:RDF") {
            return Some("it is a feed; give the page of one article");
        }
    }
    let lines: Vec<&str> = trimmed.lines().map(str::trim).filter(|it| !it.is_empty()).take(400).collect();
    let share = |test: fn(&str) -> bool| lines.iter().filter(|it| test(it)).count() * 100 / lines.len().max(1);
    let sentences = share(is_sentence);
    if lines.len() < 3 || sentences >= 60 && !lines.first().is_some_and(|it| is_logged(it)) {
        return None;
    }
    if lines.iter().all(|it| it.starts_with('{') && it.ends_with('}')) {
        return Some("it is JSON data");
    }
    if share(is_logged) >= 60 {
        return Some("it looks like a log file");
    }
    if lines.len() >= 5 && sentences <= 25 && share(is_code) >= 40 {
        return Some("it looks like program code");
    }
    if lines.len() >= 4 && sentences <= 10 && is_table(&lines) {
        return Some("it looks like a table (CSV)");
    }
    None
}

/// `2025-01-01 12:00:00 …`, `[12:00:01] …`, `Jan  1 12:00:00 host …`, `127.0.0.1 - - […`, `ERROR: …`.
fn is_logged(line: &str) -> bool {
    let head = line.char_indices().nth(60).and_then(|(at, _)| line.get(..at)).unwrap_or(line);
    let mut words = head.split([' ', '\t', 'T', '[', ']', ',']).filter(|it| !it.is_empty());
    let first = words.next().unwrap_or_default();
    let clock = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        word.split(':').count() >= 3 && digits >= 5 && word.chars().all(|c| c.is_ascii_digit() || ":.,+-Zz".contains(c))
    };
    let numeric = |word: &str| word.len() >= 8 && word.chars().all(|c| c.is_ascii_digit() || "-/.".contains(c));
    let early_clock = head.split([' ', '\t', 'T', '[', ']']).filter(|it| !it.is_empty()).take(4).any(clock);
    let address = first.split('.').count() == 4 && first.chars().all(|c| c.is_ascii_digit() || c == '.');
    let level = |word: &str| {
        matches!(word, "DEBUG" | "INFO" | "WARN" | "WARNING" | "ERROR" | "FATAL" | "TRACE" | "CRITICAL" | "NOTICE")
    };
    let levelled = level(first.trim_end_matches(':')) || numeric(first) && words.take(3).any(level);
    let traced = head.starts_with("at ") && head.contains('(') && head.contains(':') || head.starts_with("File \"");
    early_clock || address && head.contains(['-', '[']) || levelled || traced
}

fn is_code(line: &str) -> bool {
    #[rustfmt::skip]
    const STARTS: &[&str] = &[
        "#!", "#include", "#define", "//", "/*", "*/", "import ", "from ", "package ", "using ", "namespace ",
        "def ", "class ", "fn ", "pub ", "let ", "const ", "var ", "func ", "function ", "return ", "if (", "if(",
        "for (", "for(", "while (", "else", "elif ", "try:", "except", "end", "SELECT ", "INSERT ", "CREATE ", "@",
        "<", "}", "{", ")", "self.", "use ", "mod ", "impl ", "struct ", "enum ", "private ", "public ", "static ",
        "void ", "int ", "echo ", "export ",
    ];
    let ends = line.ends_with([';', '{', '}', ')', ']', '>', '\\'])
        || line.ends_with("):")
        || line.ends_with("=>")
        || line.ends_with("->")
        || line.ends_with(',') && line.contains(['=', ':', '"']);
    let signs = line.chars().filter(|it| "{}()[];=<>_$&|".contains(*it)).count();
    let starts = STARTS.iter().any(|it| line.starts_with(it));
    (starts && (ends || signs >= 2 || !line.ends_with('.'))) || ends && signs >= 2 || signs * 8 > line.chars().count()
}

/// Whether most lines hold the same number of cells, which are too short for sentences.
fn is_table(lines: &[&str]) -> bool {
    [',', ';', '\t', '|'].iter().any(|sign| {
        let cells = |line: &str| line.matches(*sign).count();
        let usual = lines.get(1).map_or(0, |it| cells(it));
        let same = lines.iter().filter(|it| cells(it) == usual).count();
        let words: usize = lines.iter().map(|it| it.split_whitespace().count()).sum();
        let short = words <= lines.len() * (usual + 1) * 4;
        usual >= 2 && same * 10 >= lines.len() * 8 && short
    })
}

fn is_sentence(line: &str) -> bool {
    let ends = line.trim_end_matches(super::look::CLOSERS).ends_with(['.', '!', '?']);
    let small = |word: &&str| word.bytes().all(|it| it.is_ascii_lowercase());
    ends && line.split_whitespace().filter(small).take(3).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_named() {
        assert_eq!(binary(b"\x89PNG\r\n\x1a\n"), Some("it is a PNG picture"));
        assert_eq!(binary(b"%PDF-1.7\n"), Some("it is a PDF document; give its text"));
        assert_eq!(binary(b"The bridge fell."), None);
        assert!(is_garbled("a\0b"));
        assert!(!is_garbled("a\tb\r\n"));
    }

    #[test]
    fn shapes_are_seen() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(not_prose(text), expected, "{text}");
        check(
            "2025-01-01 12:00:00 INFO start\n2025-01-01 12:00:01 WARN slow\n2025-01-01 12:00:02 ERROR stop",
            Some("it looks like a log file"),
        );
        check(
            "Jan  1 12:00:00 host sshd[1]: ok\nJan  1 12:00:01 host sshd[1]: ok\nJan  1 12:00:02 host cron[2]: run",
            Some("it looks like a log file"),
        );
        check("[12:00:01] INFO a\n[12:00:02] INFO b\n[12:00:03] INFO c", Some("it looks like a log file"));
        check(
            "127.0.0.1 - - [01/Jan/2025] \"GET /\" 200\n127.0.0.1 - - [01/Jan/2025] \"GET /\" 200\n127.0.0.1 - - [x] \"GET\" 200",
            Some("it looks like a log file"),
        );
        check(
            "use std::io;\n\nfn main() {\n    let x = 1;\n    println!(\"{x}\");\n}\n",
            Some("it looks like program code"),
        );
        check(
            "import os\n\ndef main():\n    x = os.getcwd()\n    print(x)\n    return x\n",
            Some("it looks like program code"),
        );
        check("name,age,town\nLee,3,Oslo\nEk,4,Bergen\nDee,5,Rome\n", Some("it looks like a table (CSV)"));
        check("{\"a\": [1, 2]}", Some("it is JSON data"));
        check("9:40 p.m. The doors open.\n9:50 p.m. They close.\n10:00 p.m. Nobody is left.", None);
        check(
            "The mayor, who is 60, left, she said.\nThe clerk, who is 50, stayed, he said.\nThe cook, who is 40, slept, I said.\nThe end, as ever, came, they said.",
            None,
        );
    }
}
