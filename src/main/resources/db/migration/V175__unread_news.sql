-- What housekeeping goes by when it removes news that nobody read. Built beside the running firm, outside a transaction, so what a
-- build that was broken off left behind goes first.
drop index concurrently if exists notifications_unread_news;
create index concurrently notifications_unread_news on notifications (expires_at)
    where read_at is null and kind in ('DEAL', 'CHAMPION', 'NAV_PUBLISHED');
