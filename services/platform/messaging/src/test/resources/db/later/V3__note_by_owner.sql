-- An interrupted run leaves an index that is not valid and keeps its name.
drop index concurrently if exists note_by_owner;
create index concurrently note_by_owner on note (owner);
