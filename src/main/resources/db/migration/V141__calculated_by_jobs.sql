-- Runs and simulations of commission are calculated by jobs.

alter table commission_runs
    drop constraint commission_runs_status_check,
    -- DISCARDED while it is calculated: its job notices at the latest at its end, and removes it.
    add constraint commission_runs_status_check
        check (status in ('CALCULATING', 'FAILED', 'DISCARDED', 'PREVIEW', 'FINAL')),
    -- Settled in the month, in whatever currency: what the calculation goes through.
    add column orders bigint not null default 0 check (orders >= 0);

-- One open run a plan: two could both reverse the same line.
drop index commission_runs_one_preview;
create unique index commission_runs_one_open on commission_runs (plan_id) where status <> 'FINAL';

create table commission_simulations (
    id              uuid primary key,
    plan_version_id uuid not null references commission_plan_versions,
    from_month      date not null check (extract(day from from_month) = 1),
    to_month        date not null check (extract(day from to_month) = 1),
    requested_by    uuid not null references users,
    requested_at    timestamptz not null,
    -- Who gains and who loses; null until it is worked out.
    outcome         jsonb check (jsonb_typeof(outcome) = 'object'),
    check (to_month >= from_month)
);

-- Their progress is shown to whom they belong to, the end included.
create index jobs_ended on jobs (finished_at) where finished_at is not null;
