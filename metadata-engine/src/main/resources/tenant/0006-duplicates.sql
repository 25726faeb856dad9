-- Finding records that are there already.

-- By which keys a record of an object with rules against duplicates is found: numbers of 64 bits that two records
-- share which a rule may take for the same. Records in the bin have none.
CREATE TABLE _duplicate_key (
    key       bigint NOT NULL,
    record_id uuid   NOT NULL,
    PRIMARY KEY (key, record_id)
);

CREATE INDEX _duplicate_key_record ON _duplicate_key (record_id);

-- Objects whose rules a publish changed, so that a job still gives their records keys: those up to the id behind have
-- them. signature stands for the rules; a publish that changes them again begins anew.
CREATE TABLE _duplicate_filling (
    object    text   PRIMARY KEY,
    signature bigint NOT NULL,
    behind    uuid,
    done      bigint NOT NULL
);
