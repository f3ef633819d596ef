-- The key of the refresh tokens of a session, by which used ones are recognised without their rows. Null in sessions of the release before,
-- which keep the rows.
alter table session add column family_key bytea;
