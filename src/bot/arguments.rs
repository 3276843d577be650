//! The command line, declared once: its help, completions and man page all come from here.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  newsdesk chat                                         try it as a chat, in this terminal
  newsdesk brief article.txt                            a digest of one article
  newsdesk brief https://example.org/story              of a page on the web
  newsdesk brief page.html --recipe flash               a shorter one, from a saved page
  newsdesk brief report.pdf                             of a PDF, a DOCX or a saved message (.eml)
  pbpaste | newsdesk brief - --published 2025-02-17     of pasted text, with its day of publication
  newsdesk ask article.txt \"Who signed it?\"             the sentence that answers, or \"The article does not say.\"
  newsdesk brief --jsonl < articles.jsonl               many articles: a JSON line in, a JSON line out

Exit codes: 0 done; 1 the article could not be read or is none; 2 wrong usage.
Colour is used on a terminal only, and never when NO_COLOR is set.";

const LINES_BRIEF: &str = "\
With --jsonl each input line is {\"id\", \"url\", \"title\", \"published\", \"text\"} (only \"text\" is needed) and each output
line the digest as JSON, or {\"id\", \"error\"}; lines come out in the order in which they went in. The recipe is then deep.

Examples:
  newsdesk brief article.txt
  newsdesk brief https://example.org/story
  newsdesk brief article.txt --recipe deep --format markdown > digest.md
  newsdesk brief - --title \"Harbour bridge reopens\" --published 2025-02-17 < article.txt
  newsdesk brief --jsonl < articles.jsonl > digests.jsonl";

const LINES_ASK: &str = "\
Several questions are taken as one conversation: \"Who is Kellogg?\" \"What did he say?\".
With --jsonl each input line is {\"id\", \"url\", \"title\", \"published\", \"text\", \"question\"} and each output line
{\"id\", \"kind\": \"grounded\" or \"not_in_article\", \"text\", \"evidence\", \"nearest\"}, or {\"id\", \"error\"}.

Examples:
  newsdesk ask article.txt \"Who brought the document to Kyiv?\"
  newsdesk ask article.txt \"When is the vote?\" --format json
  newsdesk ask --jsonl < questions.jsonl";

const LINES_ANALYSE: &str = "\
Every finding with its offsets (UTF-8 bytes of the article's text, end-exclusive): sentences, entities, dates, figures,
quotes, hedges, attributions, events, disputes. `--format text` gives one finding a line.

Examples:
  newsdesk analyse article.txt | jq '.attributions[].source.name'
  newsdesk analyse article.txt --format text
  newsdesk analyse --jsonl < articles.jsonl";

const LINES_EXTRACT: &str = "\
The article that was found in a text, Markdown, HTML, PDF, DOCX or mail file: headline, byline, publisher, date and body, with furniture
(captions, credits, menus) kept apart. With --jsonl an input line may give \"html\" instead of \"text\".

Examples:
  newsdesk extract page.html
  newsdesk extract https://example.org/story
  newsdesk extract page.html --format json | jq .headline";

#[cfg(feature = "web")]
const LINES_FEED: &str = "\
What following the feed would give: its items, newest first as the feed has them, as plain text. RSS, RDF, Atom and JSON
Feed are read; of a page, the feed that it names. As JSON: {\"title\", \"url\", \"items\": [{\"id\", \"title\", \"url\",
\"published\", \"summary\"}]}, null where the feed says nothing.

Examples:
  newsdesk feed test https://example.org/feed.xml
  newsdesk feed test https://example.org                the feed that this page names
  newsdesk feed test saved.xml --url https://example.org/feed.xml --format json | jq '.items[].title'";

#[cfg(feature = "chat")]
const LINES_CHAT: &str = "\
The same commands, threads, daily digests and answers as on the chat platforms, in this terminal: no account, no token.
Give it an article (a link, a file, pasted text), enter its thread, ask. /help lists the commands, /quit leaves.
What is kept is kept in one folder; what was asked and not answered yet is answered at the next start.
Lines can be piped in: each is answered before the next is read.

Examples:
  newsdesk chat
  newsdesk chat --temporary                             nothing is kept
  echo '/brief ./article.txt' | newsdesk chat --temporary";

#[cfg(feature = "chat")]
const LINES_OUTBOX: &str = "\
What is to be posted is written down before it is sent. What perhaps arrived and can't be looked for waits here as unsure,
what will not be sent as given up, each with its reason. `retry` tries it again, `drop` lets it be.

Examples:
  newsdesk outbox list
  newsdesk outbox list --all
  newsdesk outbox retry e41/reply";

/// Grounded digests of news articles, and answers from them alone.
#[derive(Debug, Parser)]
#[command(name = "newsdesk", version, after_help = EXAMPLES, max_term_width = 110, subcommand_required = true)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Folder whose `recipes/*.toml` are added to the built-in ones, or replace those of the same name
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) briefings: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Brief an article: claims with their speakers, disputes, what is next, open questions
    #[command(after_help = LINES_BRIEF)]
    Brief(Brief),
    /// Answer questions from the article alone, with the sentence that answers
    #[command(after_help = LINES_ASK)]
    Ask(Ask),
    /// Show everything that was found in an article, with offsets
    #[command(after_help = LINES_ANALYSE)]
    Analyse(Analyse),
    /// Show the article that was found in a page or text
    #[command(after_help = LINES_EXTRACT)]
    Extract(Extract),
    /// Look at feeds
    #[cfg(feature = "web")]
    #[command(subcommand)]
    Feed(Feed),
    /// Chat in this terminal: digests, threads, questions, daily digests; no account needed
    #[cfg(feature = "chat")]
    #[command(after_help = LINES_CHAT)]
    Chat(Chat),
    /// See what could not be sent, try it again or drop it
    #[cfg(feature = "chat")]
    #[command(after_help = LINES_OUTBOX)]
    Outbox(Outbox),
    /// Write all that is kept into a file, while work goes on
    #[cfg(feature = "chat")]
    Backup {
        /// The file to write
        file: PathBuf,
        #[command(flatten)]
        data: Data,
    },
    /// Put a backup in the place of what is kept now, which is kept beside it; nothing may run meanwhile
    #[cfg(feature = "chat")]
    Restore {
        /// The backup
        file: PathBuf,
        #[command(flatten)]
        data: Data,
    },
    /// Read a PDF, DOCX or message from standard input, for this program itself
    #[cfg(feature = "web")]
    #[command(hide = true)]
    ReadDocument {
        /// pdf, docx or mail
        #[arg(long)]
        kind: String,
    },
    /// Print the JSON Schema of what a command writes
    Schema {
        /// Of what
        what: Schema,
    },
    /// Print a completion script for a shell (bash, elvish, fish, powershell, zsh)
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page (view it with `newsdesk man | man -l -`)
    Man,
}

/// The article and what is known of it.
#[derive(Debug, Args)]
pub(crate) struct Article {
    /// The article: a text, Markdown, HTML, PDF, DOCX or .eml file, the http or https address of one, or - for standard input
    #[arg(value_name = "PATH|URL", required_unless_present = "jsonl")]
    pub(crate) path: Option<PathBuf>,
    /// Day of publication, which "on Friday" is resolved against
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) published: Option<NaiveDate>,
    /// Title of the article
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Where it was published; only shown, never fetched
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// Whom a publisher can write to (an address of mail or of a page): sent with what is fetched
    #[arg(long, value_name = "ADDRESS", env = "NEWSDESK_CONTACT", hide_env_values = true)]
    #[cfg(feature = "web")]
    pub(crate) contact: Option<String>,
    /// A host of your own network that may be fetched from, such as wiki.internal or 10.0.0.7:8090; more by repeating it
    #[arg(long, value_name = "HOST[:PORT]")]
    #[cfg(feature = "web")]
    pub(crate) allow_host: Vec<String>,
    /// A JSON line an article in (from PATH or standard input), a JSON line out, in order, on all cores
    #[arg(long, conflicts_with_all = ["published", "title", "url"])]
    pub(crate) jsonl: bool,
}

/// `newsdesk brief`
#[derive(Debug, Args)]
pub(crate) struct Brief {
    #[command(flatten)]
    pub(crate) article: Article,
    /// How long and which sections: flash, standard, deep or one of yours [default: standard; with --jsonl: deep]
    #[arg(long, value_name = "NAME")]
    pub(crate) recipe: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t, conflicts_with = "jsonl")]
    pub(crate) format: Format,
}

