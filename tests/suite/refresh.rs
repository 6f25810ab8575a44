//! `dateline gazetteer refresh` against a folder and a server, with all that can go wrong on the way.

#[path = "../../src/cli/gazetteer/refresh/testing.rs"]
mod server;

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
    thread::sleep,
    time::Duration,
};

use server::{Reply, Server};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::support::{Run, TestEnv};

/// Cities without which no gazetteer is put into use: number, name, latitude, longitude, country, inhabitants.
const CITIES: [(u64, &str, &str, &str, &str, &str); 8] = [
    (184745, "Nairobi", "-1.28333", "36.81667", "KE", "2750547"),
    (1138958, "Kabul", "34.52813", "69.17233", "AF", "4434550"),
    (1850147, "Tokyo", "35.6895", "139.69171", "JP", "8336599"),
    (2147714, "Sydney", "-33.86785", "151.20732", "AU", "4627345"),
    (2643743, "London", "51.50853", "-0.12574", "GB", "8961989"),
    (2988507, "Paris", "48.85341", "2.3488", "FR", "2138551"),
    (3448439, "São Paulo", "-23.5475", "-46.63611", "BR", "10021295"),
    (5128581, "New York City", "40.71427", "-74.00597", "US", "8175133"),
];

fn place(
    id: u64,
    name: &str,
    names: &str,
    latitude: &str,
    longitude: &str,
    country: &str,
    people: &str,
) -> String {
    format!(
        "{id}\t{name}\t{name}\t{names}\t{latitude}\t{longitude}\tP\tPPL\t{country}\t\t\t\t\t\t{people}\t\t\t\t2026-01-01\n"
    )
}

fn village(id: u64, name: &str, latitude: &str) -> String {
    place(id, name, "", latitude, "66.5", "PK", "900")
}

/// The published tables, with villages of one's own.
fn world(villages: &[(u64, &str, &str)]) -> String {
    let mut text = String::new();
    for (id, name, latitude, longitude, country, people) in CITIES {
        text += &place(id, name, "", latitude, longitude, country, people);
    }
    text += "1168579\tIslamic Republic of Pakistan\tPakistan\t\t30\t70\tA\tPCLI\tPK\t\t00\t\t\t\t210000000\t\t\t\t2026-01-01\n";
    text +=
        "1149361\tAfghanistan\tAfghanistan\t\t33\t66\tA\tPCLI\tAF\t\t00\t\t\t\t37000000\t\t\t\t2026-01-01\n";
    for (id, name, latitude) in villages {
        text += &village(*id, name, latitude);
    }
    text
}

const COUNTRIES: &str = "#ISO\tISO3\nAF\tAFG\t004\tAF\tAfghanistan\tKabul\t1\t2\tAS\t.af\tAFN\tAfghani\t93\t\t\tfa\t1149361\tPK\t\nPK\tPAK\t586\tPK\tPakistan\tIslamabad\t1\t2\tAS\t.pk\tPKR\tRupee\t92\t\t\tur\t1168579\tAF\t\n";

const NAMES: &str = "1\t1138958\ten\tKabul City\t\t\t\t\t\t\n2\t1138958\tde\tKabul-Stadt\t\t\t\t\t\t\n";

const VILLAGES: &[(u64, &str, &str)] = &[
    (9_000_000_000_001, "Alphaville", "30.1"),
    (9_000_000_000_002, "Betaville", "30.2"),
    (9_000_000_000_003, "Gammaville", "30.3"),
];

