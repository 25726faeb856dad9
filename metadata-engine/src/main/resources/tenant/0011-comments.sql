-- What people say to each other about their work, what they are told, and what they are at.

-- Said about a record, or about a member's day. Who deletes one hides it.
CREATE TABLE _comment (
    id         uuid PRIMARY KEY,
    object     text,
    record_id  uuid,
    member_id  uuid,
    day        date,
    body       text        NOT NULL,
    mentions   uuid[]      NOT NULL,
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    deleted_at timestamptz,
    CHECK ((object IS NULL) = (record_id IS NULL)),
    CHECK ((member_id IS NULL) = (day IS NULL)),
    CHECK ((record_id IS NULL) <> (member_id IS NULL))
);

CREATE INDEX _comment_record ON _comment (record_id, created_at) WHERE record_id IS NOT NULL;
CREATE INDEX _comment_day ON _comment (member_id, day, created_at) WHERE member_id IS NOT NULL;

-- What members are told. count: of how many records, where record_id is absent and they are told of together. data:
-- JSON. shown: whether in the application. mail_at: when it is due to be mailed, in a digest or alone; absent where it
-- is not.
CREATE TABLE _notification (
    id         uuid PRIMARY KEY,
    member_id  uuid        NOT NULL,
    kind       text        NOT NULL,
    at         timestamptz NOT NULL,
    by_member  uuid,
    object     text,
    record_id  uuid,
    count      integer     NOT NULL,
    data       text        NOT NULL,
    shown      boolean     NOT NULL,
    read_at    timestamptz,
    mail_at    timestamptz,
    digest     boolean     NOT NULL,
    mailed_at  timestamptz
);

CREATE INDEX _notification_member ON _notification (member_id, at DESC, id DESC) WHERE shown;
CREATE INDEX _notification_unread ON _notification (member_id) WHERE shown AND read_at IS NULL;
CREATE INDEX _notification_mail ON _notification (mail_at) WHERE mail_at IS NOT NULL AND mailed_at IS NULL;

-- How members want to be told, where they said so; settings: JSON.
CREATE TABLE _notification_setting (
    member_id uuid PRIMARY KEY,
    settings  text NOT NULL
);

-- Items of the day's list about which somebody above was told that they are late.
CREATE TABLE _escalation (
    item_id uuid PRIMARY KEY,
    told    uuid        NOT NULL,
    told_at timestamptz NOT NULL
);

-- At which item of her list a member is.
CREATE TABLE _work (
    member_id  uuid PRIMARY KEY,
    item_id    uuid        NOT NULL,
    started_at timestamptz NOT NULL
);

CREATE INDEX _work_item ON _work (item_id);
