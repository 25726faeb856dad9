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

-- The checked trees of a version's expressions, so that loading it need not check them again.
ALTER TABLE _config_version ADD COLUMN trees bytea;

-- JSON: in which columns the fields of a version stand, where not in those of their names.
ALTER TABLE _config_version ADD COLUMN columns text NOT NULL DEFAULT '{}';

-- Where the values of each field stand. retired_in: the version that named the field no longer. key_filled: whether
-- every record has its normalised key.
ALTER TABLE _field ADD COLUMN value_column text;
ALTER TABLE _field ADD COLUMN currency_column text;
ALTER TABLE _field ADD COLUMN key_column text;
ALTER TABLE _field ADD COLUMN key_filled boolean NOT NULL DEFAULT true;
ALTER TABLE _field ADD COLUMN retired_in integer;
UPDATE _field SET value_column = field,
    currency_column = CASE WHEN type = 'currency' THEN field || '__currency' END,
    key_column = CASE WHEN keyed THEN field || '__key' END,
    retired_in = CASE WHEN retired THEN 0 END;
ALTER TABLE _field ALTER COLUMN value_column SET NOT NULL;
ALTER TABLE _field DROP COLUMN keyed;
ALTER TABLE _field DROP COLUMN retired;

-- Every column of the objects' tables that was made for a field. They are never dropped, since PostgreSQL counts a
-- dropped one for ever: a field takes a free one, leaves it to be emptied, and then it is free again.
CREATE TABLE _column (
    object text NOT NULL,
    name   text NOT NULL,
    type   text NOT NULL,
    state  text NOT NULL CHECK (state IN ('free', 'taken', 'emptying')),
    PRIMARY KEY (object, name)
);

INSERT INTO _column (object, name, type, state)
SELECT object, value_column,
       CASE type WHEN 'integer' THEN 'bigint' WHEN 'decimal' THEN 'numeric' WHEN 'currency' THEN 'numeric'
                 WHEN 'percent' THEN 'numeric' WHEN 'date' THEN 'date' WHEN 'date_time' THEN 'timestamptz'
                 WHEN 'boolean' THEN 'boolean' WHEN 'lookup' THEN 'uuid' WHEN 'member' THEN 'uuid' ELSE 'text' END,
       'taken'
FROM _field
UNION ALL SELECT object, currency_column, 'text', 'taken' FROM _field WHERE currency_column IS NOT NULL
UNION ALL SELECT object, key_column, 'text', 'taken' FROM _field WHERE key_column IS NOT NULL;

-- Indexes of objects' tables are called after what they are, so that whoever looks knows whether one stands.
DO $$
DECLARE
    standing record;
BEGIN
    FOR standing IN
        SELECT found.relname AS name, owner.relname AS owner, pg_attribute.attname AS attribute, indisunique
        FROM pg_index
        JOIN pg_class found ON found.oid = indexrelid
        JOIN pg_class owner ON owner.oid = indrelid
        JOIN _object ON _object.object = owner.relname
        JOIN pg_attribute ON attrelid = owner.oid AND attnum = indkey[0]
        WHERE owner.relnamespace = current_schema()::regnamespace AND NOT indisprimary
    LOOP
        EXECUTE format('ALTER INDEX %I RENAME TO %I', standing.name, 'ix_' || left(encode(sha256(convert_to(
            standing.owner || '.' || standing.attribute || CASE WHEN standing.indisunique THEN ' unique' ELSE '' END,
            'UTF8')), 'hex'), 24));
    END LOOP;
END $$;

-- How many records each assignment gave; locked by whoever gives the next one, until he commits.
CREATE TABLE _assignment_turn (
    assignment text   PRIMARY KEY,
    given      bigint NOT NULL
);
