-- Fills the company "bench" with many customers. Straight into the table, for the API takes minutes.
-- Variables: schema, the company's; admin, the id of the first member; rows, how many.

SET search_path = :"schema";

INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by,
    name, name__key, industry, source, employees, city, phone)
SELECT uuidv7(), 1, :'admin', now(), :'admin', now(), :'admin',
    'Customer ' || i, 'customer' || i, (ARRAY['manufacturing', 'logistics', 'retail', 'other'])[1 + i % 4], 'referral',
    i % 900, 'Shanghai', '138' || lpad(i::text, 8, '0')
FROM generate_series(1, :rows) AS i;

ANALYZE customer;
