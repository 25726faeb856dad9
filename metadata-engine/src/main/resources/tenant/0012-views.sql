-- Lists and boards that members keep under a name, for themselves or for others, and which of all views each of them
-- keeps at hand or begins with; view is the id of one here or the key of one of the definition.
CREATE TABLE _view (
    id         uuid PRIMARY KEY,
    object     text        NOT NULL,
    member_id  uuid        NOT NULL,
    label      text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('list', 'board')),
    filter     text,
    sort       text,
    search     text,
    columns    text[]      NOT NULL,
    shared     boolean     NOT NULL,
    roles      text[]      NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX _view_object ON _view (object, member_id);

CREATE TABLE _view_choice (
    member_id uuid    NOT NULL,
    object    text    NOT NULL,
    view      text    NOT NULL,
    pinned    boolean NOT NULL,
    first     boolean NOT NULL,
    PRIMARY KEY (member_id, object, view)
);

-- Changes of many records at once: what is done to them, and what became of each.
CREATE TABLE _bulk (
    id         uuid PRIMARY KEY,
    object     text        NOT NULL,
    operation  jsonb       NOT NULL,
    locale     text        NOT NULL,
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE _bulk_record (
    bulk_id   uuid    NOT NULL,
    record_id uuid    NOT NULL,
    state     text    NOT NULL CHECK (state IN ('open', 'done', 'failed')),
    name      text,
    problem   jsonb,
    PRIMARY KEY (bulk_id, record_id)
);

CREATE INDEX _bulk_record_state ON _bulk_record (bulk_id, state, record_id);