fn zipped(name: &str, text: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

/// The files as they are published.
fn files(villages: &[(u64, &str, &str)]) -> Vec<(String, Vec<u8>)> {
    vec![
        ("allCountries.zip".to_owned(), zipped("allCountries.txt", &world(villages))),
        ("alternateNamesV2.zip".to_owned(), zipped("alternateNamesV2.txt", NAMES)),
        ("countryInfo.txt".to_owned(), COUNTRIES.as_bytes().to_vec()),
    ]
}

/// Puts the files into a folder `dump`.
fn bring(env: &TestEnv, villages: &[(u64, &str, &str)]) {
    for (name, bytes) in files(villages) {
        env.write(&format!("dump/{name}"), bytes);
    }
}

fn refresh(env: &TestEnv, args: &[&str]) -> Run {
    let args: Vec<&str> = ["gazetteer", "refresh", "--out", "mine", "--profile", "full"]
        .into_iter()
        .chain(args.iter().copied())
        .collect();
    Run::of(env.command(&args).env("NO_PROXY", "*"), b"")
}

fn refresh_from_folder(env: &TestEnv, args: &[&str]) -> Run {
    refresh(env, &[&["--from", "dump"], args].concat())
}

/// The folder in use.
fn in_use(env: &TestEnv) -> PathBuf {
    env.path("mine").join(env.read("mine/CURRENT").trim())
}

fn index(env: &TestEnv) -> Vec<u8> {
    fs::read(in_use(env).join("gazetteer.index")).unwrap()
}

/// Does the gazetteer in use know the name?
fn knows(env: &TestEnv, name: &str) -> bool {
    env.run(&["lookup", name, "--gazetteer", "mine"]).code == 0
}

fn served(files: Vec<(String, Vec<u8>)>) -> Server {
    Server::start(move |request| {
        let name = request.path.trim_start_matches('/');
        match files.iter().find(|(it, _)| it == name) {
            Some((_, bytes)) => Reply::of_file(request, &format!("\"{}\"", bytes.len()), bytes),
            None => Reply::new(404),
        }
    })
}

#[test]
fn files_brought_by_hand_become_the_gazetteer() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    let said = refresh_from_folder(&env, &[]);
    assert!(said.stderr.contains(" places of dump") && said.stderr.contains("CC BY 4.0"), "{}", said.stderr);
    said.done();
    assert!(knows(&env, "Betaville") && knows(&env, "Kabul-Stadt") && knows(&env, "Pakistan"));
    // The curated tables went with it.
    assert!(knows(&env, "Tahrir Square"));
    let tables = env.path("mine").join(in_use(&env));
    let places = fs::read_to_string(tables.join("places.csv")).unwrap();
    assert!(places.contains("9000000000002,Betaville,66.5,30.2,P,PPL,PK,"), "{places}");
    assert!(fs::read_to_string(tables.join("SOURCES.csv")).unwrap().contains("allCountries.zip"));
}

#[test]
fn unpacked_files_do_as_well() {
    let env = TestEnv::new();
    env.write("dump/allCountries.txt", world(VILLAGES)).write("dump/countryInfo.txt", COUNTRIES);
    refresh_from_folder(&env, &[]).done();
    assert!(knows(&env, "Gammaville"));
}

#[test]
fn a_server_gives_the_same_gazetteer_whatever_happens_on_the_way() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    refresh_from_folder(&env, &[]).done();
    let tables = |env: &TestEnv| {
        ["places.csv", "names.csv", "countries.csv"]
            .map(|it| fs::read_to_string(in_use(env).join(it)).unwrap())
    };
    let expected = tables(&env);

    let files = files(VILLAGES);
    let mut asked = 0;
    let server = Server::start(move |request| {
        asked += 1;
        let name = request.path.rsplit('/').next().unwrap();
        let Some((_, bytes)) = files.iter().find(|(it, _)| it == name) else { return Reply::new(404) };
        let whole = Reply::of_file(request, "\"1\"", bytes);
        match (asked, name) {
            (1, _) => Reply::new(500),
            (_, "allCountries.zip") if !request.path.starts_with("/moved/") => {
                Reply::new(302).header("Location", "/moved/allCountries.zip")
            }
            (_, "allCountries.zip") if request.header("range").is_none() => whole.cut(bytes.len() / 2),
            _ => whole,
        }
    });
    let other = TestEnv::new();
    refresh(&other, &["--base-url", &server.url("/dump")]).done();
    assert_eq!(tables(&other), expected);
    let resumed = server.requests().iter().any(|it| it.header("range").is_some());
    assert!(resumed, "the cut file was gone on with");
    assert!(!other.path("mine/downloads").exists());
}

