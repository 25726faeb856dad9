-- Objects whose records are shown together with a shared one, where a lookup of theirs points to it.
ALTER TABLE _share ADD COLUMN children text[] NOT NULL DEFAULT '{}';
