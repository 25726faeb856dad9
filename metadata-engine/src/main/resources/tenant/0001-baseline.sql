-- Released, so never changed: what comes later stands in the next step.

-- The tables every company's schema begins with, besides those of its objects. Their names begin with an underscore,
-- which no object key can (ADR 0003).

-- The numbers caches go by; one row. Locked by whoever publishes.
CREATE TABLE _head (
    config_version  integer NOT NULL,
    member_revision bigint  NOT NULL
);

CREATE TABLE _member (
    id         uuid PRIMARY KEY,
    email      text        NOT NULL,
    email_key  text        NOT NULL UNIQUE,
    name       text        NOT NULL,
    role       text        NOT NULL,
    manager_id uuid,
    active     boolean     NOT NULL,
    created_at timestamptz NOT NULL
);

-- Published definitions, never changed.
CREATE TABLE _config_version (
    number       integer PRIMARY KEY,
    document     text        NOT NULL,
    author       uuid        NOT NULL,
    note         text        NOT NULL,
    published_at timestamptz NOT NULL
);

-- The definition being edited; one row at most.
CREATE TABLE _config_draft (
    id           integer PRIMARY KEY CHECK (id = 1),
    base_version integer     NOT NULL,
    revision     integer     NOT NULL,
    document     text        NOT NULL,
    author       uuid        NOT NULL,
    updated_at   timestamptz NOT NULL
);

-- Which tables and columns stand in this schema, also those the definition no longer names.
CREATE TABLE _object (
    object  text PRIMARY KEY,
    about   boolean NOT NULL,
    retired boolean NOT NULL
);

CREATE TABLE _field (
    object    text    NOT NULL,
    field     text    NOT NULL,
    type      text    NOT NULL,
    keyed     boolean NOT NULL,
    is_unique boolean NOT NULL,
    retired   boolean NOT NULL,
    PRIMARY KEY (object, field)
);

-- How long each record stayed in each stage and grade. Append-only but for left_at, set once.
CREATE TABLE _stay (
    id             uuid PRIMARY KEY,
    object         text        NOT NULL,
    record_id      uuid        NOT NULL,
    field          text        NOT NULL,
    came_from      text,
    value          text        NOT NULL,
    entered_at     timestamptz NOT NULL,
    left_at        timestamptz,
    cause          text        NOT NULL,
    reason         text,
    actor          uuid        NOT NULL,
    config_version integer     NOT NULL
);

CREATE INDEX _stay_record ON _stay (record_id, field, entered_at);
CREATE INDEX _stay_value ON _stay (object, field, value, entered_at);
CREATE UNIQUE INDEX _stay_open ON _stay (record_id, field) WHERE left_at IS NULL;

-- Which values each write changed.
CREATE TABLE _change (
    record_id      uuid        NOT NULL,
    version        integer     NOT NULL,
    object         text        NOT NULL,
    fields         text[]      NOT NULL,
    before         jsonb       NOT NULL,
    after          jsonb       NOT NULL,
    cause          text        NOT NULL,
    reason         text,
    actor          uuid        NOT NULL,
    changed_at     timestamptz NOT NULL,
    config_version integer     NOT NULL,
    PRIMARY KEY (record_id, version)
);

-- Files brought in, with what was said about them. options, columns, cells and reasons are JSON kept as text: cells may
-- hold what jsonb refuses.
CREATE TABLE _import (
    id         uuid PRIMARY KEY,
    object     text        NOT NULL,
    options    text        NOT NULL,
    file_name  text        NOT NULL,
    columns    text        NOT NULL,
    row_count  integer     NOT NULL,
    encoding   text        NOT NULL,
    delimiter  text        NOT NULL,
    content    bytea       NOT NULL,
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL
);

-- How far the dry run and the run of each import have come; rows_done commits together with the rows.
CREATE TABLE _import_run (
    import_id     uuid        NOT NULL REFERENCES _import (id),
    run           text        NOT NULL CHECK (run IN ('dry-run', 'run')),
    job_id        uuid        NOT NULL,
    rows_done     integer     NOT NULL,
    created_count integer     NOT NULL,
    updated_count integer     NOT NULL,
    skipped_count integer     NOT NULL,
    failed_count  integer     NOT NULL,
    queued_at     timestamptz NOT NULL,
    finished_at   timestamptz,
    PRIMARY KEY (import_id, run)
);

-- Rows that were refused, as given, and why.
CREATE TABLE _import_failure (
    import_id uuid    NOT NULL REFERENCES _import (id),
    run       text    NOT NULL,
    row_no    integer NOT NULL,
    cells     text    NOT NULL,
    reasons   text    NOT NULL,
    PRIMARY KEY (import_id, run, row_no)
);
