-- Owners who were told that a record of theirs is about to fall back to a pool, and on which day it was to.
CREATE TABLE _reclaim_warning (
    record_id  uuid        NOT NULL,
    pool       text        NOT NULL,
    member_id  uuid        NOT NULL,
    reclaim_on date        NOT NULL,
    warned_at  timestamptz NOT NULL,
    PRIMARY KEY (record_id, pool)
);
