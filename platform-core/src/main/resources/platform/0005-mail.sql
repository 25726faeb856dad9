--liquibase formatted sql

--changeset ripeline:0005-mail
-- Mails that are still to be sent, and when somebody looks after them next; what they say stands with the company.
CREATE TABLE platform.mail_due (
    mail_id   uuid        PRIMARY KEY,
    tenant_id uuid        NOT NULL REFERENCES platform.tenant (id),
    member_id uuid        NOT NULL,
    due_at    timestamptz NOT NULL
);

CREATE INDEX mail_due_at ON platform.mail_due (due_at);
