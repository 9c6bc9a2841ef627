-- A copy that could not be made puts its request back, and says so.
alter table privacy_requests add column copy_failed_at timestamptz;
