-- The selling process at run time: moves taken back and overridden, grades given by hand for a while, tasks of stages.

-- voided: a move that was a mistake and was taken back; left out of all figures. chosen: a person gave this grade,
-- until the day named, if any. unmet: the criteria that an override let pass (JSON).
ALTER TABLE _stay ADD COLUMN voided_at timestamptz;
ALTER TABLE _stay ADD COLUMN voided_by uuid;
ALTER TABLE _stay ADD COLUMN chosen boolean NOT NULL DEFAULT false;
ALTER TABLE _stay ADD COLUMN until date;
ALTER TABLE _stay ADD COLUMN unmet text;

CREATE INDEX _stay_unmet ON _stay (entered_at, id) WHERE unmet IS NOT NULL;
CREATE INDEX _stay_until ON _stay (until) WHERE until IS NOT NULL AND left_at IS NULL;

-- Tasks of stages that are done. entered_at: of the stay in the stage that the task belonged to.
CREATE TABLE _stage_task (
    record_id   uuid        NOT NULL,
    stage       text        NOT NULL,
    task        text        NOT NULL,
    entered_at  timestamptz NOT NULL,
    how         text        NOT NULL CHECK (how IN ('activity', 'hand')),
    activity_id uuid,
    note        text,
    done_by     uuid        NOT NULL,
    done_at     timestamptz NOT NULL,
    PRIMARY KEY (record_id, stage, task, entered_at)
);

CREATE INDEX _stage_task_activity ON _stage_task (activity_id) WHERE activity_id IS NOT NULL;

-- What the day's lists hold for tasks of stages.
CREATE TABLE _stage_task_item (
    follow_up_id uuid PRIMARY KEY,
    record_id    uuid        NOT NULL,
    stage        text        NOT NULL,
    task         text        NOT NULL,
    entered_at   timestamptz NOT NULL
);

CREATE INDEX _stage_task_item_record ON _stage_task_item (record_id);

-- Records that a publish, or a person, left to be graded anew, and how far the job has come: those up to the id behind
-- are done. filter: which of them; all where absent. everyone: whether all of the company's, or those the person may
-- change.
CREATE TABLE _regrading (
    id       uuid PRIMARY KEY,
    object   text    NOT NULL,
    filter   text,
    everyone boolean NOT NULL,
    behind   uuid,
    done     bigint  NOT NULL,
    changed  bigint  NOT NULL
);
