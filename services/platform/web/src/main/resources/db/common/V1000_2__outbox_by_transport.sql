-- The oldest messages of one broker, however many wait for the other.
drop index concurrently if exists outbox_by_transport;
create index concurrently outbox_by_transport on outbox (transport, id);
