-- Fills the company "bench": 20 members, 5,000 customers, 5,000 contacts, 12 products and 100,000 deals, each with the
-- stay in its stage, as if they had been made one by one. Straight into the tables, for the API takes minutes.
-- Variables: schema, the company's; admin, the id of the first member.

SET search_path = :"schema";

BEGIN;

INSERT INTO _member (id, email, email_key, name, role, manager_id, active, created_at)
SELECT uuidv7(), email, email, 'Representative ' || n, 'rep', :'admin', true, now()
FROM generate_series(1, 20) AS n, concat('rep', n, '@bench.example') AS email;

UPDATE _head SET member_revision = member_revision + 1;

CREATE TEMPORARY TABLE numbered_member ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM _member WHERE role = 'rep';

INSERT INTO product (id, version, owner_id, created_at, created_by, updated_at, updated_by,
    name, name__key, series, price, price__currency, on_sale)
SELECT uuidv7(), 1, :'admin', now(), :'admin', now(), :'admin',
    'Product ' || n, 'product' || n, 'Series ' || n % 3, 1000 * n, 'CNY', true
FROM generate_series(1, 12) AS n;

CREATE TEMPORARY TABLE numbered_product ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM product;

-- The ids of what is made over two years grow with time, as UUIDv7 do.
INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by,
    name, name__key, grade, industry, source, employees, city, phone)
SELECT uuidv7(at - now()), 1, member.id, at, member.id, at, member.id,
    'Customer ' || i, 'customer' || i, (ARRAY['a', 'b', 'c', 'd'])[1 + i % 4],
    (ARRAY['manufacturing', 'logistics', 'retail', 'other'])[1 + i % 4], 'referral', i % 900, 'Shanghai',
    '1380000' || lpad(i::text, 4, '0')
FROM generate_series(1, 5000) AS i
JOIN numbered_member AS member ON member.n = i % 20
CROSS JOIN LATERAL (SELECT now() - make_interval(mins => 200 * (5000 - i)) AS at) AS made;

CREATE TEMPORARY TABLE numbered_customer ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, name, owner_id, created_at FROM customer;

INSERT INTO contact (id, version, owner_id, created_at, created_by, updated_at, updated_by,
    name, name__key, customer, title, buying_role, phone)
SELECT uuidv7(created_at - now()), 1, owner_id, created_at, owner_id, created_at, owner_id,
    'Contact ' || n, 'contact' || n, id, 'Head of purchasing', 'decision_maker', '1390000' || lpad(n::text, 4, '0')
FROM numbered_customer;

CREATE TEMPORARY TABLE numbered_contact ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM contact;

-- Every criterion of every stage would be met; 10 of 100 are in negotiation. Amounts are drawn, whenever a deal was
-- made; each was to be closed one to four months later.
INSERT INTO deal (id, version, owner_id, created_at, created_by, updated_at, updated_by,
    name, name__key, customer, product, stage, amount, amount__currency, expected_close, need, decision_maker,
    budget, budget__currency, competitor, quote_sent_on, terms_agreed, source)
SELECT uuidv7(at - now()), 1, customer.owner_id, at, customer.owner_id, at, customer.owner_id,
    'Deal ' || i || ' of ' || customer.name, 'deal' || i || 'ofcustomer' || customer.n, customer.id, product.id,
    (ARRAY['prospecting', 'qualification', 'solution', 'proposal', 'negotiation',
           'contract', 'won', 'won', 'lost', 'lost'])[1 + i % 10],
    1000 + abs(hashint4(i)::bigint) % 90000, 'CNY', (at + make_interval(days => 30 + i % 90))::date,
    'A line of four machines with installation',
    contact.id, 200000, 'CNY', 'Another supplier', current_date - (i % 90), true, 'referral'
FROM generate_series(1, 100000) AS i
JOIN numbered_customer AS customer ON customer.n = i % 5000
JOIN numbered_contact AS contact ON contact.n = i % 5000
JOIN numbered_product AS product ON product.n = i % 12
CROSS JOIN LATERAL (SELECT now() - make_interval(mins => 10 * (100000 - i)) AS at) AS made;

INSERT INTO _stay (id, object, record_id, field, value, entered_at, cause, actor, config_version)
SELECT uuidv7(), 'deal', id, 'stage', stage, created_at, 'api', created_by, 1 FROM deal;

COMMIT;

VACUUM ANALYZE deal, customer, contact, product, _stay;
