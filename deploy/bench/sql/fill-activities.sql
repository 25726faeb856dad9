-- Gives the company "bench" many activities, each about the same customer, straight into the table. Variables: schema,
-- the company's; admin, the id of the first member; rows, how many.

SET search_path = :"schema";

INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by, name, name__key)
SELECT uuidv7(), 1, :'admin', now(), :'admin', now(), :'admin', 'Subject', 'subject'
WHERE NOT EXISTS (SELECT FROM customer WHERE name__key = 'subject');

INSERT INTO activity (id, version, owner_id, created_at, created_by, updated_at, updated_by, subject_object, subject_id,
                      subject, kind, started_at)
SELECT uuidv7(), 1, :'admin', now(), :'admin', now(), :'admin', 'customer', customer.id,
       'Activity ' || n, 'call', now() - n * interval '1 minute'
FROM generate_series(1, :rows) AS n, customer
WHERE customer.name__key = 'subject';

ANALYZE activity;
