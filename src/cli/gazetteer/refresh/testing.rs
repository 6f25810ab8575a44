//! A web server for tests: it answers what a test tells it to, and remembers what it was asked.
//!
//! It names nothing but the standard library, so that other test programs can include the file.

// Not every test program uses all of it.
#![allow(dead_code)]

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
};

/// A server on the loopback, gone when dropped. It answers one request a connection, one at a time.
pub(crate) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    thread: Option<JoinHandle<()>>,
}

/// The head of a request; those of tests have no body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    headers: Vec<(String, String)>,
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    framing: Framing,
    ending: Ending,
}

/// How a client learns where the body ends.
#[derive(Clone, Copy, Debug)]
enum Framing {
    /// By a header that says this length, which may be a lie.
    Length(usize),
    /// By pieces of this size, of which the last is empty.
    Chunks(usize),
    /// By the end of the connection.
    Close,
}

/// What happens after which bytes of the body.
#[derive(Clone, Copy, Debug)]
enum Ending {
    /// All of it was sent.
    Whole,
    /// Not even a head is sent.
    Nothing,
    /// The connection is closed.
    Cut(usize),
    /// Nothing more comes until the client goes.
    Stall(usize),
}

impl Server {
    /// A server that gives these replies in their order, whatever it is asked; 418 after the last,
    /// which no client asks for again.
    pub(crate) fn script(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies = replies.into_iter().collect::<Vec<_>>().into_iter();
        Self::start(move |_| replies.next().unwrap_or_else(|| Reply::new(418)))
    }

    /// A server that answers each request by a function of it.
    pub(crate) fn start(mut answer: impl FnMut(&Request) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                match Request::read(&stream) {
                    // A client may go whenever it likes.
                    Ok(Some(request)) => {
                        let reply = answer(&request);
                        seen.lock().unwrap().push(request);
                        let _ = reply.write(&stream);
                    }
                    Ok(None) => return,
                    Err(_) => {
                        let _ = Reply::new(400).write(&stream);
                    }
                }
            }
        });
        Self { address, requests, thread: Some(thread) }
    }

    /// The address of a path, which begins with `/`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it was asked so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A connection that says nothing ends it.
        drop(TcpStream::connect(self.address));
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Request {
    /// The value of a header, whose name may be written in any case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Reads the head of a request; none where nothing was said.
    fn read(stream: &TcpStream) -> io::Result<Option<Self>> {
        let mut lines = BufReader::new(stream).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(None) };
        let mut words = first.split(' ').map(str::to_owned);
        let (Some(method), Some(path)) = (words.next(), words.next()) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let mut headers = Vec::new();
        for line in lines {
            let line = line?;
            match line.split_once(": ") {
                Some((name, value)) => headers.push((name.to_owned(), value.to_owned())),
                None => break,
            }
        }
        Ok(Some(Self { method, path, headers }))
    }
}

impl Reply {
    pub(crate) fn new(status: u16) -> Self {
        let (headers, body) = (Vec::new(), Vec::new());
        Self { status, headers, body, framing: Framing::Length(0), ending: Ending::Whole }
    }

    /// No answer: the connection is closed.
    pub(crate) fn hang_up() -> Self {
        Self { ending: Ending::Nothing, ..Self::new(0) }
    }

    /// What a good mirror answers to a request for a file: 304, 206 or 200, as its headers ask.
    pub(crate) fn of_file(request: &Request, etag: &str, bytes: &[u8]) -> Self {
        if request.header("if-none-match") == Some(etag) {
            return Self::new(304).header("ETag", etag);
        }
        let first =
            request.header("range").and_then(|it| it.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
        match first.filter(|_| request.header("if-range").is_none_or(|it| it == etag)) {
            Some(first) if first < bytes.len() => Self::rest(etag, bytes, first),
            Some(_) => Self::new(416).header("Content-Range", &format!("bytes */{}", bytes.len())),
            None => Self::new(200).header("ETag", etag).header("Accept-Ranges", "bytes").body(bytes),
        }
    }

    /// The rest of a file from a byte on.
    pub(crate) fn rest(etag: &str, bytes: &[u8], first: usize) -> Self {
        let range = format!("bytes {first}-{}/{}", bytes.len() - 1, bytes.len());
        Self::new(206).header("ETag", etag).header("Content-Range", &range).body(&bytes[first..])
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn body(mut self, bytes: &[u8]) -> Self {
        self.framing = Framing::Length(bytes.len());
        self.body = bytes.to_vec();
        self
    }

    /// Says another length than the body has.
    pub(crate) fn length(mut self, length: usize) -> Self {
        self.framing = Framing::Length(length);
        self
    }

    /// Says no length, but sends pieces of this size.
    pub(crate) fn chunks(mut self, size: usize) -> Self {
        self.framing = Framing::Chunks(size);
        self
    }

    /// Says no length; the body ends when the connection does.
    pub(crate) fn until_close(mut self) -> Self {
        self.framing = Framing::Close;
        self
    }

    /// Closes the connection after so many bytes of the body.
    pub(crate) fn cut(mut self, bytes: usize) -> Self {
        self.ending = Ending::Cut(bytes);
        self
    }

    /// Falls silent after so many bytes of the body.
    pub(crate) fn stall(mut self, bytes: usize) -> Self {
        self.ending = Ending::Stall(bytes);
        self
    }

    fn write(&self, mut stream: &TcpStream) -> io::Result<()> {
        if matches!(self.ending, Ending::Nothing) {
            return Ok(());
        }
        let mut head = format!("HTTP/1.1 {} Scripted\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        match self.framing {
            Framing::Length(length) => head += &format!("Content-Length: {length}\r\n"),
            Framing::Chunks(_) => head += "Transfer-Encoding: chunked\r\n",
            Framing::Close => {}
        }
        stream.write_all((head + "\r\n").as_bytes())?;

        let sent = match self.ending {
            Ending::Whole | Ending::Nothing => self.body.len(),
            Ending::Cut(bytes) | Ending::Stall(bytes) => bytes,
        };
        match self.framing {
            Framing::Chunks(size) => {
                for chunk in self.body[..sent].chunks(size) {
                    write!(stream, "{:x}\r\n", chunk.len())?;
                    stream.write_all(chunk)?;
                    stream.write_all(b"\r\n")?;
                }
                if matches!(self.ending, Ending::Whole) {
                    stream.write_all(b"0\r\n\r\n")?;
                }
            }
            _ => stream.write_all(&self.body[..sent])?,
        }
        if matches!(self.ending, Ending::Stall(_)) {
            // Returns when the client closes the connection.
            let _ = stream.read(&mut [0])?;
        }
        Ok(())
    }
}
