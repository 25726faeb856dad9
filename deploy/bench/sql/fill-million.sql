-- Makes of the company "bench" one of 500 more representatives under one manager with 2,000 customers each, and of its
-- 100,000 deals a million, each the like of one that is there. Straight into the tables. Variables: schema, the
-- company's; admin, the id of the first member.

SET search_path = :"schema";

BEGIN;

\ir many-members.sql

INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by,
    name, name__key, grade, industry, source, employees, city, phone)
SELECT uuidv7(at - now()), 1, member.id, at, member.id, at, member.id,
    'One of many ' || i, 'oneofmany' || i, (ARRAY['a', 'b', 'c', 'd'])[1 + i % 4],
    (ARRAY['manufacturing', 'logistics', 'retail', 'other'])[1 + i % 4], 'referral', i % 900, 'Shanghai',
    '137' || lpad(i::text, 8, '0')
FROM generate_series(1, 1000000) AS i
JOIN numbered_member AS member ON member.n = i % 500
CROSS JOIN LATERAL (SELECT now() - make_interval(mins => 1000000 - i) AS at) AS made;

CREATE TEMPORARY TABLE another ON COMMIT DROP AS
SELECT uuidv7(deal.created_at - now()) AS new_id, n, deal.* FROM deal CROSS JOIN generate_series(1, 9) AS n;

INSERT INTO deal (id, version, owner_id, created_at, created_by, updated_at, updated_by,
    name, name__key, customer, product, stage, amount, amount__currency, expected_close, need, decision_maker,
    budget, budget__currency, competitor, quote_sent_on, terms_agreed, source)
SELECT new_id, 1, owner_id, created_at - make_interval(secs => n), created_by, updated_at, updated_by,
    name || ' (' || n || ')', name__key || n, customer, product, stage, amount + n, amount__currency, expected_close,
    need, decision_maker, budget, budget__currency, competitor, quote_sent_on, terms_agreed, source
FROM another;

INSERT INTO _stay (id, object, record_id, field, value, entered_at, cause, actor, config_version)
SELECT uuidv7(), 'deal', new_id, 'stage', stage, created_at, 'api', created_by, 1 FROM another;

COMMIT;

VACUUM ANALYZE deal, customer, _stay;
