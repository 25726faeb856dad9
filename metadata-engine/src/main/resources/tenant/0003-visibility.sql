-- Who sees and changes records besides their owners, and how records change hands.

-- To whom a record was shown; kept after it ended, for the record's history.
CREATE TABLE _share (
    id         uuid PRIMARY KEY,
    object     text        NOT NULL,
    record_id  uuid        NOT NULL,
    member_id  uuid,
    role       text,
    access     text        NOT NULL CHECK (access IN ('read', 'edit')),
    part       text,
    until      timestamptz,
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    ended_by   uuid,
    CHECK ((member_id IS NULL) <> (role IS NULL))
);

CREATE INDEX _share_record ON _share (record_id, created_at);
CREATE INDEX _share_member ON _share (member_id, object, record_id) WHERE ended_at IS NULL AND member_id IS NOT NULL;
CREATE INDEX _share_role ON _share (role, object, record_id) WHERE ended_at IS NULL AND role IS NOT NULL;

-- Records that somebody claimed from a pool and still holds.
CREATE TABLE _claim (
    record_id  uuid PRIMARY KEY,
    object     text        NOT NULL,
    pool       text        NOT NULL,
    member_id  uuid        NOT NULL,
    claimed_at timestamptz NOT NULL
);

CREATE INDEX _claim_member ON _claim (member_id, pool);

-- Sets of records given to another member.
CREATE TABLE _transfer (
    id         uuid PRIMARY KEY,
    object     text        NOT NULL,
    to_member  uuid        NOT NULL,
    children   text[]      NOT NULL,
    reason     text,
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    undone_by  uuid,
    undone_at  timestamptz
);

-- What a transfer takes along and what became of it; version: the record's after it was given.
CREATE TABLE _transfer_record (
    transfer_id uuid NOT NULL REFERENCES _transfer (id),
    record_id   uuid NOT NULL,
    object      text NOT NULL,
    from_member uuid,
    state       text NOT NULL CHECK (state IN ('open', 'given', 'skipped', 'failed', 'returned', 'kept')),
    version     integer,
    PRIMARY KEY (transfer_id, record_id)
);

CREATE INDEX _transfer_record_state ON _transfer_record (transfer_id, state, record_id);
