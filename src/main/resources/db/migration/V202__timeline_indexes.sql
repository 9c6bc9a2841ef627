-- Indexes of the timeline, built beside the running firm. Outside a transaction, so what a build that was broken off left behind
-- goes first.

-- A conversation stands once a day on a customer's timeline.
drop index concurrently if exists timeline_chats_once;
create unique index concurrently timeline_chats_once on timeline_entries (customer_id, ref_id, (data ->> 'day'))
    where kind = 'CHAT';
-- What a person was told, the newest first: the timeline's second source.
drop index concurrently if exists notifications_by_person_time;
create index concurrently notifications_by_person_time on notifications (person_id, created_at desc, id desc);
