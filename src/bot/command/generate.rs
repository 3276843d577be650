//! What is generated from the declarations in the code: JSON Schemas, shell completions, the manual page.

use clap::CommandFactory as _;
use engine::analyse::view::AnalysisView;
use engine::answer::view::AnswerView;
use engine::article::view::ArticleView;
use engine::digest::view::DigestView;
use schemars::schema_for;

use crate::arguments::{Arguments, Schema};
use crate::failure::Failure;
use crate::output;

pub(super) fn schema(what: Schema) -> Result<(), Failure> {
    output::json(&match what {
        Schema::Digest => schema_for!(DigestView),
        Schema::Answer => schema_for!(AnswerView),
        Schema::Analysis => schema_for!(AnalysisView),
        Schema::Article => schema_for!(ArticleView),
    })
}

pub(super) fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "newsdesk", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}

pub(super) fn man() -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    output::print(&String::from_utf8_lossy(&page))
}
