//! Does a file come, whatever the server and the way to it do?

use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    time::Duration,
};

use dateline::error::Result;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{Answer, Fetched, Fetcher, Validators, terms::Terms};
use crate::cli::gazetteer::refresh::testing::{Reply, Request, Server};

const TAG: &str = "\"first\"";
const OTHER_TAG: &str = "\"second\"";
const DATE: &str = "Thu, 01 Dec 2022 04:05:06 GMT";

/// A mirror, a folder, and how long a fetcher waited.
struct Scene {
    server: Server,
    folder: TempDir,
    pauses: Rc<RefCell<Vec<u64>>>,
    terms: fn(&mut Terms),
}

impl Scene {
    fn new(server: Server) -> Self {
        Self { server, folder: tempfile::tempdir().unwrap(), pauses: Rc::default(), terms: |_| {} }
    }

    fn script<const N: usize>(replies: [Reply; N]) -> Self {
        Self::new(Server::script(replies))
    }

    fn fetcher(&self) -> Fetcher {
        self.fetcher_at(&self.server.url("/dump/"))
    }

    fn fetcher_at(&self, base_url: &str) -> Fetcher {
        let pauses = Rc::clone(&self.pauses);
        let mut terms = Terms {
            // The environment of whoever runs the tests is none of theirs.
            proxy: false,
            sleep: Box::new(move |pause| pauses.borrow_mut().push(pause.as_secs())),
            ..Terms::default()
        };
        (self.terms)(&mut terms);
        Fetcher::on_terms(base_url, self.folder.path().join("made"), terms).unwrap()
    }

    fn fetch(&self, known: Option<&Validators>) -> Result<Answer> {
        self.fetcher().fetch("PK.zip", known, &mut |_, _| {})
    }

    fn file(&self) -> Fetched {
        match self.fetch(None).unwrap() {
            Answer::File(file) => file,
            other => panic!("{other:?}"),
        }
    }

    fn error(&self) -> String {
        self.fetch(None).unwrap_err().to_string()
    }

    fn error_at(&self, base_url: &str) -> String {
        self.fetcher_at(base_url).fetch("PK.zip", None, &mut |_, _| {}).unwrap_err().to_string()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("made").join(name)
    }

