//! Who says it, case by case: each text with its quotations' speakers, and with the sources of what is retold.

use crate::analyse::analyse;
use crate::analyse::quotation::QuotationKind;
use crate::analyse::reading::tests::article;
use crate::lexicon::Lexicon;

/// `expected`: of each quotation of speech its speaker's name, "-" where nobody is named.
fn spoken(text: &str, expected: &[&str]) {
    let lexicon = Lexicon::embedded();
    let (article, sentences) = article(text, &lexicon);
    let found = analyse(&article, &sentences, &lexicon);
    let speech = found.quotations.iter().filter(|it| !it.nested && it.kind == QuotationKind::Speech);
    let who = speech.map(|it| {
        let said = it.attribution.and_then(|at| found.attributions.get(at)).filter(|it| it.source.certain);
        said.map_or("-", |it| article.slice(it.source.name))
    });
    assert_eq!(who.collect::<Vec<_>>(), expected, "{text}");
}

/// `expected`: each source's name and the first letter of its kind.
fn sources(text: &str, expected: &[&str]) {
    let lexicon = Lexicon::embedded();
    let (article, sentences) = article(text, &lexicon);
    let found = analyse(&article, &sentences, &lexicon);
    let who = found.attributions.iter().map(|it| {
        let kind = format!("{:?}", it.source.kind);
        format!("{} {}", article.slice(it.source.name), kind.chars().next().unwrap())
    });
    assert_eq!(who.collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn the_speaker_beside_the_quotation() {
    spoken("Ann Lowe was there. \"Did you see the harbour burn?\" Lowe asked reporters late on Friday.", &["Ann Lowe"]);
    spoken("\"It will always be our town,\" an angry Peter Kerr retaliated.", &["Peter Kerr"]);
    spoken("\"The boats are not for sale,\" thundered Peter Kerr, the harbour master.", &["Peter Kerr"]);
    spoken("\"They are tense about it,\" a person close to them said.", &["a person close to them"]);
    spoken("Said Dorothy Kerr, who grew up there, \"We were all so proud of it.\"", &["Dorothy Kerr"]);
    spoken("Jamie Kerr was there. Stated Kerr: \"The stakes are high for all of us.\"", &["Jamie Kerr"]);
    spoken(
        "One of the largest owners, who asked not to be named because talks go on, said the board \"cannot tell us both on one day\".",
        &["One of the largest owners"],
    );
    spoken(
        "Nobody slept, the rescue service said, though the mayor, Ximena Kerr, said that the service \"counts those who had a telephone.\"",
        &["Ximena Kerr"],
    );
}

#[test]
fn the_speaker_before_a_colon() {
    spoken(
        "That did not surprise the pollster Jamie Kerr:\n\"Small parties have seen this before and will again.\"",
        &["Jamie Kerr"],
    );
    spoken(
        "The pollster, Jamie Kerr, gave it a try on Tuesday: \"You can easily argue that it is wrong.\"",
        &["Jamie Kerr"],
    );
    spoken("The harbour wall fell at noon: \"No entry for any boat today\" stood on it.", &["-"]);
}

#[test]
fn words_after_a_quotation_are_not_the_speaker_before() {
    spoken(
        "Ann Lowe spoke first. \"And nobody pays me for any of it!\" Peter Kerr declared, a point he likes.",
        &["Peter Kerr"],
    );
}

#[test]
fn pronouns() {
    // Whoever "she" can only have been is a woman from then on.
    spoken(
        "Jolke Werbo gave evidence. She said she had seen it. Oliver Brand told jurors that it was false.\n\"This was a badly run fund,\" he said.",
        &["Oliver Brand"],
    );
    spoken(
        "A spokesman for the owner denied it.\nPeter Kerr's future is no clearer. His contract ends in June. \"They can find me here,\" he said.",
        &["Peter Kerr"],
    );
}

#[test]
fn brackets_and_roles() {
    sources("Sen. Ann Lowe (R-Texas) said that it was over.", &["Ann Lowe N"]);
    sources("It will fail, according to their chief executive, Ann Lowe, who left on Friday.", &["Ann Lowe N"]);
    sources("One critic, the former mayor Ann Lowe, said that it failed.", &["Ann Lowe N"]);
    sources("Norway has in the past said that it sees no need.", &["Norway N"]);
}

#[test]
fn unnamed_and_documents() {
    sources("A spokeswoman for the Harbour Board said that it was safe.", &["A spokeswoman for the Harbour Board A"]);
    sources("A poll by Quinn University found Lowe leading by nine points.", &["poll by Quinn University D"]);
    sources(
        "A Quinn University poll found a close race. Of them, 61 percent said they had decided.",
        &["Quinn University poll D"; 2],
    );
    sources("As a Kelvin Review reporter noted, he did not fill the hall.", &["a Kelvin Review reporter A"]);
    sources("A series of emails showed that the board knew.", &["series of emails D"]);
}
