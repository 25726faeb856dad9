-- Makes of a company one of 500 representatives under one manager, with as many customers as are asked for, each of which
-- somebody was in touch with and is planned to be seen again. Straight into the tables. Variables: schema, the company's;
-- admin, the id of the first member; rows, how many customers.

SET search_path = :"schema";

BEGIN;

\ir many-members.sql

CREATE TEMPORARY TABLE made ON COMMIT DROP AS
SELECT i, uuidv7(at - now()) AS id, uuidv7(at - now()) AS item, at, member.id AS owner,
    (i / 500) % 4 AS grade, (i / 500) % 40 AS ahead
FROM generate_series(1, :rows) AS i
JOIN numbered_member AS member ON member.n = i % 500
CROSS JOIN LATERAL (SELECT now() - make_interval(days => 20) - make_interval(secs => i) AS at) AS began;

INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by, name, name__key, grade, city, phone)
SELECT id, 1, owner, at, owner, at, owner, 'One of many ' || i, 'oneofmany' || i, (ARRAY['a', 'b', 'c', 'd'])[1 + grade],
    'Shanghai', '137' || lpad(i::text, 8, '0')
FROM made;

INSERT INTO activity (id, version, owner_id, created_at, created_by, updated_at, updated_by, subject_object, subject_id,
    kind, outcome, started_at)
SELECT uuidv7(), 1, owner, at, owner, at, owner, 'customer', id, 'call', 'connected', now() - make_interval(days => 3)
FROM made;

INSERT INTO follow_up (id, version, owner_id, created_at, created_by, updated_at, updated_by, subject_object, subject_id,
    due_on, original_due_on, channel, state, purpose, rule, rule_version, step)
SELECT item, 1, owner, at, owner, at, owner, 'customer', id, current_date - 1 + ahead, current_date - 1 + ahead, 'call', 'open',
    'Check the progress', (ARRAY['every_2_working_days', 'weekly', 'every_2_weeks', 'monthly'])[1 + grade], 1, 0
FROM made;

INSERT INTO _change (record_id, version, object, fields, before, after, cause, actor, changed_at, config_version)
SELECT item, 1, 'follow_up', ARRAY['due_on', 'state'], '{}', '{"state": "open"}', 'rhythm', owner, at, 1 FROM made;

COMMIT;

VACUUM ANALYZE customer, activity, follow_up, _change;
