--liquibase formatted sql

--changeset ripeline:0008-calendar-feed
-- By which secret address a calendar program reads what a member has planned; one per member, the newest. hash: the
-- secret's SHA-256.
CREATE TABLE platform.calendar_feed (
    tenant_id  uuid        NOT NULL REFERENCES platform.tenant (id),
    member_id  uuid        NOT NULL,
    hash       bytea       NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, member_id)
);
