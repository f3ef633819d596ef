-- What an unfinished job has done when its instance was stopped; the next delivery continues there.
alter table job add column progress jsonb;
