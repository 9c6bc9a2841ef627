-- Indexes of pushes and reminders, built beside the running firm. Outside a transaction, so what a build that was broken off left
-- behind goes first.

-- What else of a kind is due on a device: one push tells of all of it.
drop index concurrently if exists deliveries_waiting_on_device;
create index concurrently deliveries_waiting_on_device on deliveries (installation_id, lane, due_at) where state = 'PENDING';
-- What housekeeping goes by when it removes installations unheard of.
drop index concurrently if exists devices_by_age;
create index concurrently devices_by_age on devices (seen_at);
-- What the scans of a day that is over go by.
drop index concurrently if exists navs_by_time;
create index concurrently navs_by_time on navs (recorded_at);
drop index concurrently if exists payouts_by_paid;
create index concurrently payouts_by_paid on payouts (paid_at) where paid_at is not null;
drop index concurrently if exists order_history_confirmed;
create index concurrently order_history_confirmed on order_history (at) where to_status = 'CONFIRMED';
drop index concurrently if exists customers_by_time;
create index concurrently customers_by_time on customers (created_at);
