//! An article made ready for questions: its lines with their words and meanings, looked up once.

use std::collections::BTreeMap;

use crate::Analysis;
use crate::answer::ask::{normalise, sum_of};
use crate::answer::encoder::{Compared, Encoder};
use crate::answer::table::{DIMENSIONS, Row, Vector};
use crate::answer::word::{Shape, Word, read};
use crate::article::RegionKind;
use crate::segment::SentenceKind;
use crate::span::Span;

/// The most words of one sentence that are read.
const MOST_WORDS: usize = 256;

/// How many lines are read in their context, which takes most of the time: those of any news article.
const MOST_ENCODED: usize = 600;

/// A sentence of the article.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its words, as a range of [`Index::words`].
    pub(crate) words: (usize, usize),
    /// Whether it may be shown as evidence.
    pub(crate) evidence: bool,
    /// First of its paragraph.
    pub(crate) opens: bool,
    /// Has words inside quotation marks.
    pub(crate) quotes: bool,
    /// Ends in a question mark.
    pub(crate) asks: bool,
    /// Every shape that one of its words has.
    pub(crate) shapes: Shape,
    /// The meaning of the whole.
    pub(crate) meaning: [f32; DIMENSIONS],
    /// The meaning together with its neighbours.
    pub(crate) around: [f32; DIMENSIONS],
    /// The line read in its context; empty beyond the first [`MOST_ENCODED`].
    pub(crate) encoded: Compared,
}

/// A word of the article, once however often it stands there.
#[derive(Clone, Debug)]
pub(crate) struct Distinct {
    /// Hash of its stem.
    pub(crate) stem: u64,
    /// Its meaning.
    pub(crate) vector: Option<Vector>,
    /// A function word.
    pub(crate) empty: bool,
    /// In how many lines a word of this stem stands.
    pub(crate) lines: u32,
}

/// An article made ready for questions.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    /// Sentences in order, headings and captions included.
    pub(crate) lines: Vec<Line>,
    /// All their words in order.
    pub(crate) words: Vec<Word>,
    /// For each word its place in [`Index::distinct`].
    pub(crate) distinct_of: Vec<u32>,
    /// Each word once.
    pub(crate) distinct: Vec<Distinct>,
    /// Reads words in their context.
    pub(crate) encoder: Encoder,
    /// Meaning of the headline, or of the first line where none is known.
    pub(crate) headline: [f32; DIMENSIONS],
}

impl Index {
    /// Reads the article's sentences; time grows linearly with the text.
    pub(crate) fn of(analysis: &Analysis) -> Self {
        let text = analysis.article.text();
        let mut words = Vec::new();
        let mut lines: Vec<Line> = Vec::with_capacity(analysis.sentences.len());
        let mut paragraph = None;
        let encoder = Encoder::new();
        for sentence in &analysis.sentences {
            let from = words.len();
            read(text, sentence.span, MOST_WORDS, &mut words);
            let read = words.get(from..).unwrap_or_default();
            let region = usize::try_from(sentence.paragraph).ok().and_then(|it| analysis.article.regions().get(it));
            let table = region.is_some_and(|it| it.kind == RegionKind::Table);
            let body = sentence.kind == SentenceKind::Body || table;
            let meaning = meaning_of(read);
            lines.push(Line {
                span: sentence.span,
                words: (from, words.len()),
                evidence: body && read.len() > 2,
                opens: paragraph != Some(sentence.paragraph),
                quotes: read.iter().any(|it| it.shape.has(Shape::QUOTED)),
                asks: sentence.span.of(text).trim_end_matches(['"', '”', '’', '\'', ')']).ends_with('?'),
                shapes: read.iter().fold(Shape::default(), |all, it| all.or(it.shape)),
                meaning,
                around: meaning,
                encoded: match lines.len() < MOST_ENCODED && body {
                    true => Compared::of(&encoder.read(read.iter().map(|it| it.token))),
                    false => Compared::default(),
                },
            });
            paragraph = Some(sentence.paragraph);
        }
        let mut index =
            Self { lines, words, distinct_of: Vec::new(), distinct: Vec::new(), encoder, headline: [0.0; DIMENSIONS] };
        index.find_distinct();
        index.look_around();
        index.headline = match analysis.article.metadata.headline.as_deref() {
            Some(headline) => {
                let mut words = Vec::new();
                read(headline, Span::new(0, headline.len()), MOST_WORDS, &mut words);
                meaning_of(&words)
            }
            None => index.lines.first().map_or([0.0; DIMENSIONS], |it| it.meaning),
        };
        index
    }

    /// The words of a line.
    pub(crate) fn words_of(&self, line: &Line) -> &[Word] {
        self.words.get(line.words.0..line.words.1).unwrap_or_default()
    }

    /// The places in [`Index::distinct`] of the words of a line.
    pub(crate) fn distinct_in(&self, line: &Line) -> &[u32] {
        self.distinct_of.get(line.words.0..line.words.1).unwrap_or_default()
    }

    fn find_distinct(&mut self) {
        let mut places: BTreeMap<(u64, Option<Row>), u32> = BTreeMap::new();
        let mut stems: BTreeMap<u64, (u32, usize)> = BTreeMap::new();
        for (at, line) in self.lines.iter().enumerate() {
            for word in self.words.get(line.words.0..line.words.1).unwrap_or_default() {
                let next = u32::try_from(self.distinct.len()).unwrap_or(u32::MAX);
                let place = *places.entry((word.stem, word.row)).or_insert_with(|| {
                    self.distinct.push(Distinct {
                        stem: word.stem,
                        vector: word.row.map(Row::vector),
                        empty: word.shape.has(Shape::EMPTY),
                        lines: 0,
                    });
                    next
                });
                self.distinct_of.push(place);
                let seen = stems.entry(word.stem).or_insert((0, usize::MAX));
                if seen.1 != at {
                    *seen = (seen.0 + 1, at);
                }
            }
        }
        for distinct in &mut self.distinct {
            distinct.lines = stems.get(&distinct.stem).map_or(1, |it| it.0);
        }
    }

    fn look_around(&mut self) {
        let meanings: Vec<[f32; DIMENSIONS]> = self.lines.iter().map(|it| it.meaning).collect();
        for (at, line) in self.lines.iter_mut().enumerate() {
            let mut sum = line.meaning;
            for near in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
                for (to, from) in sum.iter_mut().zip(meanings.get(near).unwrap_or(&[0.0; DIMENSIONS])) {
                    *to += 0.5 * from;
                }
            }
            normalise(&mut sum);
            line.around = sum;
        }
    }
}

fn meaning_of(words: &[Word]) -> [f32; DIMENSIONS] {
    let telling = words.iter().filter(|it| !it.shape.has(Shape::EMPTY));
    sum_of(telling.filter_map(|it| it.row).map(|row| (row.vector(), row.sense().rarity)))
}
