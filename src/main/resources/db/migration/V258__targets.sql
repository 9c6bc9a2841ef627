-- Targets (业绩目标): what the firm, a branch, a team or a person is to reach in a month or quarter.

create table targets (
    id         uuid    primary key,
    -- Whose it is: a unit's, head office's being the firm's, or a person's.
    unit_id    uuid    references units,
    person_id  uuid    references users,
    subject_id uuid    not null generated always as (coalesce(unit_id, person_id)) stored,
    metric     text    not null check (metric in ('NEW_CUSTOMERS', 'CONTACTS', 'PLANS_KEPT', 'BOOKINGS', 'BOOKED_AMOUNT',
                           'CONFIRMED_AMOUNT')),
    kind       text    not null check (kind in ('MONTH', 'QUARTER')),
    -- The first business date of the month or quarter.
    starts_on  date    not null check (extract(day from starts_on) = 1
                                       and (kind = 'MONTH' or extract(month from starts_on) in (1, 4, 7, 10))),
    -- Of the last of target_versions.
    version    bigint  not null check (version > 0),
    check (num_nonnulls(unit_id, person_id) = 1),
    constraint targets_once unique (subject_id, starts_on, kind, metric)
);

-- What it was from when on: as of a day counts the last that was known by then.
create table target_versions (
    target_id uuid           not null references targets,
    version   bigint         not null check (version > 0),
    -- A count, or CNY; zero where there is none any more.
    value     numeric(17, 2) not null check (value >= 0),
    -- The business date it was set on.
    known_on  date           not null,
    set_by    uuid           not null references users,
    set_at    timestamptz    not null,
    primary key (target_id, version)
);
create trigger target_versions_are_append_only before update or delete on target_versions
    for each row execute function refuse_change();
