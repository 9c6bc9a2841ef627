-- What every feature stands on: the firm's clock, idempotent requests, the outbox, the audit log.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- The firm's clock runs ahead of real time by this much; only demo mode ever moves it.
create table firm_clock (
    only_row boolean primary key default true check (only_row),
    ahead    interval not null default interval '0' check (ahead >= interval '0')
);
insert into firm_clock default values;

-- One row per Idempotency-Key and person, written in the transaction of the change it stands for.
create table idempotency_keys (
    principal_id uuid        not null,
    key          text        not null check (length(key) between 1 and 200),
    request_hash bytea       not null,
    status       smallint,
    location     text,
    body         text,
    created_at   timestamptz not null default now(),
    primary key (principal_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Events on their way upwards; written in the transaction of the change, handled at least once.
create table outbox_events (
    id           uuid        primary key,
    kind         text        not null,
    payload      jsonb       not null,
    created_at   timestamptz not null default now(),
    available_at timestamptz not null default now(),
    attempts     integer     not null default 0,
    lease        uuid,
    done_at      timestamptz,
    last_error   text
);
create index outbox_events_waiting on outbox_events (available_at, id) where done_at is null;
create index outbox_events_done on outbox_events (done_at) where done_at is not null;

-- Who looked at or did what; never updated, never deleted.
create table audit_log (
    id           bigint generated always as identity primary key,
    at           timestamptz not null default now(),
    actor_id     uuid        not null,
    action       text        not null,
    subject_kind text        not null,
    subject_id   uuid,
    detail       jsonb       not null default '{}'
);
create index audit_log_by_subject on audit_log (subject_kind, subject_id, id);
create index audit_log_by_actor on audit_log (actor_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end $$;
create trigger audit_log_is_append_only before update or delete on audit_log
    for each row execute function refuse_change();
