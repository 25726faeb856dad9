-- The working day of members: when they are away, and which days they have closed.

-- Days on leave, both included, and who stands in; kept after it was called off.
CREATE TABLE _leave (
    id         uuid PRIMARY KEY,
    member_id  uuid        NOT NULL,
    first_day  date        NOT NULL,
    last_day   date        NOT NULL,
    deputy_id  uuid,
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    CHECK (first_day <= last_day),
    CHECK (deputy_id <> member_id)
);

CREATE INDEX _leave_standing ON _leave (last_day) WHERE ended_at IS NULL;

-- Days on which nothing due was left open when their member closed them.
CREATE TABLE _closed_day (
    member_id uuid        NOT NULL,
    day       date        NOT NULL,
    closed_at timestamptz NOT NULL,
    closed_by uuid        NOT NULL,
    note      text,
    PRIMARY KEY (member_id, day)
);
