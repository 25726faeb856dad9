--liquibase formatted sql

--changeset ripeline:0007-token-used
-- When a token was last seen, to the minute, so that a company can tell which are still needed.
ALTER TABLE platform.service_token ADD COLUMN last_used_at timestamptz;

CREATE INDEX service_token_member ON platform.service_token (tenant_id, member_id);
