-- Built beside the running firm, outside a transaction, so what a build that was broken off left behind goes first.
alter table devices validate constraint devices_channel;
alter table devices validate constraint devices_fcm_token;
alter table deliveries validate constraint deliveries_channel;

-- What a claim walks over, in place of the index without the channel.
drop index concurrently if exists deliveries_waiting_by_channel;
create index concurrently deliveries_waiting_by_channel on deliveries (lane, channel, due_at) where state = 'PENDING';
drop index concurrently if exists deliveries_waiting;

drop index concurrently if exists devices_by_fcm_token;
create unique index concurrently devices_by_fcm_token on devices (fcm_token) where fcm_token is not null;
