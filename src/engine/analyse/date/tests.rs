//! What time expressions are found and what they mean, as a table.

use super::*;
use crate::article::{Metadata, Region};
use crate::segment::segment;

/// All mentions that are no shorter readings, each as `mention=date` or `mention=date..until`.
fn read(text: &str, published: &str) -> String {
    let body = Region { span: Span::new(0, text.len()), kind: RegionKind::Body };
    let metadata = Metadata { date_published: published.parse().ok(), ..Metadata::default() };
    let article = Article::new(text.to_owned(), vec![body], metadata);
    let lexicon = Lexicon::embedded();
    let found = find(&article, &segment(&article, &lexicon), &lexicon);
    let show = |it: &DateMention| {
        let date = it.resolved.map_or("?".to_owned(), |it| it.to_string());
        let until = it.until.map_or(String::new(), |it| format!("..{it}"));
        format!("{}={date}{until}", article.slice(it.span))
    };
    found.iter().filter(|it| !it.nested).map(show).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(text: &str, published: &str, expected: &str) {
    assert_eq!(read(text, published), expected, "in {text:?}");
}

/// A Wednesday.
const DAY: &str = "2019-11-20";

#[test]
fn weekdays() {
    check("The court ruled on Friday.", DAY, "Friday=2019-11-15");
    check("The court ruled Wednesday that it may.", DAY, "Wednesday=2019-11-20");
    check("They will meet on Friday.", DAY, "Friday=2019-11-22");
    check("They are due to meet on Friday.", DAY, "Friday=2019-11-22");
    check("The meeting was moved from Tuesday to Friday.", DAY, "Tuesday=2019-11-19; Friday=2019-11-22");
    check("The term begins next Monday.", DAY, "next Monday=2019-11-25");
    check("She arrived last Friday.", DAY, "last Friday=2019-11-15");
    check("He said Thursday's vote would go ahead.", DAY, "Thursday=2019-11-14");
    check("On Monday, the company will announce results.", DAY, "Monday=2019-11-25");
    check("The weather should ease by Thursday morning.", DAY, "Thursday morning=2019-11-21");
    check("They were told to sign by Monday.", "2019-11-18", "Monday=2019-11-18");
    check("It fell on Wednesday of last week.", DAY, "Wednesday of last week=2019-11-13");
    check("The match starts at 8 p.m. on Saturday.", DAY, "8 p.m. on Saturday=2019-11-23");
    check("It opened on Nov. 2. They went back the next Tuesday.", DAY, "Nov. 2=2019-11-02; next Tuesday=2019-11-05");
    check("The site works only at times, and by the end of Saturday it was down.", DAY, "Saturday=2019-11-16");
    check("The request results from the ruling on July 8.", "2015-08-02", "July 8=2015-07-08");
    check("The show is to run from Jan. 3.", "2020-01-08", "Jan. 3=2020-01-03");
    check("She told The Sunday Times on Super Tuesday.", DAY, "");
}

#[test]
fn days_of_a_month() {
    check("It was signed on Friday, Feb. 14, 2025.", DAY, "Friday, Feb. 14, 2025=2025-02-14");
    check("It was signed on Feb. 14, 2017, in Rome.", DAY, "Feb. 14, 2017=2017-02-14");
    check("It was imposed on Sept. 1.", DAY, "Sept. 1=2019-09-01");
    check("Jobs will end on Dec. 9.", DAY, "Dec. 9=2019-12-09");
    check("He leaves office on Jan. 20.", DAY, "Jan. 20=2020-01-20");
    check("The vow was to leave on Oct. 31.", DAY, "Oct. 31=2019-10-31");
    check("The festival runs from May 3-5.", "2019-04-20", "May 3-5=2019-05-03..2019-05-05");
    check("It was held 18-20 November 2018.", DAY, "18-20 November 2018=2018-11-18..2018-11-20");
    check("On 4 July 2018 they met.", DAY, "4 July 2018=2018-07-04");
    check("It was on the 4th of July.", DAY, "the 4th of July=2019-07-04");
    check("The show, Jan. 23 - March 9 2014, closed.", DAY, "Jan. 23=2014-01-23; March 9 2014=2014-03-09");
    check("He died on December 26th last year.", DAY, "December 26th last year=2018-12-26");
    check("after the Sept. 11 attacks", DAY, "Sept. 11=2001-09-11");
    check("Published 2019-11-18, updated 11/19/2019.", DAY, "2019-11-18=2019-11-18; 11/19/2019=2019-11-19");
}

#[test]
fn months() {
    check("The plan was announced in October.", DAY, "October=2019-10");
    check("It was agreed last December.", DAY, "last December=2018-12");
    check("no rain since mid-September", DAY, "mid-September=2019-09");
    check("The hearing will be in February.", DAY, "February=2020-02");
    check("It took place between July 2003 and December 2004.", DAY, "July 2003=2003-07; December 2004=2004-12");
    check("It ran from March to May 2018.", DAY, "March=2018-03; May 2018=2018-05");
    check("It opened in early March.", DAY, "early March=2019-03");
    check("He was jailed in January 2017. In March, he appealed.", DAY, "January 2017=2017-01; March=2017-03");
    check("It was unveiled in May.", DAY, "May=2019-05");
    check("You may go. May we march on?", DAY, "");
    check("Prime Minister Theresa May said on the March for Life that May would resign.", DAY, "");
    check("It began four planned outages in October.", DAY, "October=2019-10");
    check("A deal, once expected within weeks of an October meeting, may slip.", DAY, "October=2019-10");
    check("They met in October last year.", DAY, "October last year=2018-10");
}

#[test]
fn years() {
    check("in the 1967 Six-Day War", DAY, "1967=1967");
    check("It has 1709 pupils, 2000 people and 2,005 homes at 1905 Main St.", DAY, "");
    check("emissions 32 percent below 2005 levels", DAY, "2005=2005");
    check("A 2014 study and a confident 2010 appearance.", DAY, "2014=2014; 2010=2010");
    check("in fiscal year 2019 and fiscal 2020", DAY, "fiscal year 2019=2019; fiscal 2020=2020");
    check("the 2016-17 season, 2016–2019", DAY, "2016-17=2016..2017; 2016–2019=2016..2019");
    check("in the 1980s", DAY, "the 1980s=1980..1989");
    check("in the late eighties and the 19th century", DAY, "late eighties=1980..1989; the 19th century=1800..1899");
    check("a man in his sixties, a 20th-century painter", DAY, "");
    check("It was late 2018.", DAY, "late 2018=2018");
    check("Page 2012, flight 1999, $2010, 1945 GMT", DAY, "");
    check("at the end of 2020", DAY, "the end of 2020=2020");
    check("the Treaty of 1848", DAY, "1848=1848");
}

#[test]
fn relative_to_publication() {
    check(
        "He spoke today, not yesterday or tomorrow.",
        DAY,
        "today=2019-11-20; yesterday=2019-11-19; tomorrow=2019-11-21",
    );
    check("It was shot down last night.", DAY, "last night=2019-11-19");
    check("The court last week ruled.", DAY, "last week=2019-11");
    check("It said so earlier this month.", DAY, "earlier this month=2019-11");
    check("It could be pushed into next year.", DAY, "next year=2020");
    check("They agreed late last year.", DAY, "late last year=2018");
    check("It was announced over the weekend.", DAY, "over the weekend=2019-11");
    check("They spoke last weekend.", "2019-11-04", "last weekend=2019-11");
    check("Guidelines are due by the end of the year.", DAY, "the end of the year=2019");
    check("cleared by year end", DAY, "year end=2019");
    check("those who applied before last summer", "2023-02-23", "last summer=2022");
    check("It was chosen nearly a year ago, then two weeks ago.", DAY, "nearly a year ago=2018; two weeks ago=2019-11");
    check("Seventeen years ago, this was not so.", "2017-07-21", "Seventeen years ago=2000");
    check("USA Today reported it.", DAY, "");
    check("It has fallen over the last year.", DAY, "");
}

#[test]
fn relative_to_a_date_before() {
    check("In May, it won the order. It cancelled two months later.", DAY, "May=2019-05; two months later=2019-07");
    check("It opened on Nov. 4 and closed the next day.", DAY, "Nov. 4=2019-11-04; the next day=2019-11-05");
    check("Profit was up from a year earlier.", DAY, "a year earlier=2018");
    check("It was decided days after the vote, two years after, five hours earlier.", DAY, "");
}

#[test]
fn without_a_day_of_publication() {
    check("He spoke on Friday and last week.", "", "Friday=?; last week=?");
    check("It was signed on Feb. 14, 2017, in 2017.", "", "Feb. 14, 2017=2017-02-14; 2017=2017");
}

#[test]
fn feasts() {
    check("It opened on Christmas Eve.", DAY, "Christmas Eve=2018-12-24");
    check("It will open after Thanksgiving.", DAY, "Thanksgiving=2019-11-28");
    check("It was drawn by Ann Christmas.", DAY, "");
    check("a Christmas tree on Easter Island", DAY, "");
}
