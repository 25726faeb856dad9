--liquibase formatted sql

--changeset ripeline:0003-kept-answer
-- What was answered to requests with an Idempotency-Key, for 24 hours. id and request are SHA-256 digests; answer is
-- sealed with the key, which is stored nowhere.
CREATE TABLE platform.kept_answer (
    id         bytea PRIMARY KEY,
    request    bytea       NOT NULL,
    answer     bytea,
    created_at timestamptz NOT NULL
);

CREATE INDEX kept_answer_age ON platform.kept_answer (created_at);
