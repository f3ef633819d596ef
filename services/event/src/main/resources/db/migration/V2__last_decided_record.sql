-- What stood at the last decided place, and which place that was: a log that lost its end and grew again has something else there.
alter table claim_queue add last_place bigint, add last_record uuid;
