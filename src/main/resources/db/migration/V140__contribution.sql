-- Contribution (贡献): what each customer brought and cost in the last twelve months, and the part of a subscription fee that an
-- advisor may waive for it (费用折扣权限). All amounts are in CNY: other currencies are left out, as nothing adds up different ones.

-- The levels a customer may reach, from the lowest up; a change is a new version of all of them.
create table discount_leeways (
    version           bigint not null check (version >= 0),
    level             integer not null check (level between 1 and 20),
    -- Both must be reached.
    from_assets       numeric(17, 2) not null check (from_assets >= 0),
    from_contribution numeric(17, 2) not null check (from_contribution >= 0),
    -- The largest part of the fee that is waived without an approval; 1 is all of it.
    leeway            numeric not null check (leeway between 0 and 1 and scale(leeway) <= 10),
    -- Null for the first version, which came with the table.
    changed_by        uuid references users,
    changed_at        timestamptz not null,
    constraint discount_leeways_pkey primary key (version, level)
);
create trigger discount_leeways_are_append_only before update or delete on discount_leeways
    for each row execute function refuse_change();
insert into discount_leeways (version, level, from_assets, from_contribution, leeway, changed_at) values (0, 1, 0, 0, 0, now());

-- Each time the firm's contributions are worked out.
create table contribution_recomputations (
    id           uuid primary key,
    -- The last day of the twelve months.
    as_of        date not null,
    customers    bigint not null check (customers >= 0),
    -- Null for the daily one.
    requested_by uuid references users,
    requested_at timestamptz not null,
    finished_at  timestamptz
);
create unique index contribution_recomputations_daily on contribution_recomputations (as_of) where requested_by is null;
create index contribution_recomputations_finished on contribution_recomputations (finished_at) where finished_at is not null;

create table customer_contributions (
    customer_id  uuid primary key references customers,
    -- The customer's, repeated so that lists have an index; kept by a trigger on customers.
    advisor_id   uuid,
    unit_id      uuid not null,
    -- Subscription fees after discounts, of shares registered (份额确认).
    fees         numeric(19, 2) not null check (fees >= 0),
    -- Commission of final runs less what they took back; below zero where they took back what an earlier year had cost.
    cost         numeric(19, 2) not null,
    contribution numeric(19, 2) not null check (contribution = fees - cost),
    -- Open holdings at their value, whenever they were bought.
    assets       numeric(19, 2) not null check (assets >= 0),
    -- Orders confirmed.
    confirmed    numeric(19, 2) not null check (confirmed >= 0),
    -- Of discount_leeways; 0 where not even the first is reached.
    level        integer not null check (level >= 0),
    leeway       numeric not null check (leeway between 0 and 1),
    -- When these figures came out; a recomputation that finds the same leaves the row alone.
    computed_at  timestamptz not null
);
create index customer_contributions_highest on customer_contributions (contribution, customer_id);
create index customer_contributions_by_advisor on customer_contributions (advisor_id, contribution, customer_id);
create index customer_contributions_by_unit on customer_contributions (unit_id, contribution, customer_id);

create function customer_contributions_follow() returns trigger language plpgsql as $$
begin
    update customer_contributions set advisor_id = new.advisor_id, unit_id = new.unit_id where customer_id = new.id;
    return null;
end $$;
create trigger customer_contributions_follow after update of advisor_id, unit_id on customers
    for each row when ((old.advisor_id, old.unit_id) is distinct from (new.advisor_id, new.unit_id))
    execute function customer_contributions_follow();
