-- What was said of complaints before is checked while others work, and whom one was disclosed to finds it.
alter table complaints validate constraint complaints_disclosed_to_fkey;
alter table complaint_moves validate constraint complaint_moves_check;
-- Outside a transaction, so what a build that was broken off left behind goes first.
drop index concurrently if exists complaints_by_disclosed_to;
create index concurrently complaints_by_disclosed_to on complaints (disclosed_to) where disclosed_to is not null;
