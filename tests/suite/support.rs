//! A temporary folder, the program run in it, and what came of it.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own for one test, and beside it the home of a user who has no files yet.
pub(crate) struct TestEnv {
    folder: TempDir,
    home: TempDir,
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// Its exit code.
    pub(crate) code: i32,
    /// What it wrote to the standard output.
    pub(crate) stdout: String,
    /// What it wrote to the standard error.
    pub(crate) stderr: String,
}

impl TestEnv {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), home: tempfile::tempdir().unwrap() }
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders it lies in.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Names of the files in the folder.
    pub(crate) fn list(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program, to be run in the folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = program(self.folder.path(), args);
        command.env("XDG_DATA_HOME", self.home.path());
        command
    }

    /// The gazetteer folder among the user's data, which is not there yet.
    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join("dateline").join("gazetteer")
    }

    /// Runs the program with nothing to read on the standard input.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    /// Runs the program with a standard input.
    pub(crate) fn run_with(&self, args: &[&str], stdin: impl AsRef<[u8]>) -> Run {
        Run::of(&mut self.command(args), stdin.as_ref())
    }
}

/// The program with the gazetteer built in, to be run in a folder. What the developer has among the
/// data at home is not seen.
pub(crate) fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    let nowhere = folder.join("no home");
    command.env("XDG_DATA_HOME", &nowhere).env("HOME", nowhere);
    command.args(args);
    command
}

impl Run {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command, stdin: &[u8]) -> Self {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let stdin = stdin.to_owned();
        // A program that does not read its input closes the pipe: that is its right.
        let feeder = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: status.code().expect("no signal"), stdout: text(stdout), stderr: text(stderr) }
    }

    /// The standard output, after a run that has to end with 0.
    #[track_caller]
    pub(crate) fn done(self) -> String {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self.stdout
    }

    /// The standard error, after a run that has to end with this code.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}", self.stderr);
        self.stderr
    }
}

/// Each line as JSON.
#[track_caller]
pub(crate) fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

/// The Features of a collection, which has to be one.
#[track_caller]
pub(crate) fn features(text: &str) -> Vec<Value> {
    let collection: Value = serde_json::from_str(text).unwrap();
    assert_eq!(collection["type"], "FeatureCollection");
    collection["features"].as_array().unwrap().clone()
}

/// Is the environment asking to accept what comes out as what is expected? (`DATELINE_BLESS=1`)
pub(crate) fn is_blessing() -> bool {
    std::env::var_os("DATELINE_BLESS").is_some()
}

/// Compares a text with a file, or writes the file when blessing.
#[track_caller]
pub(crate) fn compare(path: &Path, actual: &str) {
    if is_blessing() {
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return;
    }
    let different = expected.lines().zip(actual.lines()).position(|(a, b)| a != b);
    let line = different.unwrap_or(expected.lines().count().min(actual.lines().count()));
    let show = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
    panic!(
        "{}, line {}:\n  expected {}\n  got      {}\nDATELINE_BLESS=1 cargo test --test suite accepts what comes out",
        path.display(),
        line + 1,
        show(&expected),
        show(actual)
    );
}
