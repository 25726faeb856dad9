-- A step of a release to come, for tests.
ALTER TABLE _member ADD COLUMN of_the_next_release text;
