-- The row that the server writes for a deal, and nothing of its history. SCHEMA is the company's.
INSERT INTO "SCHEMA"."deal" ("id", "version", "created_at", "created_by", "updated_at", "updated_by", "owner_id",
    "name", "name__key", "customer", "stage", "amount", "amount__currency", "expected_close", "need")
VALUES (uuidv7(), 1, now(), cast(:member AS uuid), now(), cast(:member AS uuid), cast(:member AS uuid),
    'A deal of the benchmark', 'adealofthebenchmark', cast(:customer AS uuid), 'prospecting', 12500, 'CNY',
    date '2027-01-31', 'A line of four machines');
