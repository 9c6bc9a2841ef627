-- Push services beside FCM: each installation is reached by one, and each rests by itself.

alter table devices add column channel text not null default 'FCM';
-- Of an installation on another channel: used while the firm has no account with that push service.
alter table devices add column fcm_token text;
alter table devices add constraint devices_channel check (channel in ('FCM', 'HUAWEI', 'XIAOMI', 'APNS')) not valid;
alter table devices add constraint devices_fcm_token
    check (fcm_token is null or channel <> 'FCM' and length(fcm_token) between 1 and 2048) not valid;

-- The device's when the delivery was made, so that a claim finds what its push service can carry.
alter table deliveries add column channel text not null default 'FCM';
alter table deliveries add constraint deliveries_channel check (channel in ('FCM', 'HUAWEI', 'XIAOMI', 'APNS')) not valid;

alter table push_lane_rests add column channel text not null default 'FCM'
    check (channel in ('FCM', 'HUAWEI', 'XIAOMI', 'APNS'));
alter table push_lane_rests drop constraint push_lane_rests_pkey;
alter table push_lane_rests add primary key (lane, channel);
