-- What the last control record in the campaign's queue made of it; written by the issuer alone.
alter table campaign
  add state text not null default 'RUNNING' check (state in ('RUNNING', 'PAUSED', 'ENDED')),
  -- Where that record is.
  add control_offset bigint,
  -- A campaign that is paused or has ended issues nothing, whatever the program does: an issuer of the version before does not know the state.
  add issued_when_stopped integer,
  add check ((state = 'RUNNING') = (issued_when_stopped is null)),
  add check (issued_when_stopped = issued);

-- The epoch of the last owner that applies control records; an issuer of the version before takes a queue over without it.
alter table claim_queue add control_epoch bigint;

-- Claims that the issuer came to while their campaign was paused: decided when it is resumed.
create table held_claim (
  campaign_id  uuid        not null references campaign,
  queue_offset bigint      not null,
  claim_id     uuid        not null,
  user_id      uuid        not null,
  made_at      timestamptz not null,
  primary key (campaign_id, queue_offset)
);
create index held_claim_claim_id on held_claim (claim_id);
