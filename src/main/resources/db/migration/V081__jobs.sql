-- Long work, done step by step: a step's changes and its progress are one transaction, so a killed process leaves whole steps.
create table jobs (
    id          uuid primary key,
    kind        text not null check (kind ~ '^[A-Z][A-Z_]{0,39}$'),
    -- What it works on; one job of a kind for each.
    subject_id  uuid not null,
    status      text not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
    done        bigint not null default 0 check (done >= 0),
    total       bigint not null check (total >= 0),
    failed      bigint not null default 0 check (failed >= 0),
    result      jsonb not null default '{}' check (jsonb_typeof(result) = 'object'),
    created_by  uuid not null,
    created_at  timestamptz not null default now(),
    started_at  timestamptz,
    finished_at timestamptz,
    -- After a failure the next step waits.
    due_at      timestamptz not null default now(),
    attempts    integer not null default 0,
    constraint jobs_once unique (kind, subject_id),
    check (done + failed <= total),
    check ((status = 'QUEUED') = (started_at is null)),
    check ((status in ('DONE', 'FAILED')) = (finished_at is not null))
);
create index jobs_waiting on jobs (due_at, id) where status in ('QUEUED', 'RUNNING');
