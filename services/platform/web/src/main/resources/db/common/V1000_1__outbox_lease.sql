-- Which instance sends to a broker; the others may when it ended its lease or the lease expired.
create table outbox_lease (
  transport  text primary key check (transport in ('KAFKA', 'RABBITMQ')),
  holder     uuid,
  expires_at timestamptz not null default '-infinity'
);
insert into outbox_lease (transport) values ('KAFKA'), ('RABBITMQ');
