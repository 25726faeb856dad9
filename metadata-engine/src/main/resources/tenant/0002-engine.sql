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

-- Records that a new field of automatic numbers still has to number: from next to last, set aside for them.
CREATE TABLE _numbering (
    id     uuid PRIMARY KEY,
    object text   NOT NULL,
    field  text   NOT NULL,
    next   bigint NOT NULL,
    last   bigint NOT NULL
);

-- Objects whose computed values a publish left to be brought up to date, and how far the job has come: the records up
-- to the id behind are done. A publish that adds to it begins anew and counts its round. In phase 0 stand the values
-- that follow from their own record, in phase 1 those that follow from others, which phase 0 may change.
CREATE TABLE _recomputation (
    phase  integer NOT NULL CHECK (phase IN (0, 1)),
    object text    NOT NULL,
    fields text[]  NOT NULL,
    round  integer NOT NULL,
    behind uuid,
    done   bigint  NOT NULL,
    total  bigint,
    PRIMARY KEY (phase, object)
);

-- What was asked of the past and a job answers, with the draft as it was then; kept for a day.
CREATE TABLE _simulation (
    id       uuid PRIMARY KEY,
    request  text        NOT NULL,
    document text        NOT NULL,
    asked_at timestamptz NOT NULL
);

-- How many records each assignment gave; locked by whoever gives the next one, until he commits.
CREATE TABLE _assignment_turn (
    assignment text   PRIMARY KEY,
    given      bigint NOT NULL
);