#[test]
fn what_did_not_change_is_not_made_again() {
    let env = TestEnv::new();
    let server = served(files(VILLAGES));
    let url = server.url("");
    refresh(&env, &["--base-url", &url]).done();
    let before = in_use(&env);
    let said = refresh(&env, &["--base-url", &url]);
    assert!(said.stderr.contains("nothing changed"), "{}", said.stderr);
    said.done();
    assert_eq!(in_use(&env), before);
    let bodies = server.requests().iter().filter(|it| it.header("if-none-match").is_some()).count();
    assert_eq!(bodies, 3, "each file was asked for on a condition");
    refresh(&env, &["--base-url", &url, "--force"]).done();
    assert_ne!(in_use(&env), before);
}

#[test]
fn what_changed_is_said_and_saved() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    refresh_from_folder(&env, &[]).done();
    let changed = [
        (9_000_000_000_001, "Alphatown", "30.1"),
        (9_000_000_000_002, "Betaville", "31.2"),
        (9_000_000_000_004, "Deltaville", "30.4"),
    ];
    bring(&env, &changed);
    let said = refresh_from_folder(&env, &["--dry-run"]);
    assert!(
        said.stderr.contains("1 added, 1 removed, 1 moved (up to 111.2 km), 1 renamed"),
        "{}",
        said.stderr
    );
    said.done();
    assert!(knows(&env, "Alphaville"), "a dry run changes nothing");
    refresh_from_folder(&env, &[]).done();
    assert!(knows(&env, "Alphatown") && !knows(&env, "Gammaville"));
    let table = fs::read_to_string(in_use(&env).join("changes.csv")).unwrap();
    let rows: Vec<&str> = table.lines().skip(1).map(|it| it.split(',').nth(1).unwrap()).collect();
    assert_eq!(rows, ["renamed", "moved", "removed", "added"], "{table}");

    env.run(&["gazetteer", "refresh", "--out", "mine", "--rollback"]).done();
    assert!(knows(&env, "Gammaville"));
    env.run(&["gazetteer", "refresh", "--out", "mine", "--rollback"]).done();
    assert!(knows(&env, "Alphatown"));
}

#[test]
fn a_failed_refresh_leaves_what_is_in_use() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    refresh_from_folder(&env, &[]).done();
    let before = index(&env);

    let whole = fs::read(env.path("dump/allCountries.zip")).unwrap();
    env.write("dump/allCountries.zip", &whole[..whole.len() / 2]);
    let said = refresh_from_folder(&env, &[]).fails(1);
    assert!(said.contains("allCountries.zip") && said.contains("not whole"), "{said}");

    // The last row of it is missing, and so is a city that everyone knows.
    let text: String =
        world(VILLAGES).lines().filter(|it| !it.contains("Kabul")).map(|it| format!("{it}\n")).collect();
    env.write("dump/allCountries.zip", zipped("allCountries.txt", &text));
    let said = refresh_from_folder(&env, &[]).fails(1);
    assert!(said.contains("Kabul") && said.contains("--force"), "{said}");

    let many: Vec<(u64, String)> = (0..200).map(|it| (8_000_000 + it, format!("Village {it}"))).collect();
    let many: Vec<(u64, &str, &str)> = many.iter().map(|(id, name)| (*id, name.as_str(), "30")).collect();
    bring(&env, &many);
    refresh_from_folder(&env, &["--force"]).done();
    let before_shrinking = index(&env);
    bring(&env, VILLAGES);
    let said = refresh_from_folder(&env, &[]).fails(1);
    assert!(said.contains("only 13 places, where there were 210 before"), "{said}");
    assert_eq!(index(&env), before_shrinking);

    let server = Server::start(|_| Reply::new(403));
    let said = refresh(&env, &["--base-url", &server.url("")]).fails(1);
    assert!(said.contains("403"), "{said}");
    let said = refresh(&env, &["--base-url", "ftp://example.org"]).fails(1);
    assert!(said.contains("http"), "{said}");
    let said = refresh(&env, &["--from", "nowhere"]).fails(1);
    assert!(said.contains("nowhere") && said.contains("no such folder"), "{said}");
    assert_eq!(index(&env), before_shrinking);
    assert_ne!(before, before_shrinking);
}

