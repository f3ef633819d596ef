-- What a session's newest refresh token was derived with from the one before, which only its client has. Null until the first exchange by
-- this version. Without a check: it would read the whole table while nobody can log in.
alter table session add column successor_salt bytea;
