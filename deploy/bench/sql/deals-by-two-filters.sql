-- What the server sends for a list of 50 deals by two filters and a sort, one more being how it learns of a next page.
-- SCHEMA is the company's.
SELECT "SCHEMA"."deal"."id", "SCHEMA"."deal"."version", "SCHEMA"."deal"."created_at", "SCHEMA"."deal"."created_by",
    "SCHEMA"."deal"."updated_at", "SCHEMA"."deal"."updated_by", "SCHEMA"."deal"."owner_id",
    "SCHEMA"."deal"."name", "SCHEMA"."deal"."customer", "SCHEMA"."deal"."product", "SCHEMA"."deal"."stage",
    "SCHEMA"."deal"."amount", "SCHEMA"."deal"."amount__currency", "SCHEMA"."deal"."expected_close",
    "SCHEMA"."deal"."need", "SCHEMA"."deal"."decision_maker",
    "SCHEMA"."deal"."budget", "SCHEMA"."deal"."budget__currency", "SCHEMA"."deal"."competitor",
    "SCHEMA"."deal"."quote_sent_on", "SCHEMA"."deal"."terms_agreed", "SCHEMA"."deal"."source",
    "SCHEMA"."deal"."closed_on", "SCHEMA"."deal"."lost_reason", "SCHEMA"."deal"."lost_note",
    "of_customer"."name" AS "customer__name", "of_product"."name" AS "product__name",
    "of_decision_maker"."name" AS "decision_maker__name", "stay_in_stage"."entered_at" AS "stage_entered_at"
FROM "SCHEMA"."deal"
LEFT OUTER JOIN "SCHEMA"."customer" AS "of_customer" ON "of_customer"."id" = "SCHEMA"."deal"."customer"
LEFT OUTER JOIN "SCHEMA"."product" AS "of_product" ON "of_product"."id" = "SCHEMA"."deal"."product"
LEFT OUTER JOIN "SCHEMA"."contact" AS "of_decision_maker"
    ON "of_decision_maker"."id" = "SCHEMA"."deal"."decision_maker"
LEFT OUTER JOIN "SCHEMA"."_stay" AS "stay_in_stage"
    ON ("stay_in_stage"."record_id" = "SCHEMA"."deal"."id" AND "stay_in_stage"."field" = 'stage'
        AND "stay_in_stage"."left_at" IS NULL)
WHERE ("SCHEMA"."deal"."deleted_at" IS NULL AND "SCHEMA"."deal"."stage" = :stage AND "SCHEMA"."deal"."amount" > :amount)
ORDER BY "SCHEMA"."deal"."created_at" DESC, "SCHEMA"."deal"."id" DESC
FETCH NEXT :rows ROWS ONLY;
