-- Work on many records is one thing, and a transfer one kind of it. object: of a record, where it is not that of the
-- work; from_member: whose it was.
ALTER TABLE _bulk ADD COLUMN kind text NOT NULL DEFAULT 'change' CHECK (kind IN ('change', 'transfer'));
ALTER TABLE _bulk_record ADD COLUMN object text;
ALTER TABLE _bulk_record ADD COLUMN from_member uuid;

INSERT INTO _bulk (id, kind, object, operation, locale, created_by, created_at, undone_by, undone_at)
SELECT id, 'transfer', object, jsonb_build_object('to', to_member, 'children', to_jsonb(children), 'reason', reason),
       'en', created_by, created_at, undone_by, undone_at
FROM _transfer;

INSERT INTO _bulk_record (bulk_id, record_id, object, from_member, state, versions)
SELECT transfer_id, record_id, object, from_member, CASE state WHEN 'given' THEN 'done' ELSE state END,
       CASE WHEN version IS NOT NULL THEN ARRAY[version] END
FROM _transfer_record;

DROP TABLE _transfer_record;
DROP TABLE _transfer;
