//! PDFs written by hand: what is read of them, and what is refused.

use super::*;

/// A PDF of `pages`, each the operators of one; `info` is its metadata.
fn pdf(pages: &[&str], info: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|it| format!("{} 0 R", 10 + 2 * it)).collect();
    let mut objects = vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" "))),
        (3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned()),
        (4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>".to_owned()),
        (5, format!("<<{info}>>")),
        (6, "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\nx\nendstream".to_owned()),
        (7, "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 7 0 R>>>>/Length 11>>stream\n/F Do /F Do\nendstream".to_owned()),
    ];
    for (nth, page) in pages.iter().enumerate() {
        let resources = "<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</I 6 0 R/F 7 0 R>>>>";
        let (at, content) = (10 + 2 * nth, 11 + 2 * nth);
        objects.push((
            at,
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources{resources}/Contents {content} 0 R>>"),
        ));
        objects.push((content, format!("<</Length {}>>stream\n{page}\nendstream", page.len())));
    }
    written(&objects, "")
}

/// A file of `objects`.
fn written(objects: &[(usize, String)], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (id, object) in objects {
        places.push((*id, out.len()));
        out.extend(format!("{id} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    out.extend(b"xref\n");
    for (id, place) in places {
        out.extend(format!("{id} 1\n{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer<</Root 1 0 R/Info 5 0 R/Size 100{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

/// Lines of text from the top, 14 points apart, as operators.
fn lines(top: f64, lines: &[&str]) -> String {
    let shown: Vec<String> = lines.iter().map(|it| format!("({it}) Tj T*")).collect();
    format!("BT /F1 11 Tf 14 TL 72 {top} Td {} ET ", shown.join(" "))
}

fn texts(bytes: Vec<u8>) -> Vec<(PieceKind, String)> {
    read(bytes).unwrap().pieces.into_iter().map(|it| (it.kind, it.text)).collect()
}

#[test]
fn lines_make_paragraphs() {
    let page = format!(
        "BT /F2 20 Tf 72 740 Td (Harbour audit) Tj ET {}{}",
        lines(
            700.0,
            &[
                "The harbour board said on Friday that the bridge over the river had been in-",
                "spected twice, and that the well-known faults were not inspected again by the",
                "ministry.",
            ]
        ),
        lines(640.0, &["Nobody was hurt when it fell, said \\223the mayor\\224 to the council of the town."]),
    );
    assert_eq!(
        texts(pdf(&[&page], "")),
        [
            (PieceKind::Title, "Harbour audit".to_owned()),
            (
                PieceKind::Paragraph,
                "The harbour board said on Friday that the bridge over the river had been inspected twice, and that the \
                 well-known faults were not inspected again by the ministry."
                    .to_owned()
            ),
            (PieceKind::Paragraph, "Nobody was hurt when it fell, said “the mayor” to the council of the town.".to_owned()),
        ]
    );
}

#[test]
fn pages_are_one_text() {
    let page = |nth: usize, text: &[&str]| {
        format!(
            "{}{}{}",
            lines(770.0, &["Harbour Board 2024"]),
            lines(700.0, text),
            lines(30.0, &[&format!("Page {nth} of 3")])
        )
    };
    let pages = [
        page(1, &["The bridge fell on Monday, and the mayor of the town said that it had"]),
        page(2, &["never been inspected since it was built in the year nineteen hundred."]),
        page(3, &["Nobody was hurt."]),
    ];
    let found = texts(pdf(&[&pages[0], &pages[1], &pages[2]], ""));
    let found: Vec<&str> = found.iter().map(|(_, it)| it.as_str()).collect();
    assert_eq!(
        found,
        [
            "The bridge fell on Monday, and the mayor of the town said that it had never been inspected since it was built in \
             the year nineteen hundred.",
            "Nobody was hurt.",
        ]
    );
}

#[test]
fn what_the_file_says_of_itself() {
    let text = lines(
        700.0,
        &["Audit of the board", "By Ann Lee", "The bridge fell in 2024, the harbour board said on Friday."],
    );
    let found = read(pdf(&[&text], "/Title(\\376\\377\\000A\\000u\\000d\\000i\\000t\\000 \\000o\\000f)/Author(Ann Lee)/CreationDate(D:20240502080000Z)")).unwrap();
    assert_eq!(found.title.as_deref(), Some("Audit of"));
    assert_eq!(found.author.as_deref(), Some("Ann Lee"));
    assert_eq!(found.published, NaiveDate::from_ymd_opt(2024, 5, 2));
    let found = read(pdf(&[&text], "/Title(audit_final.doc)/Author(Bo Ek)/CreationDate(D:20310502080000Z)")).unwrap();
    assert_eq!((found.title, found.author, found.published), (None, None, None));
}

#[test]
fn refusals() {
    let check = |bytes: Vec<u8>, expected: &str| {
        let said = read(bytes).unwrap_err().to_string();
        assert!(said.contains(expected), "{expected:?} is not in {said:?}");
    };
    check(pdf(&["q 600 0 0 700 0 0 cm /I Do Q"], ""), "ocrmypdf");
    check(pdf(&[""], ""), "holds no text");
    check(b"%PDF-1.4\nnothing".to_vec(), "damaged");
    check(b"not even that".to_vec(), "damaged");
}

#[test]
fn what_never_ends_ends() {
    // A drawing that draws itself twice, and a page of endless operators without text.
    assert!(read(pdf(&["/F Do"], "")).is_err());
    assert!(read(pdf(&[&"q ".repeat(500_000)], "")).is_err());
    // A tree of pages that holds itself, and a page count from nowhere.
    let tree = [
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Count 2000000000/Kids[2 0 R 2 0 R 3 0 R]>>".to_owned()),
        (3, "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]>>".to_owned()),
    ];
    assert!(read(written(&tree, "")).is_err());
    let deep = [(1, format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)))];
    assert!(read(written(&deep, "")).is_err());
    // Each object names the next.
    let chain: Vec<(usize, String)> =
        (1..20_000).map(|it| (it, format!("<</Pages {} 0 R/Kids {} 0 R>>", it + 1, it + 1))).collect();
    assert!(read(written(&chain, "/Prev 9")).is_err());
}
