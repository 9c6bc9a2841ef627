-- While others go on writing.
alter table interactions validate constraint interactions_kind;