    /// The value of a header in each request that the server saw; `-` where it was not there.
    fn seen(&self, header: &str) -> Vec<String> {
        let value = |it: &Request| it.header(header).unwrap_or("-").to_owned();
        self.server.requests().iter().map(value).collect()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("made")).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Bytes that differ everywhere, more than a buffer holds.
fn body() -> Vec<u8> {
    (0_u32..50_000).flat_map(u32::to_le_bytes).collect()
}

fn tagged(status: u16) -> Reply {
    Reply::new(status).header("ETag", TAG)
}

fn validators(etag: &str) -> Validators {
    Validators { etag: Some(etag.to_owned()), last_modified: None }
}

fn assert_is(file: &Fetched, bytes: &[u8]) {
    assert!(fs::read(&file.path).unwrap() == bytes, "other bytes than were sent");
    assert_eq!(file.bytes, bytes.len() as u64);
    assert_eq!(file.sha256, format!("{:x}", Sha256::digest(bytes)));
}

#[test]
fn a_file_comes_whole_with_what_the_server_said_of_it() {
    let scene = Scene::script([tagged(200).header("Last-Modified", DATE).body(&body())]);
    let mut heard = Vec::new();
    let answer = scene.fetcher().fetch("PK.zip", None, &mut |done, total| heard.push((done, total)));
    let Answer::File(file) = answer.unwrap() else { panic!() };
    assert_is(&file, &body());
    assert_eq!(file.path, scene.path("PK.zip"));
    assert_eq!(file.url, scene.server.url("/dump/PK.zip"));
    assert_eq!(file.validators, Validators { last_modified: Some(DATE.to_owned()), ..validators(TAG) });
    assert_eq!(scene.names(), ["PK.zip", "PK.zip.json"]);

    assert_eq!(heard.first(), Some(&(0, Some(200_000))));
    assert_eq!(heard.last(), Some(&(200_000, Some(200_000))));
    assert!(heard.is_sorted());

    let requests = scene.server.requests();
    assert_eq!((requests[0].method.as_str(), requests[0].path.as_str()), ("GET", "/dump/PK.zip"));
    assert_eq!(requests[0].header("user-agent"), Some(concat!("dateline/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(requests[0].header("accept-encoding"), Some("identity"));
    for header in ["if-none-match", "if-modified-since", "range", "if-range"] {
        assert_eq!(requests[0].header(header), None);
    }
}

#[test]
fn what_the_caller_knows_is_not_sent_again() {
    let scene = Scene::script([Reply::new(304), Reply::new(304), Reply::new(304).length(5)]);
    let known = Validators { last_modified: Some(DATE.to_owned()), ..validators(TAG) };
    assert_eq!(scene.fetch(Some(&known)).unwrap(), Answer::NotModified);
    assert_eq!(scene.seen("if-none-match"), [TAG]);
    assert_eq!(scene.seen("if-modified-since"), [DATE]);
    // Nothing known is no condition, and then "not modified" is no answer.
    assert!(scene.fetch(Some(&Validators::default())).unwrap_err().to_string().contains("304"));
    assert_eq!(scene.seen("if-none-match"), [TAG, "-"]);
    assert_eq!(scene.fetch(Some(&known)).unwrap(), Answer::NotModified);
}

#[test]
fn a_file_that_is_not_there_is_missing() {
    let scene = Scene::script([Reply::new(404).body(b"gone"), Reply::new(410)]);
    assert_eq!(scene.fetch(None).unwrap(), Answer::Missing);
    assert_eq!(scene.fetch(None).unwrap(), Answer::Missing);
    assert_eq!(scene.names(), Vec::<String>::new());
}

#[test]
fn a_server_in_trouble_is_asked_again() {
    let troubles = [Reply::new(500), Reply::new(429), Reply::hang_up(), Reply::new(504)];
    let scene = Scene::new(Server::script(troubles.into_iter().chain([tagged(200).body(b"here")])));
    assert_is(&scene.file(), b"here");
    assert_eq!(*scene.pauses.borrow(), [1, 2, 4, 8]);
}

#[test]
fn a_server_that_stays_in_trouble_is_given_up() {
    let scene = Scene::new(Server::start(|_| Reply::new(503)));
    let error = scene.error();
    let url = scene.server.url("/dump/PK.zip");
    assert!(error.starts_with(&format!("{url}: the server answers 503")), "{error}");
    assert!(error.contains("after 6 attempts\nhint: run it again later"), "{error}");
    assert_eq!(*scene.pauses.borrow(), [1, 2, 4, 8, 16]);
}

#[test]
fn a_server_says_how_long_to_wait() {
    let busy = |wait| Reply::new(503).header("Retry-After", wait);
    let scene = Scene::script([busy("7"), busy("1000000"), busy(DATE), tagged(200).body(b"here")]);
    assert_is(&scene.file(), b"here");
    assert_eq!(*scene.pauses.borrow(), [7, 60, 4]);
}

#[test]
fn a_refusal_is_final() {
    for status in [400, 401, 403, 418, 501, 204] {
        let scene = Scene::new(Server::start(move |_| Reply::new(status)));
        let error = scene.error();
        assert!(error.contains(&format!("the server answers {status}")), "{error}");
        assert!(error.contains("\nhint: "), "{error}");
        assert_eq!(scene.server.requests().len(), 1);
    }
}

#[test]
fn after_a_cut_only_the_rest_is_sent() {
    let bytes = body();
    let scene = Scene::script([
        tagged(200).body(&bytes).cut(70_000),
        Reply::new(502),
        Reply::rest(TAG, &bytes, 70_000).cut(50_000),
        Reply::rest(TAG, &bytes, 120_000),
    ]);
    let file = scene.file();
    assert_is(&file, &bytes);
    assert_eq!(file.validators, validators(TAG));
    assert_eq!(scene.seen("range"), ["-", "bytes=70000-", "bytes=70000-", "bytes=120000-"]);
    assert_eq!(scene.seen("if-range"), ["-", TAG, TAG, TAG]);
    // The third got further, so the count begins anew.
    assert_eq!(*scene.pauses.borrow(), [1, 2, 1]);
    assert_eq!(scene.names(), ["PK.zip", "PK.zip.json"]);
}

#[test]
fn a_later_run_goes_on_where_one_was_stopped() {
    let bytes = body();
    let mut refusals = 1..2;
    let scene = Scene::new(Server::start(move |request| match request.header("range") {
        None => Reply::of_file(request, TAG, &body()).cut(70_000),
        // This ends the first run, which leaves a part.
        Some(_) if refusals.next().is_some() => Reply::new(403),
        Some(_) => Reply::of_file(request, TAG, &body()),
    }));
    assert!(scene.error().contains("403"));
    assert_eq!(fs::read(scene.path("PK.zip.part")).unwrap(), bytes[..70_000]);
    assert_eq!(scene.names(), ["PK.zip.part", "PK.zip.part.json"]);
    assert_is(&scene.file(), &bytes);
    assert_eq!(scene.seen("range"), ["-", "bytes=70000-", "bytes=70000-"]);
}

#[test]
fn a_part_from_another_address_is_of_no_use() {
    let scene = Scene::script([tagged(200).body(&body()).cut(70_000), Reply::new(403)]);
    assert!(scene.error().contains("403"));
    let moved = Scene { server: Server::start(|it| Reply::of_file(it, TAG, &body())), ..scene };
    assert_is(&moved.file(), &body());
    assert_eq!(moved.seen("range"), ["-"]);
}

#[test]
fn a_server_that_ignores_ranges_sends_it_all_again() {
    let bytes = body();
    let scene = Scene::script([tagged(200).body(&bytes).cut(70_000), tagged(200).body(&bytes)]);
    assert_is(&scene.file(), &bytes);
    assert_eq!(scene.seen("range"), ["-", "bytes=70000-"]);
}

#[test]
fn a_file_that_changed_between_two_halves_is_fetched_anew() {
    let mut requests = 0;
    let scene = Scene::new(Server::start(move |request| {
        requests += 1;
        match requests {
            1 => Reply::of_file(request, TAG, &body()).cut(70_000),
            _ => Reply::of_file(request, OTHER_TAG, b"other").header("Last-Modified", DATE),
        }
    }));
    let file = scene.file();
    assert_is(&file, b"other");
    assert_eq!(file.validators, Validators { last_modified: Some(DATE.to_owned()), ..validators(OTHER_TAG) });
    assert_eq!(scene.seen("if-range"), ["-", TAG]);
}

#[test]
fn a_rest_that_does_not_fit_is_not_put_to_the_part() {
    let bytes = body();
    let unfit = [
        Reply::new(416).header("Content-Range", "bytes */9"),
        Reply::rest(OTHER_TAG, &bytes, 70_000),
        Reply::rest(TAG, &bytes, 60_000),
        Reply::rest(TAG, &bytes[..100_000], 70_000),
        Reply::new(206).body(&bytes[70_000..]),
    ];
    for reply in unfit {
        let scene = Scene::script([tagged(200).body(&bytes).cut(70_000), reply, tagged(200).body(&bytes)]);
        assert_is(&scene.file(), &bytes);
        assert_eq!(scene.seen("range"), ["-", "bytes=70000-", "-"]);
        // What contradicts the part is no trouble of the server.
        assert_eq!(*scene.pauses.borrow(), [1]);
    }
}

#[test]
fn without_a_strong_tag_a_cut_file_is_fetched_from_the_start() {
    for reply in [
        Reply::new(200),
        Reply::new(200).header("ETag", "W/\"weak\""),
        Reply::new(200).header("Last-Modified", DATE),
    ] {
        let scene = Scene::script([reply.clone().body(&body()).cut(70_000), reply.body(&body())]);
        assert_is(&scene.file(), &body());
        assert_eq!(scene.seen("range"), ["-", "-"]);
        assert_eq!(scene.seen("if-range"), ["-", "-"]);
    }
}

#[test]
fn a_server_that_never_gets_further_is_given_up() {
    let bytes = body();
    let scene = Scene::new(Server::start(move |_| Reply::new(200).body(&bytes).cut(70_000)));
    let error = scene.error();
    assert!(error.contains("after 6 attempts"), "{error}");
    // The first attempt got further than none.
    assert_eq!(*scene.pauses.borrow(), [1, 2, 4, 8, 16]);
    let scene = Scene::new(Server::start(|it| Reply::of_file(it, TAG, &body()).cut(1)));
    assert!(scene.error().contains("after 50 attempts\nhint: what has come is kept"));
}

#[test]
fn redirects_are_followed_with_what_was_asked() {
    let scene = Scene::new(Server::start(|request| match request.path.as_str() {
        "/dump/PK.zip" => Reply::new(302).header("Location", "../mirror/PK.zip").body(b"over there"),
        _ => Reply::of_file(request, TAG, &body()),
    }));
    let file = scene.file();
    assert_is(&file, &body());
    assert_eq!(file.url, scene.server.url("/dump/PK.zip"));
    assert_eq!(scene.fetch(Some(&validators(TAG))).unwrap(), Answer::NotModified);
    assert_eq!(scene.seen("if-none-match"), ["-", "-", TAG, TAG]);
    assert_eq!(scene.server.requests()[1].path, "/mirror/PK.zip");
}

#[test]
fn redirects_in_a_circle_are_no_way() {
    let scene = Scene::new(Server::start(|_| Reply::new(301).header("Location", "/dump/PK.zip")));
    assert!(scene.error().contains("more than 10 redirects, which lead in a circle"));
    assert_eq!(scene.server.requests().len(), 11);
    let scene = Scene::script([Reply::new(301).header("Location", "ftp://example.org/PK.zip")]);
    assert!(scene.error().contains("ftp"), "{}", scene.error());
}

#[test]
fn a_body_in_chunks_has_no_length_before_its_end() {
    let scene = Scene::script([
        tagged(200).body(&body()).chunks(1000).cut(70_000),
        Reply::rest(TAG, &body(), 70_000).chunks(999),
    ]);
    let mut totals = Vec::new();
    let answer = scene.fetcher().fetch("PK.zip", None, &mut |_, total| totals.push(total)).unwrap();
    let Answer::File(file) = answer else { panic!() };
    assert_is(&file, &body());
    assert_eq!(totals.first(), Some(&None));
    assert_eq!(totals.last(), Some(&Some(200_000)));
    assert_eq!(scene.seen("range"), ["-", "bytes=70000-"]);
}

#[test]
fn a_body_may_end_with_its_connection() {
    let scene = Scene::script([tagged(200).body(&body()).until_close()]);
    assert_is(&scene.file(), &body());
}

#[test]
fn a_length_is_held_to() {
    // Too short a body is a cut one; what follows the announced bytes is none of the file.
    let scene = Scene::script([tagged(200).body(b"short").length(9), Reply::rest(TAG, b"shortened", 5)]);
    assert_is(&scene.file(), b"shortened");
    let scene = Scene::script([tagged(200).body(b"too long").length(3)]);
    assert_is(&scene.file(), b"too");
    // A rest that is longer than the file.
    let long = Reply::new(206).header("Content-Range", "bytes 5-8/9").body(b"ened and more");
    let scene = Scene::script([tagged(200).body(b"short").length(9), long]);
    assert!(scene.error().contains("longer than the 9 bytes"));
    assert_eq!(scene.names(), Vec::<String>::new());
}

#[test]
fn no_more_than_a_bound_is_fetched() {
    for reply in [tagged(200).body(&body()), tagged(200).body(&body()).chunks(5000)] {
        let mut scene = Scene::script([reply]);
        scene.terms = |it| it.most_bytes = 100_000;
        assert!(scene.error().contains("longer than the 100000 bytes"));
        assert_eq!(scene.names(), Vec::<String>::new());
    }
}

#[test]
fn silence_ends_an_attempt_and_not_the_fetch() {
    let mut scene =
        Scene::script([tagged(200).body(&body()).stall(70_000), Reply::rest(TAG, &body(), 70_000)]);
    scene.terms = |it| it.silence = Duration::from_millis(100);
    assert_is(&scene.file(), &body());
    assert_eq!(scene.seen("range"), ["-", "bytes=70000-"]);
}

#[test]
fn a_connection_that_is_refused_is_tried_again() {
    let scene = Scene::script([]);
    // The port of a service that no system runs any more. One that was just freed may be taken.
    let error = scene.error_at("http://127.0.0.1:1/dump");
    assert!(error.contains("the connection failed: ") && error.contains("after 6 attempts"), "{error}");
    assert_eq!(*scene.pauses.borrow(), [1, 2, 4, 8, 16]);
}

#[test]
fn what_is_no_secure_connection_is_not_tried_again() {
    let scene = Scene::script([]);
    let error = scene.error_at(&scene.server.url("/dump").replace("http:", "https:"));
    assert!(error.contains("no connection to the server"), "{error}");
    assert!(scene.pauses.borrow().is_empty());
}

#[test]
fn a_kept_file_is_used_when_the_server_still_has_it() {
    let scene = Scene::new(Server::start(|it| Reply::of_file(it, TAG, &body())));
    let first = scene.file();
    let second = scene.file();
    assert_eq!(first, second);
    assert_eq!(scene.seen("if-none-match"), ["-", TAG]);
    // The caller knows something older, and gets it too; whoever knows it does not.
    assert_eq!(scene.fetch(Some(&validators("\"older\""))).unwrap(), Answer::File(first));
    assert_eq!(scene.fetch(Some(&validators(TAG))).unwrap(), Answer::NotModified);
    assert_eq!(scene.seen("if-none-match"), ["-", TAG, TAG, TAG]);
}

#[test]
fn a_kept_file_that_is_not_as_it_was_is_fetched_anew() {
    let scene = Scene::new(Server::start(|it| Reply::of_file(it, TAG, b"here")));
    scene.file();
    let spoil: [fn(&Path, &Path); 4] = [
        |file, _| fs::write(file, "hers").unwrap(),
        |file, _| fs::write(file, "here and there").unwrap(),
        |file, _| fs::remove_file(file).unwrap(),
        |_, note| fs::write(note, "{\"url\": \"http").unwrap(),
    ];
    for spoil in spoil {
        spoil(&scene.path("PK.zip"), &scene.path("PK.zip.json"));
        assert_is(&scene.file(), b"here");
        assert_eq!(scene.seen("if-none-match").last().unwrap(), "-");
    }
}

#[test]
fn a_newer_file_takes_the_place_of_the_kept_one() {
    let mut days = [(TAG, "old"), (OTHER_TAG, "new")].into_iter();
    let scene = Scene::new(Server::start(move |request| {
        let (tag, bytes) = days.next().unwrap();
        Reply::of_file(request, tag, bytes.as_bytes())
    }));
    assert_is(&scene.file(), b"old");
    let file = scene.file();
    assert_is(&file, b"new");
    assert_eq!(file.validators, validators(OTHER_TAG));
}

#[test]
fn what_a_killed_run_left_is_used_as_far_as_it_can_be() {
    let notes = |scene: &Scene, total: usize| {
        let url = scene.server.url("/dump/PK.zip");
        format!(
            r#"{{"url": "{url}", "validators": {{"etag": "\"first\"", "last_modified": null}}, "total": {total}}}"#
        )
    };
    // (bytes of the part, total in its note, condition and range that are sent)
    let cases = [
        // Killed before it was renamed: whole, and only confirmed.
        (200_000, 200_000, TAG, "-"),
        (150_000, 200_000, "-", "bytes=150000-"),
        (0, 200_000, "-", "-"),
        (200_000, 150_000, "-", "-"),
    ];
    for (bytes, total, condition, range) in cases {
        let scene = Scene::new(Server::start(|it| Reply::of_file(it, TAG, &body())));
        scene.fetcher();
        fs::write(scene.path("PK.zip.part"), &body()[..bytes]).unwrap();
        fs::write(scene.path("PK.zip.part.json"), notes(&scene, total)).unwrap();
        assert_is(&scene.file(), &body());
        assert_eq!(
            (scene.seen("if-none-match"), scene.seen("range")),
            (vec![condition.to_owned()], vec![range.to_owned()])
        );
        assert_eq!(scene.names(), ["PK.zip", "PK.zip.json"]);
    }
    // A part without a note, and with a note that was cut off.
    for note in [None, Some("{\"url\": ")] {
        let scene = Scene::new(Server::start(|it| Reply::of_file(it, TAG, &body())));
        scene.fetcher();
        fs::write(scene.path("PK.zip.part"), "of something else").unwrap();
        if let Some(note) = note {
            fs::write(scene.path("PK.zip.part.json"), note).unwrap();
        }
        assert_is(&scene.file(), &body());
        assert_eq!(scene.seen("range"), ["-"]);
    }
}

#[test]
fn a_disk_that_fails_ends_the_fetch() {
    let scene = Scene::new(Server::start(|it| Reply::of_file(it, TAG, &body())));
    scene.fetcher();
    fs::create_dir(scene.path("PK.zip.part")).unwrap();
    let error = scene.error();
    assert!(error.starts_with(&scene.path("PK.zip.part").display().to_string()), "{error}");
    assert_eq!(scene.server.requests().len(), 1);
    assert!(scene.pauses.borrow().is_empty());
}

#[test]
fn a_coded_body_is_not_taken_for_the_file() {
    let coded = |status| tagged(status).header("Content-Encoding", "gzip").body(b"coded");
    let scene = Scene::script([coded(503), coded(200), coded(404)]);
    assert!(scene.error().contains("coded as \"gzip\""));
    assert_eq!(scene.fetch(None).unwrap(), Answer::Missing);
}

#[test]
fn a_file_may_be_empty() {
    let scene = Scene::script([tagged(200)]);
    assert_is(&scene.file(), b"");
}

#[test]
fn an_address_is_checked_before_a_folder_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made");
    let error = Fetcher::new("ftp://example.org/dump", made.clone()).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("http:// or https://: ftp://example.org/dump\nhint: "), "{error}");
    assert!(!made.exists());
}

#[test]
fn names_are_plain() {
    let scene = Scene::new(Server::script([Reply::new(404)]));
    let fetcher = scene.fetcher();
    let long = "a".repeat(300);
    let bad = [
        "", ".", "..", ".hidden", "a/b", "a\\b", "../a", "a b", "a?b", "a%2fb", "ü", "a.part", "a.json",
        &long,
    ];
    for name in bad {
        let error = fetcher.fetch(name, None, &mut |_, _| {}).unwrap_err().to_string();
        assert!(error.contains("not a name of a file to fetch") && error.contains("PK.zip"), "{error}");
    }
    assert_eq!(scene.server.requests(), []);
    assert_eq!(fetcher.fetch("admin1CodesASCII.txt", None, &mut |_, _| {}).unwrap(), Answer::Missing);
}
