-- The time zone in which a member reads her days, by its IANA id; absent where that is the company's.
ALTER TABLE _member ADD COLUMN time_zone text;