/// `newsdesk ask`
#[derive(Debug, Args)]
pub(crate) struct Ask {
    #[command(flatten)]
    pub(crate) article: Article,
    /// The question, or several of one conversation
    #[arg(value_name = "QUESTION", required_unless_present = "jsonl")]
    pub(crate) questions: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t, conflicts_with = "jsonl")]
    pub(crate) format: Format,
}

/// `newsdesk analyse`
#[derive(Debug, Args)]
pub(crate) struct Analyse {
    #[command(flatten)]
    pub(crate) article: Article,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Json, conflicts_with = "jsonl")]
    pub(crate) format: Format,
}

/// `newsdesk extract`
#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) article: Article,
    /// How to print it
    #[arg(long, value_enum, default_value_t, conflicts_with = "jsonl")]
    pub(crate) format: Format,
}

/// `newsdesk feed`
#[cfg(feature = "web")]
#[derive(Debug, Subcommand)]
pub(crate) enum Feed {
    /// Show what a feed would give
    #[command(after_help = LINES_FEED)]
    Test(FeedTest),
}

/// `newsdesk feed test`
#[cfg(feature = "web")]
#[derive(Debug, Args)]
pub(crate) struct FeedTest {
    /// The http or https address of a feed, or of a page that names one; or a file, or - for standard input
    #[arg(value_name = "URL|FILE")]
    pub(crate) feed: PathBuf,
    /// Of a file: where it came from, which its links are relative to; never fetched
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// Whom a publisher can write to (an address of mail or of a page): sent with what is fetched
    #[arg(long, value_name = "ADDRESS", env = "NEWSDESK_CONTACT", hide_env_values = true)]
    pub(crate) contact: Option<String>,
    /// A host of your own network that may be fetched from, such as wiki.internal or 10.0.0.7:8090; more by repeating it
    #[arg(long, value_name = "HOST[:PORT]")]
    pub(crate) allow_host: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Where what is kept is kept.
#[cfg(feature = "chat")]
#[derive(Debug, Args)]
pub(crate) struct Data {
    /// Folder of what is kept [default: $XDG_DATA_HOME/newsdesk or ~/.local/share/newsdesk]
    #[arg(long, value_name = "DIR", env = "NEWSDESK_DATA", global = true)]
    pub(crate) data: Option<PathBuf>,
}

/// `newsdesk chat`
#[cfg(feature = "chat")]
#[derive(Debug, Args)]
pub(crate) struct Chat {
    #[command(flatten)]
    pub(crate) data: Data,
    /// Keep nothing: all is forgotten at the end
    #[arg(long, conflicts_with = "data")]
    pub(crate) temporary: bool,
    /// Whom a publisher can write to (an address of mail or of a page): sent with what is fetched
    #[arg(long, value_name = "ADDRESS", env = "NEWSDESK_CONTACT", hide_env_values = true)]
    pub(crate) contact: Option<String>,
    /// A host of your own network that may be fetched from, such as wiki.internal or 10.0.0.7:8090; more by repeating it
    #[arg(long, value_name = "HOST[:PORT]")]
    pub(crate) allow_host: Vec<String>,
}

/// `newsdesk outbox`
#[cfg(feature = "chat")]
#[derive(Debug, Args)]
pub(crate) struct Outbox {
    #[command(subcommand)]
    pub(crate) what: OutboxCommand,
    #[command(flatten)]
    pub(crate) data: Data,
}

/// What to do with the outbox.
#[cfg(feature = "chat")]
#[derive(Debug, Subcommand)]
pub(crate) enum OutboxCommand {
    /// What is unsure or was given up
    List {
        /// What waits for its turn too
        #[arg(long)]
        all: bool,
    },
    /// Try one again
    Retry {
        /// Its key, as in the list
        key: String,
    },
    /// Let one be: it will not be sent
    Drop {
        /// Its key, as in the list
        key: String,
    },
}

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading in a terminal
    #[default]
    Text,
    /// Markdown, with everything from the article escaped
    Markdown,
    /// One JSON object
    Json,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Schema {
    /// What `brief --format json` and `brief --jsonl` write
    Digest,
    /// What `ask --format json` and `ask --jsonl` write
    Answer,
    /// What `analyse` writes
    Analysis,
    /// What `extract --format json` writes
    Article,
}

/// A day, or a timestamp's day ("2025-02-17T08:00:00Z"): one that cannot be read is an error, never a guess.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    let text = text.trim();
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let day = date.parse().ok().filter(|_| rest.is_empty() || rest.starts_with(['T', ' ']));
    day.ok_or_else(|| format!("\"{text}\" is no day: write it as YYYY-MM-DD, such as 2025-02-17"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn days() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(day(text).ok().map(|it| it.to_string()).as_deref(), expected, "{text}");
        };
        check("2025-02-17", Some("2025-02-17"));
        check(" 2025-02-17T08:00:00+02:00 ", Some("2025-02-17"));
        check("2025-02-30", None);
        check("2025-02-171", None);
        check("yesterday-ish", None);
        check("17.2.2025", None);
        check("éééééé", None);
    }
}
