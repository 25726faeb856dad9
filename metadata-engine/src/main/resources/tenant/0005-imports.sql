-- What imports need besides the baseline: files of any size, what each row did, and taking it back.

-- Files are kept as their rows now; those that came before have run, or are sent again.
ALTER TABLE _import ALTER COLUMN content DROP NOT NULL;
ALTER TABLE _import ADD COLUMN format text NOT NULL DEFAULT 'csv';
ALTER TABLE _import ADD COLUMN sheet text;
ALTER TABLE _import ADD COLUMN sheets text NOT NULL DEFAULT '[]';
ALTER TABLE _import ADD COLUMN header_row integer NOT NULL DEFAULT 1;
ALTER TABLE _import ADD COLUMN preview text NOT NULL DEFAULT '[]';
-- Whether all rows of the file are there: a file that broke off while it came is not.
ALTER TABLE _import ADD COLUMN staged boolean NOT NULL DEFAULT true;

CREATE INDEX _import_newest ON _import (created_at, id);

-- The rows of a file, some at a time; gone when they have been brought in. cells is a JSON array of rows, each an array
-- of texts.
CREATE TABLE _import_chunk (
    import_id uuid    NOT NULL REFERENCES _import (id),
    first_row integer NOT NULL,
    row_count integer NOT NULL,
    cells     text    NOT NULL,
    PRIMARY KEY (import_id, first_row)
);

-- The keys of the rows that a dry run went through: a later row with the same key is a double of it. key is a hash.
CREATE TABLE _import_key (
    import_id uuid    NOT NULL REFERENCES _import (id),
    field     text    NOT NULL,
    key       uuid    NOT NULL,
    row_no    integer NOT NULL,
    PRIMARY KEY (import_id, field, key)
);

-- Rows whose record was there already, as given: which record, or which row of the same file, and what came of it.
CREATE TABLE _import_duplicate (
    import_id uuid    NOT NULL REFERENCES _import (id),
    run       text    NOT NULL,
    row_no    integer NOT NULL,
    cells     text    NOT NULL,
    reasons   text    NOT NULL,
    record_id uuid,
    PRIMARY KEY (import_id, run, row_no)
);

-- What each row wrote, so that it can be taken back: the version of the record it made, and where it changed them the
-- stays before (JSON). outcome and reasons: what became of taking it back.
CREATE TABLE _import_effect (
    import_id uuid    NOT NULL REFERENCES _import (id),
    row_no    integer NOT NULL,
    record_id uuid    NOT NULL,
    version   integer NOT NULL,
    stays     text,
    outcome   text CHECK (outcome IN ('deleted', 'restored', 'skipped')),
    reasons   text,
    PRIMARY KEY (import_id, row_no)
);

CREATE INDEX _import_effect_record ON _import_effect (import_id, record_id);

ALTER TABLE _import_run DROP CONSTRAINT _import_run_run_check;
ALTER TABLE _import_run ADD CONSTRAINT _import_run_run_check CHECK (run IN ('dry-run', 'run', 'revert'));
-- Why a way through the file stands still (JSON), and by which version of the definition it went last.
ALTER TABLE _import_run ADD COLUMN problem text;
ALTER TABLE _import_run ADD COLUMN config_version integer NOT NULL DEFAULT 0;
