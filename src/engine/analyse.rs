//! The passes: each reads the article and the findings before it, and adds its own. None can fail.

pub mod attribution;
pub mod clause;
pub mod cue;
pub mod date;
pub mod dispute;
pub mod entity;
pub mod event;
pub mod figure;
pub mod hedge;
pub mod quotation;
pub(crate) mod reading;
pub mod view;
mod words;

use attribution::Attribution;
use cue::Cue;
use date::DateMention;
use dispute::Dispute;
use entity::Entity;
use event::Event;
use figure::Figure;
use hedge::Hedge;
use quotation::Quotation;
use reading::Reading;

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;

/// Everything found in one article, each list in order of its place in the text.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Stretches inside quotation marks.
    pub quotations: Vec<Quotation>,
    /// People, organisations and places, each with all its mentions.
    pub entities: Vec<Entity>,
    /// Time expressions.
    pub dates: Vec<DateMention>,
    /// Amounts.
    pub figures: Vec<Figure>,
    /// Words by which a statement is held back.
    pub hedges: Vec<Hedge>,
    /// Words that leave open, point ahead or contradict.
    pub cues: Vec<Cue>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
    /// What is announced or expected.
    pub events: Vec<Event>,
    /// Who contradicts whom.
    pub disputes: Vec<Dispute>,
}

/// Runs the passes in order; each may read what the earlier ones found.
pub fn analyse(article: &Article, sentences: &[Sentence], lexicon: &Lexicon) -> Findings {
    let mut found = Findings { quotations: quotation::find(article, sentences, lexicon), ..Findings::default() };
    // What looking up every word of the article tells; names and attributions both read it.
    let reading = Reading::of(article, sentences, lexicon);
    found.entities = entity::find(&reading);
    found.dates = date::find(article, sentences, lexicon);
    found.figures = figure::find(article, sentences, &found.dates, lexicon);
    found.hedges = hedge::find(article, sentences, lexicon);
    found.cues = cue::find(article, sentences, lexicon);
    let attributions = attribution::find(&reading, &mut found);
    found.attributions = attributions;
    found.events = event::find(article, sentences, &found, lexicon);
    found.disputes = dispute::find(article, sentences, &found, lexicon);
    found
}
