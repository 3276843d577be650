//! What feeds in the wild do, as the makers of other readers were told: each case names where; its data is our own.

use url::Url;

use super::read::read;

/// Reads `text` as a feed at example.org; an item is shown as `id|title|address|date|summary`.
fn check_bytes(bytes: &[u8], charset: Option<&str>, expected: &[&str]) {
    let at = Url::parse("https://example.org/news/feed.xml").unwrap();
    let shown = String::from_utf8_lossy(bytes);
    let reading = read(bytes, charset, Some(&at)).unwrap_or_else(|it| panic!("{it}: {shown}"));
    let items = reading.content.items.into_iter().map(|it| {
        let address = it.address.map(String::from);
        let published = it.published.map(|it| it.format("%Y-%m-%dT%H:%MZ").to_string());
        [it.id, it.title, address, published, it.summary].map(Option::unwrap_or_default).join("|")
    });
    assert_eq!(items.collect::<Vec<_>>(), expected, "{shown}");
}

fn check(text: &str, expected: &[&str]) {
    check_bytes(text.as_bytes(), None, expected);
}

/// Items of an RSS feed.
fn rss(items: &str, expected: &[&str]) {
    check(
        &format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>"),
        expected,
    );
}

/// Entries of an Atom feed.
fn atom(entries: &str, expected: &[&str]) {
    check(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title>{entries}</feed>"), expected);
}

#[test]
fn characters_that_xml_forbids() {
    // miniflux#492, miniflux#569, gofeed#183
    rss("<item><title>Bridge\u{13} re\u{8}opens\u{1c}</title></item>", &["|Bridge reopens|||"]);
}

#[test]
fn entities_that_xml_does_not_know() {
    // miniflux#122, miniflux#320
    rss(
        "<item><title>F&ecirc;te&nbsp;day</title><description>&hellip;and &bogus; more</description></item>",
        &["|Fête day|||…and &bogus; more"],
    );
}

#[test]
fn an_ampersand_alone() {
    // miniflux#416
    rss(
        "<item><title>R&D at AT&T & Co</title><link>https://example.org/?a=1&b=2</link></item>",
        &["|R&D at AT&T & Co|https://example.org/?a=1&b=2||"],
    );
}

#[test]
fn blank_lines_and_more_before_the_declaration() {
    // rssguard#1403, devopera#409
    let feed = "<?xml version='1.0'?><rss><channel><item><title>A</title></item></channel></rss>";
    check(&format!("\n\n  {feed}"), &["|A|||"]);
    check(&format!("Warning: something in feed.php on line 3\n{feed}"), &["|A|||"]);
}

#[test]
fn a_date_without_a_time() {
    // feed-rs#173
    rss("<item><title>A</title><dc:date>2025-02-17</dc:date></item>", &["|A||2025-02-17T00:00Z|"]);
}

#[test]
fn a_date_that_is_none_costs_itself_alone() {
    // feed-rs#7, nextcloud/news#461, FeedKit#176
    rss(
        "<item><title>A</title><pubDate>0</pubDate></item><item><title>B</title><pubDate>soon</pubDate></item>",
        &["|A|||", "|B|||"],
    );
}

#[test]
fn no_date_at_all() {
    // Readrops#77, feedeR#14
    rss("<item><guid>1</guid><title>A</title></item>", &["1|A|||"]);
}

#[test]
fn space_around_a_date() {
    // vesti#65
    rss(
        "<item><title>A</title><pubDate>\n Mon, 17 Feb 2025 08:00:00 -0500 </pubDate></item>",
        &["|A||2025-02-17T13:00Z|"],
    );
}

#[test]
fn names_of_zones() {
    // gofeed#94, feedbin/support#455
    rss(
        "<item><title>A</title><pubDate>Mon, 17 Feb 2025 08:00:00 EST</pubDate></item>\
         <item><title>B</title><pubDate>Mon, 17 Feb 2025 08:00:00 Z</pubDate></item>",
        &["|A||2025-02-17T13:00Z|", "|B||2025-02-17T08:00Z|"],
    );
}

#[test]
fn an_atom_date_in_the_style_of_rss() {
    // liferea#989
    atom(
        "<entry><id>1</id><title>A</title><updated>Mon, 17 Feb 2025 08:00:00 GMT</updated></entry>",
        &["1|A||2025-02-17T08:00Z|"],
    );
}

#[test]
fn relative_links_in_atom() {
    // NetNewsWire#3534, NetNewsWire#3878
    atom(
        "<entry><id>1</id><link href='/2025/a/' rel='alternate' type='text/html' title='A'/><title>A</title></entry>",
        &["1|A|https://example.org/2025/a/||"],
    );
    atom(
        "<entry xml:base='https://b.example/x/'><id>1</id><link href='y'/><title>A</title></entry>",
        &["1|A|https://b.example/x/y||"],
    );
}

#[test]
fn relative_links_in_rss() {
    // NetNewsWire#2574, NetNewsWire#797, nextcloud/news#472
    rss(
        "<item><title>A</title><link>/en/a/</link><guid>/en/a/</guid></item>",
        &["/en/a/|A|https://example.org/en/a/||"],
    );
    // A feed on somebody else's server: the links are the site's.
    rss(
        "<link>https://site.example/blog/</link><item><title>A</title><link>a</link></item>",
        &["|A|https://site.example/blog/a||"],
    );
}

#[test]
fn a_link_in_cdata() {
    // NetNewsWire#3043
    rss(
        "<item><title>A</title><link>\n<![CDATA[ https://example.org/a?b=1&c=2 ]]>\n</link></item>",
        &["|A|https://example.org/a?b=1&c=2||"],
    );
}

#[test]
fn a_link_in_an_attribute_of_rss() {
    // FreshRSS#5324
    rss("<item><title>A</title><link href='https://example.org/a'/></item>", &["|A|https://example.org/a||"]);
    rss(
        "<item><title>A</title><atom:link href='https://example.org/a' rel='alternate'/></item>",
        &["|A|https://example.org/a||"],
    );
}

#[test]
fn links_that_lead_out_of_the_web() {
    // NetNewsWire#3878, NetNewsWire#4368
    rss(
        "<item><title>A</title><link>file:///etc/passwd</link></item><item><title>B</title><link>javascript:b()</link></item>",
        &["|A|||", "|B|||"],
    );
}

#[test]
fn an_empty_guid_and_none() {
    // FreshRSS#1482, FreshRSS#1552
    rss(
        "<item><title>A</title><guid></guid><link>https://example.org/a</link></item>",
        &["|A|https://example.org/a||"],
    );
}

#[test]
fn a_guid_that_is_the_only_link() {
    // QuiteRSS#1293
    rss(
        "<item><title>A</title><guid isPermaLink='true'>https://example.org/a</guid></item>\
         <item><title>B</title><guid isPermaLink='false'>https://example.org/b</guid></item>",
        &["https://example.org/a|A|https://example.org/a||", "https://example.org/b|B|||"],
    );
}

#[test]
fn the_title_of_a_picture() {
    // feedjira#119, feedparser#2, yarr#281, rome#298
    rss(
        "<image><title>Logo</title><url>https://example.org/l.png</url><link>https://logo.example/</link></image>\
         <item><image><title>Pic</title><url>p.png</url></image><media:content url='q.png'><media:title>Photo</media:title>\
         </media:content><title>A</title><link>https://example.org/a</link></item>",
        &["|A|https://example.org/a||"],
    );
}

#[test]
fn names_in_capitals_and_fields_twice() {
    // After feedparser's own tests.
    rss(
        "<ITEM><Title>A</Title><media:title>B</media:title><PubDate>Mon, 17 Feb 2025 08:00:00 GMT</PubDate>\
         <itunes:summary>C</itunes:summary><description>D</description><summary>E</summary></ITEM>",
        &["|A||2025-02-17T08:00Z|D"],
    );
}

#[test]
fn a_link_within_a_title() {
    // miniflux#756
    rss(
        "<item><title><a href=\"/a\" hreflang=\"en\">Quiet &amp; slow</a></title><link>https://example.org/a</link></item>",
        &["|Quiet & slow|https://example.org/a||"],
    );
}

#[test]
fn an_atom_namespace_with_https() {
    // miniflux#1232
    check("<feed xmlns='https://www.w3.org/2005/Atom'><entry><id>1</id><title>A</title></entry></feed>", &["1|A|||"]);
}

#[test]
fn old_and_foreign_namespaces() {
    // miniflux#4493
    check(
        "<rss xmlns='http://backend.userland.com/rss2' xmlns:y='https://y.example/'><channel><item><title>A</title>\
         <y:title>B</y:title></item></channel></rss>",
        &["|A|||"],
    );
}

#[test]
fn a_prefix_that_is_not_declared() {
    // FeedReader#5
    rss(
        "<atom:link rel='self' href='x'/><item><title>A</title><dc:creator>B</dc:creator><zz:q>C</zz:q></item>",
        &["|A|||"],
    );
}

#[test]
fn a_prefix_before_every_name() {
    // miniflux#1082 on Atom's kinds of text; prefixes as Python's ElementTree writes them.
    check(
        "<ns0:feed xmlns:ns0='http://www.w3.org/2005/Atom'><ns0:entry><ns0:id>1</ns0:id><ns0:title type='html'>A &amp;lt;b&amp;gt;\
         &lt;i&gt;c&lt;/i&gt;</ns0:title><ns0:summary type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>1 &lt; 2 <b>d</b></div>\
         </ns0:summary></ns0:entry></ns0:feed>",
        &["1|A <b>c|||1 < 2 d"],
    );
}

#[test]
fn a_number_where_a_text_should_be() {
    // gofeed#270
    check(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": 123, "title": "A"}]}"#,
        &["123|A|||"],
    );
}

#[test]
fn text_escaped_twice() {
    // Limnoria#1437, fraidycat#172, web.dev#5691
    rss(
        "<item><title>It&amp;#8217;s &amp;quot;open&amp;quot;</title><description>&amp;lt;p&amp;gt;B&amp;lt;/p&amp;gt;</description></item>",
        &["|It’s \"open\"|||B"],
    );
}

#[test]
fn markup_that_is_not_escaped() {
    // feedjira#119, web.dev#5691
    rss(
        "<item><title>A</title><description><p>One<br>two<img src=x></p> &lt;b&gt;three&lt;/b&gt;</description></item>",
        &["|A|||One two three"],
    );
}

#[test]
fn no_title_but_text() {
    // matrix-hookshot#888
    rss("<item><description>&lt;p&gt;Just a thought.&lt;/p&gt;</description></item><item/>", &["||||Just a thought."]);
}

#[test]
fn the_same_id_for_every_item() {
    // FreshRSS#5909, FreshRSS#5329: read as they are; what is news is told by the address then.
    rss(
        "<item><guid>1</guid><title>A</title></item><item><guid>1</guid><title>B</title></item>",
        &["1|A|||", "1|B|||"],
    );
}

#[test]
fn encodings_that_are_wrong_or_missing() {
    // miniflux-legacy#581, miniflux#433
    let feed =
        |title: &[u8]| [b"<rss><channel><item><title>".as_slice(), title, b"</title></item></channel></rss>"].concat();
    check_bytes(&feed(b"caf\xe9 \x96 bar"), Some("utf-8"), &["|café – bar|||"]);
    check_bytes(&feed("café".as_bytes()), Some("iso-8859-1"), &["|café|||"]);
    let wide: Vec<u8> =
        String::from_utf8(feed("é".as_bytes())).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_bytes(&wide, None, &["|é|||"]);
}

#[test]
fn documents_that_break_off_or_forget_an_end() {
    // miniflux-legacy#332
    rss(
        "<item><title>A<link>https://example.org/a</link><item><title>B</title>",
        &["|A|https://example.org/a||", "|B|||"],
    );
    check("<rss><channel><item><title>A</title></item><item><title>B", &["|A|||", "|B|||"]);
    check("<rss><channel><item><title>A</titel></item><item><title>B</title></wrong></item>", &["|A|||", "|B|||"]);
}

#[test]
fn rdf_has_its_items_beside_the_channel() {
    check(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>\
         <channel rdf:about='https://example.org/'><title>T</title><items><rdf:Seq><rdf:li/></rdf:Seq></items></channel>\
         <item rdf:about='https://example.org/a'><title>A</title><link>https://example.org/a</link></item></rdf:RDF>",
        &["https://example.org/a|A|https://example.org/a||"],
    );
}

#[test]
fn entities_are_never_expanded() {
    let levels: String =
        (1..20).map(|it| format!("<!ENTITY l{it} \"{}\">", format!("&l{};", it - 1).repeat(10))).collect();
    let bomb = format!(
        "<!DOCTYPE rss [<!ENTITY l0 \"lol\">{levels}]><rss><channel><item><title>A &l19;</title></item></channel></rss>"
    );
    check(&bomb, &["|A &l19;|||"]);
    // One large entity, named often.
    let wide = format!(
        "<!DOCTYPE rss [<!ENTITY x \"{}\">]><rss><channel><item><title>A</title><description>{}</description></item></channel></rss>",
        "y".repeat(100_000),
        "&x;".repeat(100)
    );
    check(&wide, &[&format!("|A|||{}", "&x;".repeat(100))]);
}

#[test]
fn nothing_outside_is_read() {
    for entity in
        ["SYSTEM \"file:///etc/passwd\"", "SYSTEM 'http://127.0.0.1/x'", "PUBLIC \"a\" \"file:///etc/passwd\""]
    {
        let feed = format!(
            "<!DOCTYPE rss [<!ENTITY % p {entity}> %p; <!ENTITY x {entity}>]><rss><channel><item><title>A &x;</title></item></channel></rss>"
        );
        check(&feed, &["|A &x;|||"]);
    }
    check(
        "<rss xmlns:xi='http://www.w3.org/2001/XInclude'><channel><item><title>A</title><xi:include href='file:///etc/passwd'/>\
         <description><xi:include href='file:///etc/passwd' parse='text'/></description></item></channel></rss>",
        &["|A|||"],
    );
}
