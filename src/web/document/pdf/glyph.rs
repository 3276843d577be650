//! What a page writes: each sign with its letter, place and size, in the order of writing.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref as _;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction;
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_font::hayro_syntax::page::{Page, Resources};
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};

/// Drawings within drawings.
const DEEPEST: usize = 12;

/// Operators of all pages and drawings: one that draws itself in many ways ends here.
const OPERATORS: usize = 30_000_000;

/// Signs of all pages.
const SIGNS: usize = 5_000_000;

/// A letter on the page. Its y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sign {
    pub(super) letter: char,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Marked as a running header, a page number or an ornament.
    pub(super) artifact: bool,
}

/// What a page writes.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub(super) signs: Vec<Sign>,
    /// Signs that no letter is known of.
    pub(super) nameless: usize,
    pub(super) pictures: usize,
}

/// What may still be done for this file.
#[derive(Debug)]
pub(super) struct Budget {
    operators: usize,
    signs: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { operators: OPERATORS, signs: SIGNS }
    }
}

/// The fonts of a file, each read once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
    faces: RefCell<Vec<(Dict<'a>, Option<Rc<Face<'a>>>)>>,
}

impl Default for Fonts<'_> {
    fn default() -> Self {
        let programs: FontResolverFn = Arc::new(|query: &FontQuery| {
            let font = match query {
                FontQuery::Standard(it) => *it,
                FontQuery::Fallback(it) => it.pick_standard_font(),
            };
            Some(font.get_font_data())
        });
        Self { cache: FontCache::new(), programs, maps: Arc::new(|_| None), faces: RefCell::default() }
    }
}

/// A font, and what is known of its signs: letters and width.
struct Face<'a> {
    font: Font<'a>,
    bold: bool,
    known: RefCell<BTreeMap<u32, (Rc<str>, f64)>>,
}

impl<'a> Fonts<'a> {
    fn face(&self, dict: Dict<'a>) -> Option<Rc<Face<'a>>> {
        if let Some((_, face)) =
            self.faces.borrow().iter().find(|(it, _)| it.data() == dict.data() && it.obj_id() == dict.obj_id())
        {
            return face.clone();
        }
        let font = self.cache.font(&dict, &self.programs, &self.maps);
        let name = dict.get::<Name<'_>>("BaseFont").map(|it| it.as_str().to_ascii_lowercase()).unwrap_or_default();
        let bold = ["bold", "black", "heavy", "demi", "cmbx", "-bd"].iter().any(|it| name.contains(it));
        let face = font.map(|font| Rc::new(Face { font, bold, known: RefCell::default() }));
        self.faces.borrow_mut().push((dict, face.clone()));
        face
    }
}

impl Face<'_> {
    fn letters(&self, code: u32) -> (Rc<str>, f64) {
        if let Some(known) = self.known.borrow().get(&code) {
            return known.clone();
        }
        let letters = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(it) => it.as_unicode(),
            FontGlyph::Type3(it) => it.as_unicode(),
        };
        let letters: Rc<str> = match letters {
            Some(BfString::Char(it)) => plain(&it.to_string()).into(),
            Some(BfString::String(it)) => plain(&it).into(),
            None => "".into(),
        };
        let width = self.font.code_advance(code).x / 1_000.0;
        let known = (letters, if width.is_finite() { width } else { 0.0 });
        self.known.borrow_mut().insert(code, known.clone());
        known
    }
}

/// Ligatures taken apart; what stands for no letter taken away.
fn plain(letters: &str) -> String {
    let mut out = String::new();
    for letter in letters.chars().take(8) {
        match letter {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\t' | '\n' | '\r' => out.push(' '),
            '\u{ad}' => out.push('-'),
            // Signs of one font's own.
            '\u{f0b7}' | '\u{f0a7}' => out.push('•'),
            '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            it if it.is_control() => {}
            it => out.push(it),
        }
    }
    out
}

