//! Any bytes are lines of GeoNames' files or faults; what is read makes tables that compile.

#![no_main]

use dateline::gazetteer::{
    Gazetteer, Rebuild, compile_folder,
    geonames::{DeletedName, DeletedPlace, GeonamesName, GeonamesPlace, Lines, Profile, Selection},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().unwrap();
    let selection = Selection { profile: Profile::Full, ..Selection::default() };
    let mut rebuild = Rebuild::new(selection, folder.path());
    let mut lines = Lines::new(bytes);
    while let Some(line) = lines.read().unwrap() {
        let Ok(line) = line else { continue };
        if let Ok(place) = GeonamesPlace::read(line) {
            let _ = rebuild.place(&place).unwrap();
        }
        if let Ok(Some(name)) = GeonamesName::read(line) {
            rebuild.name(&name).unwrap();
        }
        if let Ok(deleted) = DeletedPlace::read(line) && line.len() % 7 == 0 {
            rebuild.delete_place(deleted).unwrap();
        }
        if let Ok(deleted) = DeletedName::read(line) && line.len() % 11 == 0 {
            rebuild.delete_name(deleted).unwrap();
        }
    }
    rebuild.write(folder.path(), Vec::new()).unwrap();
    let mut index = std::io::Cursor::new(Vec::new());
    compile_folder(folder.path(), folder.path(), &mut index).unwrap();
    let gazetteer = Gazetteer::from_bytes(index.into_inner()).unwrap();
    gazetteer.verify().unwrap();
    assert!(gazetteer.places().all(|it| gazetteer.place_by_id(it.id).is_some()));
});
