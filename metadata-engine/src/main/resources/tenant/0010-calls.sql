-- What goes out by mail and what comes in from the telephone.

-- Mails, kept before they are sent and after. object and record_id: about which record; activity_id: the activity that
-- says so. purpose is record or notice.
CREATE TABLE _mail (
    id          uuid PRIMARY KEY,
    purpose     text        NOT NULL,
    sender      uuid        NOT NULL,
    recipient   text        NOT NULL,
    subject     text        NOT NULL,
    body        text        NOT NULL,
    object      text,
    record_id   uuid,
    activity_id uuid,
    state       text        NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    attempts    integer     NOT NULL,
    problem     text,
    queued_at   timestamptz NOT NULL,
    settled_at  timestamptz
);

CREATE INDEX _mail_record ON _mail (record_id, queued_at) WHERE record_id IS NOT NULL;

-- Calls as the telephone system reported them, by its own number for them. digest stands for what it said; exactly one
-- of activity_id and unknown_id says what became of it, and answer what was answered.
CREATE TABLE _call (
    external_id text PRIMARY KEY,
    digest      text        NOT NULL,
    activity_id uuid,
    unknown_id  uuid,
    answer      text        NOT NULL,
    received_at timestamptz NOT NULL
);

-- Calls with numbers that nobody of the company's has, until somebody says whose they are or that they do not matter;
-- report is what was sent, as JSON.
CREATE TABLE _unknown_call (
    id          uuid PRIMARY KEY,
    external_id text        NOT NULL,
    number      text        NOT NULL,
    member_id   uuid        NOT NULL,
    started_at  timestamptz NOT NULL,
    report      text        NOT NULL,
    received_at timestamptz NOT NULL,
    settled_at  timestamptz,
    settled_by  uuid,
    reason      text
);

CREATE INDEX _unknown_call_member ON _unknown_call (member_id, started_at) WHERE settled_at IS NULL;

-- The members' numbers within the telephone system.
CREATE TABLE _extension (
    member_id uuid PRIMARY KEY,
    extension text NOT NULL UNIQUE
);
