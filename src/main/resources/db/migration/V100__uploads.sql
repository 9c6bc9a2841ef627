-- Resumable uploads (tus 1.0). The bytes lie in <data-dir>/files/uploads until they are whole, then in the file store.
create table resumable_uploads (
    id         uuid primary key,
    owner_id   uuid not null references users,
    length     bigint not null check (length > 0),
    -- Bytes that were synced to disk before this was written: never more than what a crash leaves.
    received   bigint not null default 0 check (received between 0 and length),
    -- Upload-Metadata as the client gave it.
    metadata   text check (length(metadata) <= 4096),
    name       text not null check (length(name) between 1 and 200),
    status     text not null default 'RECEIVING'
                   check (status in ('RECEIVING', 'RECEIVED', 'STORED', 'REFUSED', 'TERMINATED', 'EXPIRED')),
    sha256     char(64) check (sha256 ~ '^[0-9a-f]{64}$'),
    media_type text,
    -- When a feature made it a file of its own.
    taken_at   timestamptz,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    -- When the bytes of an upload that came to nothing were removed.
    purged_at  timestamptz,
    check (status not in ('RECEIVED', 'STORED') or received = length),
    check (status <> 'RECEIVING' or received < length),
    check (status <> 'STORED' or sha256 is not null and media_type is not null),
    check (taken_at is null or status = 'STORED')
);
create index resumable_uploads_unfinished on resumable_uploads (owner_id) where status in ('RECEIVING', 'RECEIVED');
create index resumable_uploads_expiring on resumable_uploads (expires_at) where taken_at is null;
create index resumable_uploads_to_purge on resumable_uploads (expires_at)
    where status in ('REFUSED', 'TERMINATED', 'EXPIRED') and purged_at is null;
create index resumable_uploads_content on resumable_uploads (sha256) where sha256 is not null;
