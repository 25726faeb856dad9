-- Objects whose follow-ups a publish left to be planned anew, and how far the job has come: the records up to the id
-- behind are done. A publish that adds to it begins anew and counts its round. rules: the rhythms that count otherwise.
CREATE TABLE _replanning (
    object text PRIMARY KEY,
    rules  text[]  NOT NULL,
    round  integer NOT NULL,
    behind uuid,
    done   bigint  NOT NULL
);
