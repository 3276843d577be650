//! What can be measured of each block of a page: its words, its mark-up, its place, its neighbours. `model/train.py` learns
//! from these which blocks are the story's; their order is the model's.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Block;
use super::place::{Places, count, prose};
use super::tree::{Id, Tree};
use crate::article::RegionKind;
use crate::extract::{
    byline, furniture,
    look::{End, Look},
    publication_date,
};

/// What the page says of its article elsewhere, to compare blocks with.
#[derive(Clone, Debug, Default)]
pub(super) struct Said<'p> {
    /// The title.
    pub title: Option<&'p str>,
    /// The description.
    pub description: Option<&'p str>,
    /// The article's text, as told to machines.
    pub body: Option<&'p str>,
}

/// What is measured of a block by itself.
const OWN: usize = 93;

/// What is measured of each neighbour.
const NEAR: usize = 8;

/// Where the neighbours stand.
const NEIGHBOURS: [isize; 6] = [-3, -2, -1, 1, 2, 3];

/// What is measured of a block in all.
pub(super) const FEATURES: usize = OWN + NEAR * NEIGHBOURS.len();

/// Measures every block of a page.
pub(super) fn measure(tree: &Tree, blocks: &[Block], places: &Places, said: &Said<'_>) -> Vec<Vec<f32>> {
    let page = Page::of(tree, blocks, places, said);
    let own: Vec<Vec<f32>> = blocks.iter().enumerate().map(|(at, block)| page.own(at, block)).collect();
    (0..blocks.len())
        .map(|at| {
            let mut row = own.get(at).cloned().unwrap_or_default();
            for offset in NEIGHBOURS {
                let near = at.checked_add_signed(offset);
                let block = near.and_then(|it| blocks.get(it));
                let same =
                    |it: &Block| blocks.get(at).is_some_and(|me| tree.parent(me.element) == tree.parent(it.element));
                let values = near.and_then(|it| own.get(it));
                match (block, values) {
                    (Some(block), Some(values)) => {
                        let get = |at: usize| values.get(at).copied().unwrap_or(0.0);
                        // Length, links, end, tag, whether in the story's element, told to machines, same parent, kind of line.
                        row.extend([
                            get(0),
                            get(2),
                            get(5),
                            get(14),
                            get(OWN - 22),
                            get(OWN - 4),
                            flag(same(block)),
                            get(OWN - 2),
                        ]);
                    }
                    _ => row.extend([-1.0; NEAR]),
                }
            }
            row
        })
        .collect()
}

struct Page<'p> {
    tree: &'p Tree,
    places: &'p Places,
    /// Running text before each block, and in all.
    before: Vec<f32>,
    total: f32,
    first: usize,
    last: usize,
    title_at: Option<usize>,
    title: BTreeSet<String>,
    description: BTreeSet<String>,
    told: Option<BTreeSet<u64>>,
    signatures: BTreeMap<u64, f32>,
    texts: BTreeMap<u64, usize>,
    n: f32,
}

impl<'p> Page<'p> {
    fn of(tree: &'p Tree, blocks: &'p [Block], places: &'p Places, said: &Said<'p>) -> Self {
        let mut before = Vec::with_capacity(blocks.len() + 1);
        let mut total = 0.0;
        let (mut signatures, mut texts) = (BTreeMap::new(), BTreeMap::new());
        for block in blocks {
            before.push(total);
            let prose = if places.away(block.element) <= 3 { prose(block) } else { 0.0 };
            total += prose;
            *signatures.entry(signature(tree, block.element)).or_insert(0.0) += prose;
            *texts.entry(hash(block.text.as_bytes())).or_insert(0) += 1;
        }
        before.push(total);
        let is_prose = |it: &Block| places.away(it.element) == 0 && prose(it) > 0.0;
        let first = blocks.iter().position(is_prose).unwrap_or(0);
        let last = blocks.iter().rposition(is_prose).unwrap_or(blocks.len());
        let title = said.title.map(words).unwrap_or_default();
        let is_title = |it: &Block| {
            let own = words(&it.text);
            !own.is_empty()
                && own.len() <= title.len() + 6
                && own.intersection(&title).count() * 10 >= title.len().max(own.len()) * 7
        };
        let title_at = blocks
            .iter()
            .position(|it| tree.name(it.element) == "h1" && is_title(it))
            .or_else(|| blocks.iter().take(first + 1).rposition(is_title))
            .or_else(|| blocks.iter().position(|it| tree.name(it.element) == "h1"));
        Self {
            tree,
            places,
            before,
            total,
            first,
            last,
            title_at,
            title,
            description: said.description.map(words).unwrap_or_default(),
            told: said.body.filter(|it| it.len() > 200).map(|it| runs(it).collect()),
            signatures,
            texts,
            n: count(blocks.len()),
        }
    }

