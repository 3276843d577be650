//! TLS: a server that can't prove who it is gets nothing.

use std::sync::Arc;

use desk::ports::{ArticleSource as _, Errand};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use url::Url;
use web::config::Config;

use crate::server::{NEWS, PAGE, page, web};

/// A server with a certificate of its own making for `name`: its port, and the certificate.
async fn serve(name: &str) -> (u16, CertificateDer<'static>) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let acceptor = TlsAcceptor::from(Arc::new(builder.with_single_cert(vec![cert.der().clone()], key).unwrap()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                // Fails where the certificate is not believed.
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    match stream.read_u8().await {
                        Ok(it) => head.push(it),
                        Err(_) => return,
                    }
                }
                let _ = stream.write_all(&page()).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    (port, cert.der().clone())
}

#[tokio::test]
async fn only_what_is_certified_is_read() {
    let (port, certificate) = serve(NEWS).await;
    let (other_port, other) = serve("other.test").await;
    let check = async |port, certificates: Vec<&CertificateDer<'_>>, expected: &str| {
        let certificates = certificates.into_iter().map(|it| it.to_vec()).collect();
        let config = Config { ports: vec![port], internal_hosts: vec![NEWS.into()], certificates, ..Config::default() };
        let address = Url::parse(&format!("https://{NEWS}:{port}/")).unwrap();
        match web(config).fetch(&address, Errand::Person).await {
            Ok(it) => assert!(expected.is_empty() && it.bytes == PAGE),
            Err(it) => assert!(!expected.is_empty() && it.to_string().contains(expected), "{it}"),
        }
    };
    check(port, vec![&certificate], "").await;
    check(port, vec![], "can't prove who it is (its certificate").await;
    check(port, vec![&other], "can't prove who it is (its certificate").await;
    check(other_port, vec![&certificate, &other], "for another name").await;
}

#[tokio::test]
async fn a_server_without_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(&page()).await;
        }
    });
    let config = Config { ports: vec![port], internal_hosts: vec![NEWS.into()], ..Config::default() };
    let address = Url::parse(&format!("https://{NEWS}:{port}/")).unwrap();
    let error = web(config).fetch(&address, Errand::Person).await.unwrap_err();
    assert!(error.to_string().contains("TLS failed"), "{error}");
}
