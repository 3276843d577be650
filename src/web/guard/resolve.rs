//! Names to addresses, checked in the moment in which a connection is made: what is checked is what is connected to, so a
//! name that changes between look-up and connection gains nothing.

use std::error::Error;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::Guard;
use crate::trouble::Trouble;

/// Who knows the addresses of names.
#[async_trait]
pub trait Names: Send + Sync + fmt::Debug {
    /// All addresses of `host`.
    async fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The machine's own resolver.
#[derive(Clone, Copy, Debug)]
pub struct SystemNames;

#[async_trait]
impl Names for SystemNames {
    async fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((host, 0)).await?.map(|it| it.ip()).collect())
    }
}

/// Names whose every address passed the guard.
#[derive(Clone, Debug)]
pub(crate) struct Guarded {
    pub(crate) guard: Arc<Guard>,
    pub(crate) names: Arc<dyn Names>,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let this = self.clone();
        Box::pin(async move {
            let addresses =
                this.addresses(name.as_str()).await.map_err(|it| Box::new(it) as Box<dyn Error + Send + Sync>)?;
            // The connector fills in the port.
            Ok(Box::new(addresses.into_iter().map(|it| SocketAddr::new(it, 0))) as Addrs)
        })
    }
}

impl Guarded {
    /// One bad address among good ones is no accident: it refuses the name.
    async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, Trouble> {
        let unknown = || Trouble::NoSuchHost { host: host.to_owned() };
        let addresses = self.names.look_up(host).await.map_err(|_| unknown())?;
        addresses.iter().try_for_each(|it| self.guard.admit(host, *it))?;
        if addresses.is_empty() { Err(unknown()) } else { Ok(addresses) }
    }
}
