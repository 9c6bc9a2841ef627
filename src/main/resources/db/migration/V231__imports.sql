-- Imports of customers from tables: read and checked row by row, then applied.
alter table users validate constraint users_permissions_known;

create table imports (
    id           uuid primary key,
    -- Null once the file has been removed.
    file_id      uuid references files,
    name         text not null check (length(name) between 1 and 200),
    format       text not null check (format in ('CSV', 'XLSX')),
    encoding     text,
    columns      integer not null check (columns between 1 and 200),
    -- Which column, from 0, holds which field.
    mapping      jsonb not null check (jsonb_typeof(mapping) = 'object'),
    -- Whether it waits, once checked, for somebody to look at it.
    hold         boolean not null,
    -- What becomes of rows whose customer is on file: refused, or brought up to date where the customer is in sight.
    known        text not null check (known in ('REFUSE', 'UPDATE')),
    -- What keeps the customers it brought up to date as they were.
    operation_id uuid references restorable_operations,
    -- Whose the customers become; null for whoever asked.
    advisor_id   uuid references users,
    state        text not null check (state in ('MAPPING', 'READING', 'CHECKED', 'APPLYING', 'DONE', 'REVERTING', 'REVERTED',
                     'FAILED', 'EXPIRED')),
    row_count    integer not null default 0,
    refused      integer not null default 0,
    -- Of these, how many were told to be on file.
    told_known   integer not null default 0,
    applied      integer not null default 0,
    updated      integer not null default 0,
    reverted     integer not null default 0,
    kept         integer not null default 0,
    -- The last lines of the file that were read, applied and reverted.
    read_line    integer not null default 0,
    applied_line integer not null default 0,
    undone_line  integer not null default 0,
    by_id        uuid not null references users,
    -- By the firm's clock; the file's age counts in real time.
    at           timestamptz not null,
    uploaded_at  timestamptz not null default now(),
    version      bigint not null default 0,
    check (applied + updated + refused <= row_count),
    check (state not in ('MAPPING', 'READING') or file_id is not null)
);
create index imports_by_person on imports (by_id, id desc);
create index imports_with_file on imports (uploaded_at) where file_id is not null;

-- Rows of an import: what became of each. Nothing of the person stays here once it is decided but the end of the phone.
create table import_rows (
    import_id       uuid not null references imports,
    line            integer not null check (line > 0),
    state           text not null check (state in ('READY', 'REFUSED', 'APPLIED', 'UPDATED', 'REVERTED', 'KEPT')),
    code            text,
    field           text,
    phone_end       text check (length(phone_end) <= 4),
    -- The customer that was made of it, or will be; or the one it brings up to date.
    customer_id     uuid,
    updates         boolean not null default false,
    -- The customer ready to be stored, phone and ID number encrypted.
    sealed          text,
    phone_index     bytea,
    id_number_index bytea,
    primary key (import_id, line),
    check ((state = 'REFUSED') = (code is not null)),
    check ((state = 'READY') = (sealed is not null)),
    check ((state = 'READY') = (phone_index is not null))
);
-- By which the same phone or ID number in an earlier row is found.
create index import_rows_by_phone on import_rows (import_id, phone_index) where phone_index is not null;
create index import_rows_by_id_number on import_rows (import_id, id_number_index) where id_number_index is not null;
