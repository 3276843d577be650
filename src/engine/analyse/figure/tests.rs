//! What figures are found, as a table: `figure/kind value unit [of]`.

use super::*;
use crate::article::{Metadata, Region, RegionKind};
use crate::segment::segment;

fn read(text: &str) -> String {
    let body = Region { span: Span::new(0, text.len()), kind: RegionKind::Body };
    let metadata = Metadata { date_published: "2019-11-20".parse().ok(), ..Metadata::default() };
    let article = Article::new(text.to_owned(), vec![body], metadata);
    let lexicon = Lexicon::embedded();
    let sentences = segment(&article, &lexicon);
    let dates = crate::analyse::date::find(&article, &sentences, &lexicon);
    let show = |it: &Figure| {
        let value = it.value.map_or("?".to_owned(), |it| format!("{}", (it * 100.0).round() / 100.0));
        let of = it.of.map_or(String::new(), |it| format!(" [{}]", article.slice(it)));
        format!("{}/{:?} {value}{of}", article.slice(it.span), it.kind)
    };
    find(&article, &sentences, &dates, &lexicon).iter().map(show).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read(text), expected, "in {text:?}");
}

#[test]
fn money() {
    check("It earned $2.8 billion.", "$2.8 billion/Money 2800000000");
    check("Revenue rose to $27.2 billion.", "$27.2 billion/Money 27200000000 [Revenue]");
    check("They had revenue of $27.53 billion.", "$27.53 billion/Money 27530000000 [revenue]");
    check("It promised $40-50 billion in annual purchases.", "$40-50 billion/Money ? [annual purchases]");
    check(
        "It bought about $125 billion worth of Chinese goods.",
        "about $125 billion/Money 125000000000 [Chinese goods]",
    );
    check("He paid £5m and 20,000 euros.", "£5m/Money 5000000; 20,000 euros/Money 20000");
    check(
        "It made $2.53 per diluted share, or $2.50 a share.",
        "$2.53 per diluted share/Money 2.53; $2.50 a share/Money 2.5",
    );
    check("It costs trillions of dollars.", "trillions of dollars/Money ?");
    check("It fell from $47 billion to $8 billion.", "$47 billion/Money 47000000000; $8 billion/Money 8000000000");
}

#[test]
fn shares() {
    check("Sales rose 3.6 percent.", "3.6 percent/Share 3.6 [Sales]");
    check("Revenue, up this year, rose 3.5 percent this year.", "3.5 percent/Share 3.5 [Revenue]");
    check(
        "It expects sales growth of 1.8 percent and comparable sales growth of 3.5 percent.",
        "1.8 percent/Share 1.8 [sales growth]; 3.5 percent/Share 3.5 [comparable sales growth]",
    );
    check("It would end the 15% tariffs.", "15%/Share 15 [tariffs]");
    check("Nearly a third of voters stayed away.", "Nearly a third/Share 33.33 [voters]");
    check("More than half of the workers left.", "More than half/Share 50 [workers]");
    check("Two-thirds of the seats went to women.", "Two-thirds/Share 66.67 [seats]");
    check("One in five children goes hungry.", "One in five/Share 20 [children]");
    check("In the second half, a third man came on.", "");
}

#[test]
fn counts() {
    check("More than 12,000 employees will go.", "More than 12,000/Count 12000 [employees]");
    check("Power went out for some 375,000 people.", "some 375,000/Count 375000 [people]");
    check("It hit 18 northern and central counties.", "18/Count 18 [northern and central counties]");
    check("At least two dozen people died.", "At least two dozen/Count 24 [people]");
    check("Hundreds of thousands of people fled.", "Hundreds of thousands/Count ? [people]");
    check("Two United States service members have been killed.", "Two/Count 2 [United States service members]");
    check("They won 3-1 on Saturday.", "3-1/Count ?");
    check("An estimated 20 to 30 homes burned.", "An estimated 20 to 30/Count ? [homes]");
}

#[test]
fn measures() {
    check("Winds gusted to 55 mph (88.5 kph).", "55 mph/Measure 55 [Winds]");
    check("It can carry up to 100 metric tons of cargo.", "up to 100 metric tons/Measure 100 [cargo]");
    check("He was jailed for 50 weeks.", "50 weeks/Measure 50");
}

#[test]
fn no_figures() {
    check("See page 12, Article 50 and No. 10 on Nov. 3, 2018, at 8 p.m.", "");
    check("The five-year plan and the Six-Day War were 911 calls for those aged 8–10 years.", "");
    check("One of the 48-year-old's phones rang: 555-0123.", "");
    check("The two-state solution and the Boeing 737 were discussed.", "");
}
