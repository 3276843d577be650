//! From an address to an article: the page is fetched through the guard, then read as a saved one would be.

use desk::ports::{ArticleSource as _, Errand, Page};
use desk::reading;
use engine::article::Article;
use engine::extract::Known;
use tokio::runtime::Builder;
use web::config::Config;
use web::trouble::Trouble;
use web::{Web, address};

use crate::arguments;
use crate::failure::Failure;

/// Reads the article at `given`, an address.
pub(crate) fn article(given: &str, named: &arguments::Article) -> Result<Article, Failure> {
    let page = page(given, named)?;
    let known = Known { title: named.title.clone(), published: named.published, url: named.url.clone() };
    reading::any_article(&page, known)
        .map_err(|it| Failure::Article(format!("{}: {it}", desk::address::shown(&page.address))))
}

fn page(given: &str, named: &arguments::Article) -> Result<Page, Failure> {
    let given = address::parse(given).map_err(failed)?;
    let config =
        Config { contact: named.contact.clone(), internal_hosts: named.allow_host.clone(), ..Config::default() };
    on_the_web(config, async |web| web.fetch(&given, Errand::Person).await.map_err(failed))
}

/// Does `job` on the web as `config` allows it.
pub(crate) fn on_the_web<T>(config: Config, job: impl AsyncFnOnce(&Web) -> Result<T, Failure>) -> Result<T, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        let web = Web::new(config).map_err(|it: Trouble| Failure::Usage(it.to_string()))?;
        let web = web.with_documents(crate::files::documents());
        job(&web).await
    });
    // A name that is still being looked up must not keep the program from ending.
    runtime.shutdown_background();
    done
}

/// What is wrong with an address or with what came from it.
pub(crate) fn failed(it: impl std::fmt::Display) -> Failure {
    Failure::Article(it.to_string())
}
