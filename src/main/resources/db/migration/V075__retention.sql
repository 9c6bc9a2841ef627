-- What housekeeping goes by when it removes what has served its time: a batch is the left edge of an index.

create index notifications_read on notifications (read_at) where read_at is not null;
create index sessions_ended on sessions (least(revoked_at, expires_at));
create index refresh_tokens_used on refresh_tokens (used_at) where used_at is not null;
