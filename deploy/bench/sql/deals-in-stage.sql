-- What the server sends for a list of 50 deals in a stage, one more being how it learns of a next page; taken from its log of statements.
SELECT "t_bench"."deal"."id", "t_bench"."deal"."version", "t_bench"."deal"."created_at", "t_bench"."deal"."created_by",
    "t_bench"."deal"."updated_at", "t_bench"."deal"."updated_by", "t_bench"."deal"."owner_id",
    "t_bench"."deal"."name", "t_bench"."deal"."customer", "t_bench"."deal"."product", "t_bench"."deal"."stage",
    "t_bench"."deal"."amount", "t_bench"."deal"."amount__currency", "t_bench"."deal"."expected_close",
    "t_bench"."deal"."need", "t_bench"."deal"."decision_maker",
    "t_bench"."deal"."budget", "t_bench"."deal"."budget__currency", "t_bench"."deal"."competitor",
    "t_bench"."deal"."quote_sent_on", "t_bench"."deal"."terms_agreed", "t_bench"."deal"."source",
    "t_bench"."deal"."closed_on", "t_bench"."deal"."lost_reason", "t_bench"."deal"."lost_note",
    "of_customer"."name" AS "customer__name", "of_product"."name" AS "product__name",
    "of_decision_maker"."name" AS "decision_maker__name"
FROM "t_bench"."deal"
LEFT OUTER JOIN "t_bench"."customer" AS "of_customer" ON "of_customer"."id" = "t_bench"."deal"."customer"
LEFT OUTER JOIN "t_bench"."product" AS "of_product" ON "of_product"."id" = "t_bench"."deal"."product"
LEFT OUTER JOIN "t_bench"."contact" AS "of_decision_maker"
    ON "of_decision_maker"."id" = "t_bench"."deal"."decision_maker"
WHERE ("t_bench"."deal"."deleted_at" IS NULL AND ("t_bench"."deal"."stage" = :stage))
ORDER BY "t_bench"."deal"."id" DESC
FETCH NEXT :rows ROWS ONLY;
