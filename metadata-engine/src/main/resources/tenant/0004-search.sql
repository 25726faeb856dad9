-- What records are found by, merged records, and an order of changes.

-- The pieces of a record's searched texts, each a number for object, field and characters. Those in the bin are found
-- too. The list of what is still to be sorted in is kept short, since every search reads it.
CREATE TABLE _search (
    record_id uuid PRIMARY KEY,
    object    text      NOT NULL,
    tokens    integer[] NOT NULL
);

CREATE INDEX _search_tokens ON _search USING gin (tokens) WITH (gin_pending_list_limit = 256);
ALTER TABLE _search ALTER COLUMN tokens SET STATISTICS 1000;

-- Objects whose standing records are still to be put into the index, and the last one that was.
CREATE TABLE _search_filling (
    object text PRIMARY KEY,
    behind uuid
);

-- A company that has records already gets its index by the job that a publish would queue.
INSERT INTO _search_filling (object) SELECT object FROM _object;
INSERT INTO platform.job (id, tenant_id, member_id, kind, subject_id, state, done, attempts, created_at)
SELECT gen_random_uuid(), tenant.id, member.id, 'fill-search', gen_random_uuid(), 'queued', 0, 0, now()
FROM platform.tenant, (SELECT id FROM _member ORDER BY created_at, id LIMIT 1) member
WHERE tenant.schema_name = current_schema();

-- Records that were merged into others, by the record they went into, whichever way they came there.
CREATE TABLE _merged (
    record_id uuid PRIMARY KEY,
    object    text        NOT NULL,
    into_id   uuid        NOT NULL,
    actor     uuid        NOT NULL,
    merged_at timestamptz NOT NULL
);

CREATE INDEX _merged_into ON _merged (into_id);

-- The changes of a record in the order of time.
CREATE INDEX _change_at ON _change (record_id, changed_at, version);
