//! How is a server asked for a file, and what does its answer mean?

use std::{
    cell::Cell,
    io::{self, Read},
    time::Duration,
};

use dateline::error::{Error, Result};
use ureq::{
    Agent, Body, BodyReader, Timeout,
    http::{HeaderName, Response, Uri, header, response::Parts},
};

use super::{Validators, files::Part, terms::Terms};

/// Redirects from one address to the next that are followed.
const MOST_REDIRECTS: u32 = 10;

/// Answers that may be others in a while: too slow, too early, too often, and troubles of servers.
const PASSING: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];

/// What to look at when no server is reached.
const UNREACHED: &str = "is the address right, and is there a network? A proxy is named by HTTPS_PROXY";

/// A server that files are asked of, over one connection at a time.
pub(super) struct Server {
    agent: Agent,
    connect: Duration,
    silence: Duration,
    /// Did it ever answer? Then it is there, and what fails now may pass.
    answered: Cell<bool>,
}

/// An answer, of which only the head has been read.
pub(super) struct Reply {
    head: Parts,
    length: Option<u64>,
    body: BodyReader<'static>,
}

/// Why an attempt brought no file.
pub(super) enum Setback {
    /// It would not go better the next time.
    Lasting(Error),
    /// It may go better the next time, which the server may want to be no sooner than after a `wait`.
    Passing { what: String, wait: Option<Duration> },
    /// The part that is there fits nothing that the server has.
    Stale,
}

/// What came of one attempt.
pub(super) type Attempt<T> = std::result::Result<T, Setback>;

impl Server {
    /// The server at an address, whose scheme and host are checked.
    pub(super) fn new(base_url: &str, terms: &Terms) -> Result<Self> {
        let uri = check_address(base_url)?;
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            // Whoever asks for a secure connection gets no other by a redirect.
            .https_only(uri.scheme_str() == Some("https"))
            .max_redirects(MOST_REDIRECTS)
            .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
            // Parts of a file fit together only as it lies there.
            .accept_encoding("identity")
            .timeout_resolve(Some(terms.connect))
            .timeout_connect(Some(terms.connect))
            .timeout_recv_response(Some(terms.silence))
            .timeout_per_read(Some(terms.silence))
            .timeout_per_write(Some(terms.silence))
            // No connection waits for the next file: it may be dead by then.
            .max_idle_connections(0);
        if !terms.proxy {
            config = config.proxy(None);
        }
        let agent = config.build().new_agent();
        Ok(Self { agent, connect: terms.connect, silence: terms.silence, answered: Cell::new(false) })
    }

    /// Asks for a file: unless it is as the `condition` says, and from the end of the `part` if it is
    /// still that part's.
    pub(super) fn ask(
        &self,
        url: &str,
        condition: Option<&Validators>,
        part: Option<&Part>,
    ) -> Attempt<Reply> {
        let mut request = self.agent.get(url);
        if let Some(known) = condition {
            let headers =
                [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.last_modified)];
            for (name, value) in headers {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        if let Some((part, tag)) = part.and_then(|it| Some((it, it.validators.strong()?))) {
            request = request.header(header::RANGE, format!("bytes={}-", part.bytes));
            request = request.header(header::IF_RANGE, tag);
        }
        let reply = Reply::new(request.call().map_err(|error| self.setback(error, url))?);
        self.answered.set(true);
        match reply.text(header::CONTENT_ENCODING) {
            // A page that tells of a failure may be coded; nobody reads it.
            Some(coding) if coding != "identity" && reply.head.status.is_success() => {
                let what = format!("the server sends the file coded as {coding:?}, though not asked to");
                Err(Error::new(what).in_file(url).with_hint("choose another mirror").into())
            }
            _ => Ok(reply),
        }
    }

    /// Reads more of an answer's body; 0 bytes are its end.
    pub(super) fn read(&self, reply: &mut Reply, buffer: &mut [u8], url: &str) -> Attempt<usize> {
        loop {
            match reply.body.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => return read.map_err(|error| self.setback(error.into(), url)),
            }
        }
    }

    /// What a failure of the connection means.
    fn setback(&self, error: ureq::Error, url: &str) -> Setback {
        use ureq::Error as E;
        let lasting = |what: String, hint: &str| Error::new(what).in_file(url).with_hint(hint).into();
        match error {
            E::Timeout(Timeout::Connect | Timeout::Resolve) => {
                Setback::passing(format!("no connection within {:?}", self.connect))
            }
            E::Timeout(_) => Setback::passing(format!("the server was silent for {:?}", self.silence)),
            E::Io(error) if is_cut(&error) => Setback::passing(format!("the connection failed: {error}")),
            // Such as a name that is not found: a mistake at first, a failing network later.
            E::Io(error) if error.kind() != io::ErrorKind::InvalidData && self.answered.get() => {
                Setback::passing(format!("the connection failed: {error}"))
            }
            E::HostNotFound if self.answered.get() => Setback::passing("the server is not found".to_owned()),
            E::ConnectionFailed | E::BodyStalled => Setback::passing(error.to_string()),
            E::TooManyRedirects => lasting(
                format!("more than {MOST_REDIRECTS} redirects, which lead in a circle or nowhere"),
                "choose another mirror",
            ),
            E::RequireHttpsOnly(to) => {
                lasting(format!("the server redirects to {to}, which is not secure"), "choose another mirror")
            }
            E::Protocol(_) | E::BadUri(_) | E::Http(_) | E::LargeResponseHeader(..) => {
                lasting(format!("the answer of the server makes no sense: {error}"), "choose another mirror")
            }
            E::Io(error) => lasting(format!("no connection to the server: {error}"), UNREACHED),
            error => lasting(format!("no connection to the server: {error}"), UNREACHED),
        }
    }
}

