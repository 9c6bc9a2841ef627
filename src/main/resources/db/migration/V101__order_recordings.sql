-- Dual recordings (双录) of an order; the id is the file's, whose row holds hash, size and type.
create table order_recordings (
    id          uuid primary key references files,
    order_id    uuid not null references orders,
    upload_id   uuid not null constraint order_recordings_upload_key unique references resumable_uploads,
    recorded_by uuid not null references users,
    recorded_at timestamptz not null
);
create index order_recordings_by_order on order_recordings (order_id, id);
create trigger order_recordings_are_append_only before update or delete on order_recordings
    for each row execute function refuse_change();
