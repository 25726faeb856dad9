--liquibase formatted sql

--changeset ripeline:0002-signing-key
-- The private keys this installation signs with, as JWK. Whoever reads this table can sign in as anybody.
CREATE TABLE platform.signing_key (
    name       text PRIMARY KEY,
    jwk        text        NOT NULL,
    created_at timestamptz NOT NULL
);
