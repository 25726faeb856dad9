-- Five hundred representatives under one manager, numbered from 0 in the temporary table numbered_member; within the
-- transaction of who includes it. Variable: admin, the id of the first member.

INSERT INTO _member (id, email, email_key, name, role, manager_id, active, created_at)
VALUES (uuidv7(), 'manager@bench.example', 'manager@bench.example', 'Manager', 'manager', :'admin', true, now());

INSERT INTO _member (id, email, email_key, name, role, manager_id, active, created_at)
SELECT uuidv7(), email, email, 'Of many ' || n, 'rep', manager.id, true, now()
FROM generate_series(1, 500) AS n, concat('many', n, '@bench.example') AS email,
    (SELECT id FROM _member WHERE email = 'manager@bench.example') AS manager;

UPDATE _head SET member_revision = member_revision + 1;

CREATE TEMPORARY TABLE numbered_member ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM _member WHERE email LIKE 'many%';
