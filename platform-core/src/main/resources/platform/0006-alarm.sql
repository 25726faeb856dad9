--liquibase formatted sql

--changeset ripeline:0006-alarm
-- When a job of a kind is next to begin for a company.
CREATE TABLE platform.alarm (
    tenant_id uuid        NOT NULL REFERENCES platform.tenant (id),
    kind      text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, kind)
);

CREATE INDEX alarm_at ON platform.alarm (at);