#[test]
fn an_archive_that_came_broken_is_fetched_again() {
    let env = TestEnv::new();
    let files = files(VILLAGES);
    let mut first = true;
    let server = Server::start(move |request| {
        let name = request.path.trim_start_matches('/');
        let Some((_, bytes)) = files.iter().find(|(it, _)| it == name) else { return Reply::new(404) };
        let mut bytes = bytes.clone();
        if name == "allCountries.zip" && std::mem::replace(&mut first, false) {
            // Not cut, but spoilt on the way.
            bytes[60..160].fill(0);
        }
        Reply::of_file(request, "\"1\"", &bytes)
    });
    let url = server.url("");
    assert!(refresh(&env, &["--base-url", &url]).fails(1).contains("allCountries.zip"));
    refresh(&env, &["--base-url", &url]).done();
    assert!(knows(&env, "Betaville"));
}

#[test]
fn rows_that_cannot_be_read_are_named_and_the_rest_is_kept() {
    let env = TestEnv::new();
    bring(&env, &[]);
    let mut text = world(VILLAGES).into_bytes();
    let first_bad = text.iter().filter(|it| **it == b'\n').count() + 1;
    text.extend(b"1\ttoo\tfew\n");
    text.extend(village(2, "North of North", "91").bytes());
    text.extend(b"3\t\xff\xfe\n");
    text.extend(village(4, "Quote \" Town", "30").bytes());
    text.extend(village(5, "Return Town\r", "30").bytes());
    text.extend(place(6, "Nowhere Town", "", "30", "60", "ZZ", "5").bytes());
    text.extend(place(7, "Many Names", &"Name,".repeat(2000), "30", "60", "PK", "5").bytes());
    env.write("dump/allCountries.txt", text);
    fs::remove_file(env.path("dump/allCountries.zip")).unwrap();
    let said = refresh_from_folder(&env, &[]);
    for (after, what) in [
        (0, "3 columns where 19"),
        (1, "latitude: 91 lies outside"),
        (2, "not UTF-8"),
        (5, "country \"ZZ\" is not in"),
    ] {
        let line = format!("allCountries.txt:{}: ", first_bad + after);
        let named = said.stderr.lines().any(|it| it.contains(&line) && it.contains(what));
        assert!(named, "{line}{what} in\n{}", said.stderr);
    }
    said.done();
    for name in ["Quote Town", "Return Town", "Nowhere Town", "Many Names", "Betaville"] {
        assert!(knows(&env, name), "{name}");
    }
    assert!(!knows(&env, "North of North"));
}

#[test]
fn daily_changes_are_applied_and_a_gap_loads_all_again() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    refresh_from_folder(&env, &[]).done();
    env.write("days/modifications-2026-01-01.txt", village(9_000_000_000_005, "Epsilonville", "30.5"));
    env.write("days/deletes-2026-01-01.txt", "9000000000001\tAlphaville\tdouble\n");
    env.write("days/modifications-2026-01-02.txt", village(9_000_000_000_005, "Zetaville", "30.5"));
    env.write("days/deletes-2026-01-02.txt", "");
    env.write(
        "days/alternateNamesModifications-2026-01-02.txt",
        "2\t1138958\tde\tKabul am Fluss\t\t\t\t\t\t\n",
    );
    env.write("days/alternateNamesDeletes-2026-01-02.txt", "1\t1138958\tKabul City\tgone\n");
    let said = refresh(&env, &["--from", "days", "--since", "2026-01-01"]);
    assert!(said.stderr.contains("1 added, 1 removed"), "{}", said.stderr);
    said.done();
    assert!(knows(&env, "Zetaville") && !knows(&env, "Epsilonville") && !knows(&env, "Alphaville"));
    assert!(knows(&env, "Kabul am Fluss") && !knows(&env, "Kabul-Stadt") && !knows(&env, "Kabul City"));
    assert!(knows(&env, "Betaville") && knows(&env, "Tahrir Square"));

    // The next day is the first that is wanted now; it is missing, and so everything is loaded.
    for (name, bytes) in files(VILLAGES) {
        env.write(&format!("days/{name}"), bytes);
    }
    env.write("days/modifications-2026-01-04.txt", "").write("days/deletes-2026-01-04.txt", "");
    let said = refresh(&env, &["--from", "days", "--since"]);
    assert!(said.stderr.contains("2026-01-03 are missing; loading all again"), "{}", said.stderr);
    said.done();
    assert!(knows(&env, "Alphaville") && !knows(&env, "Zetaville"));
}

