//! Short news texts of many kinds and countries, and the incidents a careful reader takes from them.
