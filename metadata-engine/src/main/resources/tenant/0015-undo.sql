-- Changes of many records that can be taken back: the versions they made, the stays in stages and grades the records
-- were in before, and what became of taking them back.
ALTER TABLE _bulk
    ADD COLUMN undone_by uuid,
    ADD COLUMN undone_at timestamptz;

ALTER TABLE _bulk_record
    ADD COLUMN versions integer[],
    ADD COLUMN stays    jsonb,
    DROP CONSTRAINT _bulk_record_state_check,
    ADD CONSTRAINT _bulk_record_states
        CHECK (state IN ('open', 'done', 'failed', 'skipped', 'returned', 'kept'));

-- The record that a share came from when that was merged into another one.
ALTER TABLE _share ADD COLUMN merged_from uuid;

-- Until when whoever sends a mail has it to herself.
ALTER TABLE _mail ADD COLUMN taken_until timestamptz;

-- Lookups that let go because what they pointed to, record_id, was deleted; version: the holder's after that.
CREATE TABLE _lost_link (
    record_id uuid    NOT NULL,
    object    text    NOT NULL,
    holder_id uuid    NOT NULL,
    field     text    NOT NULL,
    version   integer NOT NULL,
    PRIMARY KEY (record_id, holder_id, field)
);