    fn own(&self, at: usize, block: &Block) -> Vec<f32> {
        let look = Look::of(&block.text);
        let n_words = count(look.words.len()).max(1.0);
        let letters = count(block.letters).max(1.0);
        let (mut commas, mut stops, mut digits, mut pipes) = (0.0, 0.0, 0.0, 0.0);
        for c in block.text.chars() {
            match c {
                ',' | '،' | '、' | '，' => commas += 1.0,
                '.' | '!' | '?' | '。' | '؟' | '।' => stops += 1.0,
                '|' | '›' | '»' | '•' | '·' | '/' => pipes += 1.0,
                _ if c.is_ascii_digit() => digits += 1.0,
                _ => {}
            }
        }
        let contains = |sign: &str| flag(block.text.contains(sign));
        let end = match look.end {
            End::Open => 0.0,
            End::Colon => 1.0,
            End::Question => 2.0,
            End::Stop => 3.0,
        };
        let own: BTreeSet<String> = if look.words.len() <= 80 { words(&block.text) } else { BTreeSet::new() };
        let overlap = |of: &BTreeSet<String>| {
            if own.is_empty() || of.is_empty() {
                -1.0
            } else {
                count(own.intersection(of).count()) / count(own.len().max(of.len()))
            }
        };
        let tag = tag_of(self.tree.name(block.element));
        let mut row = Vec::with_capacity(FEATURES);
        row.extend([
            letters.ln(),
            n_words.ln(),
            count(block.linked) / letters,
            count(block.links).min(20.0),
            count(block.stressed) / letters,
            end,
            stops / n_words,
            commas / n_words,
            count(look.upper) / n_words,
            count(look.digits) / n_words,
            flag(block.text.starts_with(char::is_lowercase)),
            contains("©") + contains("(c)"),
            contains("@"),
            contains("http") + contains("www."),
            tag,
            flag(look.capitals),
            letters / n_words,
            count(block.depth as usize),
            digits / letters,
            pipes / n_words,
            flag(look.opens_quoted()),
            flag(block.hidden),
            flag(block.is_row),
            flag(block.text.contains('\n')),
        ]);
        // 24 to 41: groups of names; 42 to 55: elements around.
        let floor = self.places.depth;
        for depth in block.named.iter().chain(&block.inside) {
            row.push(nearness(u32::from(*depth), block.depth, floor, self.places.away(block.element) == 0));
        }
        let parent = self.tree.parent(block.element).unwrap_or(0);
        let above = self.tree.parent(parent).unwrap_or(0);
        let beyond = self.tree.parent(above).unwrap_or(0);
        for id in [block.element, parent, above, beyond] {
            let (share, density) = self.places.shares(id);
            row.extend([share, density]);
        }
        let own_prose = prose(block);
        let before = self.before.get(at).copied().unwrap_or(0.0);
        let window = |from: usize, to: usize| {
            let get = |it: usize| self.before.get(it).copied().unwrap_or(self.total);
            (get(to) - get(from)).max(0.0)
        };
        let here = count(at);
        let signature = self.signatures.get(&signature(self.tree, block.element)).copied().unwrap_or(0.0);
        row.extend([
            self.places.root.map_or(0.0, |it| tag_of(self.tree.name(it))),
            signature / self.total.max(1.0),
            own_prose / self.total.max(1.0),
            here / self.n,
            signed_log(here - count(self.first)),
            signed_log(here - count(self.last)),
            self.title_at.map_or(0.0, |it| signed_log(here - count(it))),
            // 71
            count(usize::from(self.places.away(block.element).min(20))),
            count(block.depth as usize) - count(floor as usize),
            before / self.total.max(1.0),
            window(at.saturating_sub(3), at).ln_1p(),
            window(at + 1, at + 4).ln_1p(),
            window(at.saturating_sub(10), at).ln_1p(),
            window(at + 1, at + 11).ln_1p(),
            window(at + 1, usize::MAX).ln_1p(),
            self.total.ln_1p(),
            self.n.ln(),
            self.places.root.map_or(0.0, |it| self.places.shares(it).1),
            self.places.root.map_or(0.0, |it| self.places.shares(it).0),
            overlap(&self.title),
            overlap(&self.description),
            count(self.texts.get(&hash(block.text.as_bytes())).copied().unwrap_or(1).min(5)),
            look.words.first().map_or(0.0, |it| flag(it.starts_with(char::is_uppercase))),
            flag(look.has_inner_stop()),
            flag(byline::is_name(&block.text)),
            self.told.as_ref().map_or(-1.0, |it| coverage(&block.text, it)),
            flag(look.is_title_case()),
            kind_of(&look),
            flag(self.tree.name(parent) == "li"),
        ]);
        debug_assert_eq!(row.len(), OWN);
        row
    }
}