/// What the page's operators write.
pub(super) fn page<'a>(page: &Page<'a>, fonts: &Fonts<'a>, budget: &mut Budget) -> Written {
    let base = Affine::new(page.initial_transform(true).as_coeffs());
    let mut pen = Pen { fonts, budget, written: Written::default(), turned: Vec::new(), artifacts: Vec::new() };
    pen.draw(page.typed_operations(), page.resources(), Graphics::new(base), 0);
    let Pen { mut written, turned, .. } = pen;
    // A page whose text runs up or down was laid on its side.
    for turn in [1, 2, 3] {
        let count = |it: u8| turned.iter().filter(|other| **other == it).count();
        if count(turn) * 2 > turned.len() {
            return Written { signs: upright(written.signs, &turned, turn), ..written };
        }
    }
    let mut turns = turned.iter();
    written.signs.retain(|_| turns.next().is_none_or(|it| *it == 0));
    written
}

/// The signs of a turned page as if it stood upright; they were taken down along their own direction.
fn upright(signs: Vec<Sign>, turned: &[u8], turn: u8) -> Vec<Sign> {
    let kept = signs.into_iter().zip(turned).filter(|(_, it)| **it == turn);
    kept.map(|(sign, _)| sign).collect()
}

/// What holds while a drawing is drawn.
#[derive(Clone)]
struct Graphics<'a> {
    place: Affine,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl Graphics<'_> {
    fn new(place: Affine) -> Self {
        Self { place, face: None, size: 1.0, spacing: 0.0, word_spacing: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 }
    }
}

struct Pen<'f, 'a> {
    fonts: &'f Fonts<'a>,
    budget: &'f mut Budget,
    written: Written,
    /// In which direction each sign runs: 0 to the right, 1 down, 2 to the left, 3 up.
    turned: Vec<u8>,
    /// Which of the marked stretches that are open are artifacts.
    artifacts: Vec<bool>,
}

