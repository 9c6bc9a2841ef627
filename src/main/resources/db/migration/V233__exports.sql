-- Exports of customers: asked for with a reason, made in parts, fetched by who asked, gone after a day.
create table exports (
    id         uuid primary key,
    format     text not null check (format in ('CSV', 'XLSX')),
    language   text not null check (language in ('ZH_CN', 'EN')),
    -- The members of the filter that were given, and the columns in their order.
    filter     jsonb not null check (jsonb_typeof(filter) = 'object'),
    columns    text[] not null check (cardinality(columns) between 1 and 20),
    reason     text not null check (length(reason) between 1 and 500),
    -- A hash of whose customers who asked saw then: with another sight there is no such file any more.
    sight      text not null,
    state      text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    row_count  integer not null default 0,
    parts      integer not null default 0,
    -- Where the next part begins.
    next_page  text,
    by_id      uuid not null references users,
    at         timestamptz not null,
    -- Real time; null before it is done.
    expires_at timestamptz,
    check ((state = 'DONE') = (expires_at is not null))
);
create index exports_by_person on exports (by_id, id desc);

-- The rows as they will be sent, encrypted.
create table export_parts (
    export_id uuid not null references exports,
    number    integer not null check (number >= 0),
    made_at   timestamptz not null default now(),
    content   bytea not null,
    primary key (export_id, number)
);
create index export_parts_by_age on export_parts (made_at);
