-- The row that the server changes for a deal, and nothing of its history. SCHEMA is the company's.
\set amount random(1000, 90000)
UPDATE "SCHEMA"."deal"
SET "amount" = :amount, "amount__currency" = 'CNY', "need" = 'Another line', "version" = "version" + 1,
    "updated_at" = now(), "updated_by" = cast(:member AS uuid)
WHERE "id" = cast(:id AS uuid);
