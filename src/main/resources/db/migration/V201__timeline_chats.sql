-- Up to when conversations stand on the customers' timelines; the row's lock makes the scan run on one node at a time. It begins
-- with the first message there is and catches up by the day.
create table chat_timeline_scan (
    only_row boolean     primary key default true check (only_row),
    upto     timestamptz not null default now()
);
insert into chat_timeline_scan (upto) select coalesce(min(at), now()) from messages;