impl Reply {
    fn new(response: Response<Body>) -> Self {
        let (head, body) = response.into_parts();
        Self { head, length: body.content_length(), body: body.into_reader() }
    }

    pub(super) fn status(&self) -> u16 {
        self.head.status.as_u16()
    }

    /// Bytes of the body, if the server said.
    pub(super) fn length(&self) -> Option<u64> {
        self.length
    }

    pub(super) fn validators(&self) -> Validators {
        let owned = |name| self.text(name).map(str::to_owned);
        Validators { etag: owned(header::ETAG), last_modified: owned(header::LAST_MODIFIED) }
    }

    /// Bytes of the whole file, if this is the rest of it after the part.
    pub(super) fn total_after(&self, part: &Part) -> Option<u64> {
        let (first, last, total) = content_range(self.text(header::CONTENT_RANGE)?)?;
        let same_file = self.text(header::ETAG).is_none_or(|it| part.validators.strong() == Some(it))
            && part.total.is_none_or(|it| it == total);
        (same_file && first == part.bytes && first <= last && last < total).then_some(total)
    }

    /// What an answer means that brings no file.
    pub(super) fn refusal(&self, url: &str) -> Setback {
        let what = format!("the server answers {}", self.head.status);
        if PASSING.contains(&self.status()) {
            let seconds = self.text(header::RETRY_AFTER).and_then(|it| it.trim().parse().ok());
            return Setback::Passing { what, wait: seconds.map(Duration::from_secs) };
        }
        Error::new(what).in_file(url).with_hint("is this the address of a mirror of GeoNames?").into()
    }

    fn text(&self, name: HeaderName) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok()
    }
}

impl Setback {
    pub(super) fn passing(what: String) -> Self {
        Self::Passing { what, wait: None }
    }
}

impl From<Error> for Setback {
    fn from(error: Error) -> Self {
        Self::Lasting(error)
    }
}

/// Was a connection refused or cut, which says nothing of the next?
fn is_cut(error: &io::Error) -> bool {
    use io::ErrorKind as K;
    matches!(
        error.kind(),
        K::ConnectionRefused
            | K::ConnectionReset
            | K::ConnectionAborted
            | K::NotConnected
            | K::BrokenPipe
            | K::UnexpectedEof
            | K::TimedOut
            | K::HostUnreachable
            | K::NetworkUnreachable
            | K::NetworkDown
    )
}

/// First byte, last byte and bytes of the whole file, of a header such as `bytes 10-19/20`.
fn content_range(value: &str) -> Option<(u64, u64, u64)> {
    let (range, total) = value.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?, total.parse().ok()?))
}

/// An address that names of files can be put to, and no secrets are in.
fn check_address(base_url: &str) -> Result<Uri> {
    let fault = |what: &str| {
        Err(Error::new(format!("{what}: {base_url}"))
            .with_hint("expected an address such as https://download.geonames.org/export/dump"))
    };
    let Ok(uri) = base_url.parse::<Uri>() else { return fault("not an address of a mirror") };
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
        return fault("not an address of a mirror that begins with http:// or https://");
    }
    if uri.query().is_some() || base_url.contains('#') {
        return fault("an address with `?` or `#`, which no file can be put to");
    }
    if uri.authority().is_some_and(|it| it.as_str().contains('@')) {
        return fault("an address with the name of a user, which would be kept with the data");
    }
    Ok(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_far_as_they_can_be_used() {
        assert_eq!(content_range("bytes 10-19/20"), Some((10, 19, 20)));
        for other in
            ["bytes 10-19/*", "bytes */20", "items 1-2/3", "bytes -5-19/20", "bytes 1-99999999999999999999/5"]
        {
            assert_eq!(content_range(other), None, "{other}");
        }
    }

    #[test]
    fn addresses_are_checked() {
        for good in ["http://localhost", "https://download.geonames.org/export/dump/", "http://[::1]:8080/a"]
        {
            assert!(check_address(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "download.geonames.org",
            "/export/dump",
            "file:///etc",
            "ftp://example.org",
            "https://",
            "https://user:word@example.org/",
            "https://example.org/?a=b",
            "https://example.org/#top",
            "https://example.org/a b",
        ] {
            let error = check_address(bad).unwrap_err().to_string();
            assert!(error.contains("hint: expected an address such as https://"), "{bad}: {error}");
        }
    }
}