/// A tree whose archive was packed on a day.
fn bring_packed(env: &TestEnv, folder: &str, name: &str, text: &str, day: u8) {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = zip::DateTime::from_date_and_time(2026, 1, day, 0, 0, 0).unwrap();
    let options = SimpleFileOptions::default().last_modified_time(packed);
    writer.start_file(format!("{name}.txt"), options).unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    env.write(&format!("{folder}/{name}.zip"), writer.finish().unwrap().into_inner());
}

#[test]
fn changes_must_join_where_the_gazetteer_in_use_ends() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    bring_packed(&env, "dump", "allCountries", &world(VILLAGES), 20);
    bring_packed(&env, "dump", "alternateNamesV2", NAMES, 10);
    refresh_from_folder(&env, &[]).done();
    // The names are of the 10th and hold the changes of the 9th: the 10th is the first day that is missing.
    for day in [10, 11, 12] {
        env.write(&format!("dump/modifications-2026-01-{day}.txt"), "")
            .write(&format!("dump/deletes-2026-01-{day}.txt"), "");
    }
    let said = refresh_from_folder(&env, &["--since", "2026-01-12"]);
    assert!(
        said.stderr.contains("ends with the changes of 2026-01-09; loading all again"),
        "{}",
        said.stderr
    );
    let said = refresh_from_folder(&env, &["--since"]);
    assert!(!said.stderr.contains("loading all again"), "{}", said.stderr);
    said.done();
    // The full load before is remembered: new full data are seen, the same are not loaded again.
    assert!(refresh_from_folder(&env, &[]).stderr.contains("nothing changed"));
    bring_packed(&env, "dump", "allCountries", &world(&VILLAGES[..2]), 21);
    refresh_from_folder(&env, &[]).done();
    assert!(!knows(&env, "Gammaville"));
}

#[test]
fn unpacked_files_tell_no_date() {
    let env = TestEnv::new();
    env.write("dump/allCountries.txt", world(VILLAGES)).write("dump/countryInfo.txt", COUNTRIES);
    refresh_from_folder(&env, &[]).done();
    assert!(refresh_from_folder(&env, &["--since"]).fails(2).contains("tell no date"));
    // Names brought later are read.
    env.write("dump/alternateNamesV2.txt", NAMES);
    refresh_from_folder(&env, &[]).done();
    assert!(knows(&env, "Kabul-Stadt"));
}

#[test]
fn changes_elsewhere_leave_the_built_in_places_of_a_country_profile() {
    let env = TestEnv::new();
    let villages = |names: &[(u64, &str, &str)]| {
        names.iter().map(|(id, name, lat)| village(*id, name, lat)).collect::<String>()
    };
    bring_packed(&env, "dump", "PK", &villages(VILLAGES), 20);
    bring_packed(&env, "dump/alternatenames", "PK", "9\t9000000000001\ten\tFirstville\t\t\t\t\t\t\n", 20);
    env.write("dump/countryInfo.txt", COUNTRIES);
    let run = |args: &[&str]| {
        let args = [&["gazetteer", "refresh", "--out", "mine", "--from", "dump"], args].concat();
        env.run(&args)
    };
    run(&["--profile", "country:PK"]).done();
    assert!(knows(&env, "Firstville"));
    assert!(run(&[]).stderr.contains("nothing changed"));
    let (id, name, latitude, longitude, country, people) = CITIES[4];
    let london = place(id, name, "", latitude, longitude, country, people);
    env.write("dump/modifications-2026-01-20.txt", london)
        .write("dump/deletes-2026-01-20.txt", "2988507\tParis\tgone\n");
    run(&["--since"]).done();
    assert!(knows(&env, "London") && knows(&env, "Paris") && knows(&env, "Betaville"));
}

#[test]
fn tables_that_are_none_are_refused() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    refresh_from_folder(&env, &[]).done();
    let before = index(&env);
    env.write("dump/countryInfo.txt", "<html>Not today</html>\n");
    assert!(refresh_from_folder(&env, &[]).fails(1).contains("countryInfo.txt names no country"));
    env.write("dump/countryInfo.txt", COUNTRIES)
        .write("dump/allCountries.zip", zipped("allCountries.txt", ""));
    assert!(refresh_from_folder(&env, &[]).fails(1).contains("no place in this file"));
    assert_eq!(index(&env), before);
}

