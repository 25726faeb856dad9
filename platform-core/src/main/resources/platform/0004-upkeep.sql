--liquibase formatted sql

--changeset ripeline:0004-upkeep
-- What the nodes do by the clock, one of them at a time; the table db-scheduler works with.
CREATE TABLE platform.scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    state                text,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time ON platform.scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON platform.scheduled_tasks (last_heartbeat);

-- The company's day for which its daily chores were queued last.
CREATE TABLE platform.upkeep (
    tenant_id uuid PRIMARY KEY REFERENCES platform.tenant (id),
    day       date NOT NULL
);