impl<'a> Pen<'_, 'a> {
    fn draw(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'a>, start: Graphics<'a>, depth: usize) {
        let (mut now, mut kept) = (start, Vec::new());
        let (mut at, mut line) = (Affine::IDENTITY, Affine::IDENTITY);
        let marks = self.artifacts.len();
        let number = |it: &Number| it.as_f64();
        while let Some(operator) = operators.next() {
            match self.budget.operators.checked_sub(1) {
                Some(left) => self.budget.operators = left,
                None => break,
            }
            use TypedInstruction as T;
            match operator {
                T::SaveState(_) if kept.len() < 200 => kept.push(now.clone()),
                T::RestoreState(_) => now = kept.pop().unwrap_or(now),
                T::Transform(it) => now.place *= affine([&it.0, &it.1, &it.2, &it.3, &it.4, &it.5]),
                T::BeginText(_) => (at, line) = (Affine::IDENTITY, Affine::IDENTITY),
                T::CharacterSpacing(it) => now.spacing = number(&it.0),
                T::WordSpacing(it) => now.word_spacing = number(&it.0),
                T::HorizontalScaling(it) => now.stretch = number(&it.0) / 100.0,
                T::TextLeading(it) => now.leading = number(&it.0),
                T::TextRise(it) => now.rise = number(&it.0),
                T::TextFont(it) => {
                    now.size = number(&it.1);
                    now.face = resources.get_font(it.0).and_then(|it| self.fonts.face(it));
                }
                T::NextLine(it) => {
                    line *= Affine::translate((number(&it.0), number(&it.1)));
                    at = line;
                }
                T::NextLineAndSetLeading(it) => {
                    now.leading = -number(&it.1);
                    line *= Affine::translate((number(&it.0), number(&it.1)));
                    at = line;
                }
                T::SetTextMatrix(it) => {
                    line = affine([&it.0, &it.1, &it.2, &it.3, &it.4, &it.5]);
                    at = line;
                }
                T::NextLineUsingLeading(_) => {
                    line *= Affine::translate((0.0, -now.leading));
                    at = line;
                }
                T::ShowText(it) => self.show(it.0.as_bytes(), &now, &mut at),
                T::NextLineAndShowText(it) => {
                    line *= Affine::translate((0.0, -now.leading));
                    at = line;
                    self.show(it.0.as_bytes(), &now, &mut at);
                }
                T::ShowTextWithParameters(it) => {
                    (now.word_spacing, now.spacing) = (number(&it.0), number(&it.1));
                    line *= Affine::translate((0.0, -now.leading));
                    at = line;
                    self.show(it.2.as_bytes(), &now, &mut at);
                }
                T::ShowTexts(it) => {
                    for part in it.0.iter::<Object<'_>>() {
                        match part {
                            Object::String(text) => self.show(text.as_bytes(), &now, &mut at),
                            Object::Number(back) => {
                                let back = -back.as_f64() / 1_000.0 * now.size * now.stretch;
                                at *= Affine::translate((back, 0.0));
                            }
                            _ => {}
                        }
                    }
                }
                T::BeginMarkedContent(it) => self.artifacts.push(it.0.deref() == b"Artifact"),
                T::BeginMarkedContentWithProperties(it) => self.artifacts.push(it.0.deref() == b"Artifact"),
                T::EndMarkedContent(_) => {
                    self.artifacts.pop();
                }
                T::InlineImage(_) => self.written.pictures += 1,
                T::XObject(it) => {
                    if let Some(drawing) = resources.get_x_object(it.0) {
                        self.drawing(&drawing, resources, &now, depth);
                    }
                }
                _ => {}
            }
        }
        self.artifacts.truncate(marks);
    }

    /// A drawing that stands for itself, or a picture.
    fn drawing(&mut self, drawing: &Stream<'a>, outer: &Resources<'a>, now: &Graphics<'a>, depth: usize) {
        let dict = drawing.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|it| it.deref() != b"Form") {
            self.written.pictures += 1;
            return;
        }
        let Ok(operators) = drawing.decoded_data() else { return };
        if depth >= DEEPEST {
            return;
        }
        // What it is made of is work too.
        self.budget.operators = self.budget.operators.saturating_sub(operators.len() / 16);
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        let mut inner = now.clone();
        if let Some(matrix) = dict.get::<Array<'_>>("Matrix") {
            let numbers: Vec<f64> = matrix.iter::<Number>().take(6).map(|it| it.as_f64()).collect();
            if let Ok(numbers) = <[f64; 6]>::try_from(numbers) {
                inner.place *= Affine::new(numbers);
            }
        }
        self.draw(TypedIter::new(&operators), own.as_ref().unwrap_or(outer), inner, depth + 1);
    }

    fn show(&mut self, bytes: &[u8], now: &Graphics<'a>, at: &mut Affine) {
        let Some(face) = &now.face else { return };
        let mut offset = 0;
        while offset < bytes.len() {
            let (code, len) = face.font.read_code(bytes, offset);
            offset += len.max(1);
            let (letters, width) = face.letters(code);
            let place = now.place * *at;
            let start = place * Point::new(0.0, now.rise);
            let end = place * Point::new(width * now.size * now.stretch, now.rise);
            let up = place * Point::new(0.0, now.rise + now.size);
            let gap = now.spacing + if len == 1 && code == 32 { now.word_spacing } else { 0.0 };
            *at *= Affine::translate(((width * now.size + gap) * now.stretch, 0.0));
            let size = (up - start).hypot();
            if !(size.is_finite() && start.is_finite() && end.is_finite()) || size < 0.5 {
                continue;
            }
            match self.budget.signs.checked_sub(1) {
                Some(left) => self.budget.signs = left,
                None => return,
            }
            if letters.is_empty() {
                self.written.nameless += 1;
                continue;
            }
            // Which way the line runs: by the way up where the sign has no width.
            let run = up - start;
            let turn = match (run.x.abs() > run.y.abs(), run.x > 0.0, run.y < 0.0) {
                (false, _, true) => 0,
                (true, true, _) => 1,
                (false, _, false) => 2,
                (true, false, _) => 3,
            };
            let (from, to, y) = match turn {
                0 => (start.x, end.x, start.y),
                1 => (start.y, end.y, -start.x),
                2 => (-start.x, -end.x, -start.y),
                _ => (-start.y, -end.y, start.x),
            };
            let count = letters.chars().count().max(1) as f64;
            for (nth, letter) in letters.chars().enumerate() {
                let part = |it: usize| from + (to - from) * it as f64 / count;
                let artifact = self.artifacts.contains(&true);
                let sign = Sign { letter, x0: part(nth), x1: part(nth + 1), y, size, bold: face.bold, artifact };
                self.written.signs.push(sign);
                self.turned.push(turn);
            }
        }
    }
}

fn affine(numbers: [&Number; 6]) -> Affine {
    Affine::new(numbers.map(|it| it.as_f64()))
}
