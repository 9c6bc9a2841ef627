-- Registration of a fund's shares (份额确认), and the arithmetic that set-based runs share with the Java code.

-- dividend / divisor, rounded half-even to so many places; exact, because it works with integer quotient and remainder. Neither
-- number is negative. The same as BigDecimal.divide(divisor, places, HALF_EVEN). In plpgsql, whose calls cost a fraction of
-- those of an SQL function that is too big to be inlined.
create function divide_half_even(dividend numeric, divisor numeric, places integer) returns numeric
    language plpgsql immutable strict parallel safe as $$
declare
    scaled   numeric := dividend * 10.0 ^ places;
    quotient numeric := div(scaled, divisor);
    twice    numeric := 2 * (scaled - quotient * divisor);
begin
    if twice > divisor or twice = divisor and mod(quotient, 2) = 1 then
        quotient := quotient + 1;
    end if;
    return round(quotient * 10.0 ^ (-places), places);
end $$;

-- Days that earn, as shared/DayCount counts them.
create function day_count_days(day_count text, first date, last date) returns integer
    language plpgsql immutable strict parallel safe as $$
declare
    from_day integer;
    to_day   integer;
begin
    if day_count <> 'THIRTY_360' then
        return last - first;
    end if;
    from_day := least(extract(day from first), 30);
    to_day := extract(day from last);
    if to_day = 31 and from_day = 30 then
        to_day := 30;
    end if;
    return 360 * (extract(year from last) - extract(year from first))
        + 30 * (extract(month from last) - extract(month from first)) + to_day - from_day;
end $$;

create table clearing_runs (
    id           uuid primary key,
    product_id   uuid not null references products,
    -- The day whose value the shares are bought at.
    dealing_day  date not null,
    nav          numeric not null check (nav > 0),
    -- The subscription fee (认购费) outside the net amount (价外法), and the part of it waived; fractions.
    fee_rate     numeric not null check (fee_rate between 0 and 0.1),
    fee_discount numeric not null check (fee_discount between 0 and 1),
    status       text not null default 'PREPARED' check (status in ('PREPARED', 'APPROVED', 'DONE', 'CANCELLED')),
    holdings     integer not null check (holdings > 0),
    amount       numeric(17, 2) not null check (amount > 0),
    fee          numeric(17, 2) not null check (fee >= 0),
    shares       numeric(20, 4) not null check (shares > 0),
    prepared_by  uuid not null references users,
    prepared_at  timestamptz not null,
    decided_by   uuid references users,
    decided_at   timestamptz,
    -- The day its entries are booked on, fixed by the approval.
    booked_on    date,
    foreign key (product_id, dealing_day) references navs (product_id, nav_date),
    check ((status = 'PREPARED') = (decided_by is null)),
    check ((decided_by is null) = (decided_at is null)),
    check ((status in ('APPROVED', 'DONE')) = (booked_on is not null)),
    constraint clearing_runs_four_eyes check (status in ('PREPARED', 'CANCELLED') or decided_by <> prepared_by)
);
create index clearing_runs_by_product on clearing_runs (product_id, id desc);
create unique index clearing_runs_live on clearing_runs (product_id) where status in ('PREPARED', 'APPROVED');

create table clearing_lines (
    run_id     uuid not null references clearing_runs on delete cascade,
    holding_id uuid not null references holdings,
    amount     numeric(17, 2) not null,
    fee        numeric(17, 2) not null check (fee >= 0),
    shares     numeric(20, 4) not null check (shares > 0),
    -- Set when executed.
    entry_id   uuid references ledger_entries,
    primary key (run_id, holding_id),
    check (amount > fee)
);
create index clearing_lines_waiting on clearing_lines (run_id, holding_id) where entry_id is null;
-- A holding's shares are registered once, whatever the run.
create unique index clearing_lines_once on clearing_lines (holding_id) where entry_id is not null;
create index holdings_without_shares on holdings (product_id, opened_on) where shares is null and status = 'OPEN';