#[test]
fn own_places_must_fit_the_new_gazetteer() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    refresh_from_folder(&env, &[]).done();
    let row = "place_id,name,latitude,longitude,feature_class,feature_code,parent\nmine:1,Camp Nine,30.1,66.5,P,PPL,9000000000001\n";
    env.write("own.csv", row);
    env.run(&["gazetteer", "add", "own.csv", "--out", "mine"]).done();
    bring(&env, &VILLAGES[1..]);
    let said = refresh_from_folder(&env, &[]).fails(1);
    assert!(said.contains("does not fit the new gazetteer"), "{said}");
    assert!(knows(&env, "Camp Nine"));
}

#[test]
fn a_refresh_killed_at_any_moment_leaves_a_whole_gazetteer() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    refresh_from_folder(&env, &[]).done();
    for moment in 0..12 {
        let args =
            ["gazetteer", "refresh", "--out", "mine", "--from", "dump", "--profile", "full", "--force", "-q"];
        let mut child = env.command(&args).stdin(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(moment * moment * 4));
        let _ = child.kill();
        child.wait().unwrap();
        assert!(knows(&env, "Betaville"), "killed after {} ms", moment * moment * 4);
        env.run(&["gazetteer", "verify", "--gazetteer", "mine"]).done();
    }
    refresh_from_folder(&env, &["--force"]).done();
    let left: Vec<_> = fs::read_dir(env.path("mine")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(left.len() <= 5, "two gazetteers, two names, a lock: {left:?}");
}

#[test]
fn two_refreshes_at_once_do_not_meet() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    let args = ["gazetteer", "refresh", "--out", "mine", "--from", "dump", "--profile", "full", "--force"];
    let mut children: Vec<_> =
        (0..4).map(|_| env.command(&args).stderr(Stdio::piped()).spawn().unwrap()).collect();
    let codes: Vec<_> = children.iter_mut().map(|it| it.wait().unwrap().code().unwrap()).collect();
    assert!(codes.contains(&0) && codes.iter().all(|it| *it <= 1), "{codes:?}");
    assert!(knows(&env, "Betaville"));
}

#[test]
fn a_running_refresh_holds_the_folder() {
    let env = TestEnv::new();
    bring(&env, VILLAGES);
    env.write("mine/.lock", "");
    let lock = File::open(env.path("mine/.lock")).unwrap();
    lock.lock().unwrap();
    let said = refresh_from_folder(&env, &[]).fails(1);
    assert!(said.contains("another refresh"), "{said}");
    drop(lock);
    refresh_from_folder(&env, &[]).done();
}

#[test]
fn an_interrupted_download_is_gone_on_with_by_the_next_refresh() {
    let env = TestEnv::new();
    let files = files(VILLAGES);
    let size = files[0].1.len();
    let mut refusing = true;
    let server = Server::start(move |request| {
        let name = request.path.trim_start_matches('/');
        let Some((_, bytes)) = files.iter().find(|(it, _)| it == name) else { return Reply::new(404) };
        let whole = Reply::of_file(request, "\"1\"", bytes);
        if name != "allCountries.zip" {
            whole
        } else if request.header("range").is_none() {
            whole.cut(size / 2)
        } else if std::mem::replace(&mut refusing, false) {
            Reply::new(403)
        } else {
            whole
        }
    });
    let url = server.url("");
    refresh(&env, &["--base-url", &url]).fails(1);
    assert!(part_of(&env.path("mine/downloads")) >= (size / 2) as u64);
    refresh(&env, &["--base-url", &url]).done();
    let ranges: Vec<_> =
        server.requests().iter().filter_map(|it| it.header("range").map(str::to_owned)).collect();
    assert_eq!(ranges.last().unwrap(), &format!("bytes={}-", size / 2));
}

fn part_of(downloads: &Path) -> u64 {
    fs::metadata(downloads.join("allCountries.zip.part")).unwrap().len()
}
