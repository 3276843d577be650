//! From a digest's or answer's words to blocks, fitted into a platform's limits, and from blocks to text.
//!
//! ```text
//! DigestView ─digest─┐
//!                    ├─▶ blocks ─fit─▶ blocks ─terminal, markdown─▶ text   (chat adapters have their own last step)
//! AnswerView ─answer─┘
//! ```
//! What always holds: outside text goes through [`clean::clean`] on its way into a block, and through the last step's
//! escaping on its way out, so that nothing from an article ever becomes mark-up, a link or a control sequence; and an
//! item (a claim, a question, a quotation) is shown whole or not at all.

pub mod block;
pub mod clean;
mod phrase;
pub mod digest;
pub mod answer;
pub mod fit;
pub mod terminal;
pub mod markdown;