/// How near above a block something stands: 1 at its own element; less than 0 where the whole story stands in it.
fn nearness(depth: u32, own: u32, floor: u32, inside: bool) -> f32 {
    match depth {
        0 => 0.0,
        _ if inside && depth < floor => -1.0,
        _ => 1.0 / (1.0 + count(own.saturating_sub(depth) as usize)),
    }
}

fn signed_log(n: f32) -> f32 {
    n.signum() * n.abs().ln_1p()
}

fn flag(it: bool) -> f32 {
    if it { 1.0 } else { 0.0 }
}

fn tag_of(name: &str) -> f32 {
    let tags = [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "blockquote",
        "pre",
        "figcaption",
        "dd",
        "dt",
        "section",
        "article",
        "body",
        "main",
        "div",
    ];
    tags.iter().position(|it| *it == name).map_or(30.0, count)
}

/// What kind of line it is by its own words.
fn kind_of(look: &Look<'_>) -> f32 {
    if look.words.len() > 60 {
        return 0.0;
    }
    if publication_date::read(look.text).is_some() {
        return 1.0;
    }
    if byline::read(look).is_some() || byline::read_parts(look).is_some() {
        return 2.0;
    }
    match furniture::kind(look) {
        Some(RegionKind::Boilerplate) => 3.0,
        Some(RegionKind::Contributor) => 4.0,
        Some(RegionKind::Credit) => 5.0,
        Some(RegionKind::Table) => 6.0,
        _ => 0.0,
    }
}

/// Words in lower case, of which a title or description is made.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).take(200).map(str::to_lowercase).collect()
}

/// Where a block stands, by the names of the elements: paragraphs of one story look alike.
fn signature(tree: &Tree, id: Id) -> u64 {
    let parent = tree.parent(id).unwrap_or(0);
    let mut found = hash(tree.name(id).as_bytes());
    found ^= hash(tree.attribute(id, "class").unwrap_or_default().as_bytes()).rotate_left(7);
    found ^= hash(tree.name(parent).as_bytes()).rotate_left(17);
    found ^ hash(tree.attribute(parent, "class").unwrap_or_default().as_bytes()).rotate_left(29)
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .take(400)
        .fold(0xcbf2_9ce4_8422_2325, |hash, it| (hash ^ u64::from(*it)).wrapping_mul(0x0100_0000_01b3))
}

/// Hashes of all runs of four words.
fn runs(text: &str) -> impl Iterator<Item = u64> + '_ {
    let mut last = [0_u64; 4];
    text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).enumerate().filter_map(move |(at, word)| {
        last.rotate_left(1);
        let [.., newest] = &mut last;
        *newest = hash(word.as_bytes());
        (at >= 3).then(|| last.iter().fold(0, |all: u64, it| all.rotate_left(13).wrapping_mul(31) ^ it))
    })
}

/// The share of a block's runs of words that were told to machines too; for less than four words -0.5.
fn coverage(text: &str, told: &BTreeSet<u64>) -> f32 {
    let (mut all, mut found) = (0_usize, 0_usize);
    for run in runs(text) {
        all += 1;
        found += usize::from(told.contains(&run));
    }
    if all == 0 { -0.5 } else { count(found) / count(all) }
}
