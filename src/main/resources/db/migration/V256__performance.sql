-- Performance of people (人员业绩): what each did on each business day, in the unit they were in then.

-- Where somebody was and whether they sold there, until they moved; where they are now stands in users.
create table past_postings (
    person_id uuid        not null references users,
    -- By the firm's clock; the first instant at which it was so no more.
    until     timestamptz not null,
    unit_id   uuid        not null references units,
    sells     boolean     not null,
    primary key (person_id, until)
);

create function sells(roles text[]) returns boolean language sql immutable parallel safe
return roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER'];

-- Whoever moves somebody, the service or a statement by hand. Of two moves in one transaction the first tells where they were.
create function users_keep_postings() returns trigger language plpgsql as $$
begin
    insert into past_postings (person_id, until, unit_id, sells)
    select old.id, now() + ahead, old.unit_id, sells(old.roles) from firm_clock
    on conflict do nothing;
    return null;
end $$;
create trigger users_keep_postings after update of unit_id, roles on users
    for each row when (old.unit_id is not null
                       and (old.unit_id, sells(old.roles)) is distinct from (new.unit_id, sells(new.roles)))
    execute function users_keep_postings();

-- Facts by person and business day. They are sums: the first row of a day is what was known when it ended, and what became known
-- later is a row of its own, with the difference. So everything up to a day as it was known then is a sum over known_on.
create table person_days (
    day              date    not null,
    person_id        uuid    not null references users,
    -- The person's at that time: history stays where it was made when people move.
    unit_id          uuid    not null references units,
    -- The day itself, or the business day on which it came out otherwise.
    known_on         date    not null check (known_on >= day),
    new_customers    integer not null,
    contacts         integer not null,
    plans_due        integer not null,
    plans_kept       integer not null,
    bookings         integer not null,
    -- Amounts are in CNY: other currencies are left out, as nothing adds up different ones.
    booked_amount    numeric(19, 2) not null,
    confirmed_amount numeric(19, 2) not null,
    primary key (day, person_id, unit_id, known_on)
);
create index person_days_by_person on person_days (person_id, day);
create index person_days_by_unit on person_days (unit_id, day);

-- The same by calendar month, written with it, for quarters and years: what was known when a month ended is one row, known on its last
-- day, and corrections after that are rows of their own. Of a month that is not over nothing is known yet by that rule.
create table person_months (
    -- Its first day.
    month            date    not null check (extract(day from month) = 1),
    person_id        uuid    not null references users,
    unit_id          uuid    not null references units,
    known_on         date    not null check (known_on >= month + interval '1 month' - interval '1 day'),
    new_customers    integer not null,
    contacts         integer not null,
    plans_due        integer not null,
    plans_kept       integer not null,
    bookings         integer not null,
    booked_amount    numeric(19, 2) not null,
    confirmed_amount numeric(19, 2) not null,
    primary key (month, person_id, unit_id, known_on)
);
create index person_months_by_unit on person_months (unit_id, month);

-- The same by day and unit, for the curves of large units.
create table unit_days (
    day              date    not null,
    unit_id          uuid    not null references units,
    known_on         date    not null check (known_on >= day),
    new_customers    integer not null,
    contacts         integer not null,
    plans_due        integer not null,
    plans_kept       integer not null,
    bookings         integer not null,
    booked_amount    numeric(19, 2) not null,
    confirmed_amount numeric(19, 2) not null,
    primary key (day, unit_id, known_on)
);
create index unit_days_by_unit on unit_days (unit_id, day);

-- How far the facts are worked out. Whoever works holds the row, so one node does at a time.
create table person_day_scan (
    one            boolean primary key default true check (one),
    -- The first day there is anything of; null until the first look.
    first_day      date,
    -- The last day that has ended and is worked out: from then on it only has corrections.
    closed_through date,
    -- Real time of the last look: what was written since, about days that are closed, is looked at.
    looked_at      timestamptz,
    -- All closed days are looked at again once a day: on which that was begun, and the next of them.
    swept_on       date,
    next_to_sweep  date
);
insert into person_day_scan default values;

-- Facts worked out anew because somebody asked.
create table person_day_recomputations (
    id           uuid primary key,
    from_day     date not null,
    to_day       date not null check (to_day >= from_day),
    -- The next day to be looked at.
    next_day     date not null,
    requested_by uuid not null references users,
    requested_at timestamptz not null
);
