-- What the metadata engine, whole, needs besides the baseline.

-- The last edits of the draft, so that an edit that saw an older one can be merged.
CREATE TABLE _config_draft_revision (
    serial       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    base_version integer     NOT NULL,
    revision     integer     NOT NULL,
    document     text        NOT NULL,
    author       uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    UNIQUE (base_version, revision)
);

-- The last automatic number of each field; locked by whoever takes the next one, until he commits.
CREATE TABLE _counter (
    object text   NOT NULL,
    field  text   NOT NULL,
    last   bigint NOT NULL,
    PRIMARY KEY (object, field)
);
