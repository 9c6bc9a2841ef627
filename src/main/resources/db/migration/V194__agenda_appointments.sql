-- Appointments (预约日程): nobody is in two places at once, whoever books and however many at a time.

create table appointments (
    id          uuid primary key,
    owner_id    uuid not null references users,
    customer_id uuid references customers,
    kind        text not null check (kind in ('VISIT', 'CALL', 'MEETING', 'LEAVE', 'OTHER')),
    title       text not null check (length(title) between 1 and 200),
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    place       text check (length(place) between 1 and 200),
    state       text not null default 'BOOKED' check (state in ('BOOKED', 'CANCELLED', 'HELD', 'MISSED')),
    booked_by   uuid not null references users,
    booked_at   timestamptz not null,
    version     bigint not null default 0,
    during      tstzrange generated always as (tstzrange(starts_at, ends_at)) stored,
    check (ends_at > starts_at and ends_at <= starts_at + interval '31 days'),
    -- btree_gist, which brings the equality, is there since V084.
    constraint appointments_once exclude using gist (owner_id with =, during with &&) where (state <> 'CANCELLED')
);
create index appointments_by_owner on appointments (owner_id, starts_at, id);
create index appointments_by_customer on appointments (customer_id, starts_at) where customer_id is not null;
-- What the scan of those that have passed goes by.
create index appointments_to_settle on appointments (ends_at) where state = 'BOOKED';

-- Who did what with it and when.
create table appointment_moves (
    id             uuid primary key,
    appointment_id uuid not null references appointments,
    kind           text not null check (kind in ('BOOKED', 'CHANGED', 'CANCELLED', 'HELD', 'MISSED')),
    at             timestamptz not null,
    -- Null where nobody did, as in task_moves, or its time passed.
    by_id          uuid references users,
    starts_at      timestamptz not null,
    ends_at        timestamptz not null,
    note           text check (length(note) between 1 and 1000)
);
create index appointment_moves_in_order on appointment_moves (appointment_id, id);
create trigger appointment_moves_are_append_only before update or delete on appointment_moves
    for each row execute function refuse_change();
