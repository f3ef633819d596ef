-- Whether a key was created by a release whose verifiers accept RS256. The release before inserts keys without a value: it is false for them.
alter table signing_key add column allows_rs256 boolean not null default false;
