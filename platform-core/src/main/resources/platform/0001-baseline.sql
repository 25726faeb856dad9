--liquibase formatted sql

--changeset ripeline:0001-baseline
-- Which companies there are and where each one's records live.
CREATE TABLE platform.tenant (
    id             uuid PRIMARY KEY,
    slug           text        NOT NULL UNIQUE,
    name           text        NOT NULL,
    schema_name    text        NOT NULL UNIQUE,
    role_name      text        NOT NULL UNIQUE,
    schema_version integer     NOT NULL,
    template       text        NOT NULL,
    locale         text        NOT NULL,
    time_zone      text        NOT NULL,
    state          text        NOT NULL,
    created_at     timestamptz NOT NULL
);

-- Service tokens of members and operators, by the SHA-256 of the token.
CREATE TABLE platform.service_token (
    id         uuid PRIMARY KEY,
    hash       bytea       NOT NULL UNIQUE,
    tenant_id  uuid        NOT NULL REFERENCES platform.tenant (id),
    member_id  uuid        NOT NULL,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz
);

-- Who may sign in at the built-in issuer.
CREATE TABLE platform.login (
    email_key     text PRIMARY KEY,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);

-- Where a person is a member, found by e-mail without asking every company.
CREATE TABLE platform.membership (
    email_key text NOT NULL,
    tenant_id uuid NOT NULL REFERENCES platform.tenant (id),
    member_id uuid NOT NULL,
    PRIMARY KEY (email_key, tenant_id)
);

CREATE TABLE platform.job (
    id          uuid PRIMARY KEY,
    tenant_id   uuid        NOT NULL REFERENCES platform.tenant (id),
    member_id   uuid        NOT NULL,
    kind        text        NOT NULL,
    subject_id  uuid        NOT NULL,
    state       text        NOT NULL,
    done        bigint      NOT NULL,
    total       bigint,
    result      text,
    attempts    integer     NOT NULL,
    lease_until timestamptz,
    created_at  timestamptz NOT NULL,
    started_at  timestamptz,
    finished_at timestamptz
);

CREATE INDEX job_open ON platform.job (tenant_id, created_at) WHERE state IN ('queued', 'running');
