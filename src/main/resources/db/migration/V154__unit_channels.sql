-- Announcement channels (公告频道) of a unit: its staff and that of all units below are the members, head office's channel is the
-- firm's. Who comes into the unit comes in, who leaves it leaves; nobody is brought in or removed by hand.

alter table conversations add column unit_id uuid references units;
alter table conversations add constraint conversations_unit_is_channels check (unit_id is null or kind = 'CHANNEL') not valid;
create index conversations_by_unit on conversations (unit_id) where unit_id is not null;
