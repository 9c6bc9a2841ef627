-- Commission (佣金): plans and their versions, shares of an order, runs with their lines, statements, clawbacks.

create extension if not exists btree_gist;

-- Half-even (银行家舍入) to the cent. PostgreSQL's round() goes away from zero, which differs only where exactly half a cent
-- follows an even cent.
create function half_even_cents(exact numeric) returns numeric language sql immutable parallel safe
return case when mod(abs(exact) * 100, 2) = 0.5 then trunc(exact, 2) else round(exact, 2) end;

create table commission_plans (
    id         uuid primary key,
    code       text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
    name       text not null check (length(name) between 1 and 100),
    -- A plan pays on orders in its own currency only, so that no volume or total adds up different ones.
    currency   text not null check (currency ~ '^[A-Z]{3}$'),
    created_by uuid not null references users,
    created_at timestamptz not null
);
create unique index commission_plans_code_key on commission_plans (upper(code));

-- A draft until a second person approves it from a month on; then in force until the month the next one begins.
create table commission_plan_versions (
    id          uuid primary key,
    plan_id     uuid not null references commission_plans,
    number      integer not null check (number > 0),
    -- Who last wrote its rules.
    drafted_by  uuid not null references users,
    drafted_at  timestamptz not null,
    approved_by uuid references users,
    approved_at timestamptz,
    valid_from  date check (extract(day from valid_from) = 1),
    version     bigint not null default 0,
    constraint commission_plan_versions_number_key unique (plan_id, number),
    constraint commission_plan_versions_from_key unique (plan_id, valid_from),
    unique (id, plan_id),
    constraint commission_plan_versions_second_person check (approved_by <> drafted_by),
    check (num_nulls(approved_by, approved_at, valid_from) in (0, 3))
);
create unique index commission_plan_versions_one_draft on commission_plan_versions (plan_id) where approved_at is null;
create trigger commission_plan_versions_are_final before update or delete on commission_plan_versions
    for each row when (old.approved_at is not null) execute function refuse_change();

create table commission_rules (
    id           uuid primary key,
    version_id   uuid not null references commission_plan_versions,
    role_level   text not null check (role_level in ('ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER')),
    -- One product, or one kind, or with both null any product.
    product_id   uuid references products,
    product_kind text check (product_kind in ('FIXED_TERM', 'NAV_FUND')),
    -- First and last day of confirmation it pays for; null: without bound.
    starts_on    date,
    ends_on      date check (ends_on >= starts_on),
    check (num_nonnulls(product_id, product_kind) <= 1),
    -- On no day do two rules of one level speak of the same target: the most specific rule is one rule.
    constraint commission_rules_overlap exclude using gist (
        version_id with =, role_level with =, coalesce(cast(product_id as text), product_kind, '*') with =,
        daterange(starts_on, ends_on, '[]') with &&)
);

-- The rate on the whole volume once it has reached the threshold.
create table commission_tiers (
    rule_id     uuid not null references commission_rules on delete cascade,
    from_volume numeric(17, 2) not null check (from_volume >= 0),
    rate        numeric not null check (rate between 0 and 1 and scale(rate) <= 10),
    primary key (rule_id, from_volume)
);

create function commission_rules_of_drafts_only() returns trigger language plpgsql as $$
begin
    if exists (select from commission_plan_versions
                where id in (new.version_id, old.version_id) and approved_at is not null) then
        raise exception 'an approved plan version is never changed' using errcode = '23514', constraint = tg_name;
    end if;
    return coalesce(new, old);
end $$;
create trigger commission_rules_of_drafts before insert or update or delete on commission_rules
    for each row execute function commission_rules_of_drafts_only();

create function commission_tiers_of_drafts_only() returns trigger language plpgsql as $$
begin
    if exists (select from commission_rules r join commission_plan_versions v on v.id = r.version_id
                where r.id in (new.rule_id, old.rule_id) and v.approved_at is not null) then
        raise exception 'an approved plan version is never changed' using errcode = '23514', constraint = tg_name;
    end if;
    return coalesce(new, old);
end $$;
create trigger commission_tiers_of_drafts before insert or update or delete on commission_tiers
    for each row execute function commission_tiers_of_drafts_only();

-- Advisors who worked on one order together. Without a row here the whole order is its advisor's.
create table order_sharings (
    order_id uuid primary key references orders,
    set_by   uuid not null references users,
    set_at   timestamptz not null,
    version  bigint not null
);

-- The parts of the cash are allotted when the fractions are set, by largest remainder: they add up to the order's amount.
create table order_shares (
    order_id   uuid not null references order_sharings,
    advisor_id uuid not null references users,
    -- The advisor's unit then: its lead and its branch earn the overrides on this part.
    unit_id    uuid not null references units,
    fraction   numeric not null check (fraction > 0 and fraction <= 1 and scale(fraction) <= 10),
    part       numeric(17, 2) not null check (part >= 0),
    primary key (order_id, advisor_id)
);

create function order_shares_add_up() returns trigger language plpgsql as $$
declare
    shared uuid := coalesce(new.order_id, old.order_id);
begin
    if exists (select from orders o join order_shares s on s.order_id = o.id where o.id = shared
                group by o.id having sum(s.fraction) <> 1 or sum(s.part) <> o.amount) then
        raise exception 'the shares of order % do not add up', shared using errcode = '23514', constraint = tg_name;
    end if;
    return null;
end $$;
create constraint trigger order_shares_sum after insert or update or delete on order_shares
    deferrable initially deferred for each row execute function order_shares_add_up();

-- Shares are settled with the order: from its confirmation on they stay.
create function order_shares_before_settlement() returns trigger language plpgsql as $$
begin
    if exists (select from orders where id = coalesce(new.order_id, old.order_id) and status = 'CONFIRMED' for share) then
        raise exception 'the order is settled' using errcode = '23514', constraint = tg_name;
    end if;
    return coalesce(new, old);
end $$;
create trigger order_shares_open before insert or update or delete on order_shares
    for each row execute function order_shares_before_settlement();

-- A month of one plan over the whole firm: previewed by one, final once a second person approved it.
create table commission_runs (
    id              uuid primary key,
    plan_id         uuid not null references commission_plans,
    plan_version_id uuid not null,
    month           date not null check (extract(day from month) = 1),
    status          text not null check (status in ('PREVIEW', 'FINAL')),
    lines           bigint not null default 0,
    earned          numeric(19, 2) not null default 0,
    -- Not above zero.
    clawed_back     numeric(19, 2) not null default 0 check (clawed_back <= 0),
    prepared_by     uuid not null references users,
    prepared_at     timestamptz not null,
    approved_by     uuid references users,
    approved_at     timestamptz,
    constraint commission_runs_month_key unique (plan_id, month),
    unique (id, plan_id),
    foreign key (plan_version_id, plan_id) references commission_plan_versions (id, plan_id),
    constraint commission_runs_second_person check (approved_by <> prepared_by),
    check ((status = 'FINAL') = (approved_by is not null) and (approved_by is null) = (approved_at is null))
);
create index commission_runs_by_month on commission_runs (month desc, id desc);
-- One open preview a plan: two could both reverse the same line.
create unique index commission_runs_one_preview on commission_runs (plan_id) where status = 'PREVIEW';
create trigger commission_runs_are_final before update or delete on commission_runs
    for each row when (old.status = 'FINAL') execute function refuse_change();

create table commission_lines (
    id             uuid primary key,
    run_id         uuid not null,
    plan_id        uuid not null,
    kind           text not null check (kind in ('EARNED', 'REVERSAL')),
    order_id       uuid not null references orders,
    -- Names the plan version, too.
    rule_id        uuid not null references commission_rules,
    role_level     text not null check (role_level in ('ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER')),
    -- Whose sale it was, of which unit.
    seller_id      uuid not null references users,
    unit_id        uuid not null references units,
    beneficiary_id uuid not null references users,
    base           numeric(17, 2) not null,
    -- The beneficiary's volume of the month under the rule, which chose the tier.
    volume         numeric(19, 2) not null,
    rate           numeric not null,
    amount         numeric(17, 2) not null check (amount = half_even_cents(base * rate)),
    reverses_id    uuid references commission_lines constraint commission_lines_reversed_once unique,
    foreign key (run_id, plan_id) references commission_runs (id, plan_id) on delete cascade,
    check ((kind = 'REVERSAL') = (reverses_id is not null)),
    check (case kind when 'EARNED' then base >= 0 else base <= 0 end)
);
create index commission_lines_by_person on commission_lines (run_id, beneficiary_id, id);
-- No sale is paid twice under one plan, in whatever month.
create unique index commission_lines_earned_once
    on commission_lines (order_id, plan_id, role_level, seller_id, beneficiary_id) where kind = 'EARNED';

-- What each person has of a run: the lines' sums, written with them.
create table commission_statements (
    run_id      uuid not null references commission_runs on delete cascade,
    person_id   uuid not null references users,
    -- The person's own unit at the run: whoever leads it reads the statement.
    unit_id     uuid not null references units,
    lines       bigint not null check (lines > 0),
    earned      numeric(19, 2) not null,
    clawed_back numeric(19, 2) not null check (clawed_back <= 0),
    primary key (run_id, person_id)
);
create index commission_statements_by_person on commission_statements (person_id);

create trigger commission_lines_are_never_changed before update on commission_lines
    for each row execute function refuse_change();
create trigger commission_statements_are_never_changed before update on commission_statements
    for each row execute function refuse_change();

-- Once for a statement however many rows it touches.
create function commission_previews_only() returns trigger language plpgsql as $$
begin
    if exists (select from (select distinct run_id from touched) t join commission_runs r on r.id = t.run_id
                where r.status = 'FINAL') then
        raise exception 'a final run is never changed' using errcode = '23514', constraint = tg_name;
    end if;
    return null;
end $$;
create trigger commission_lines_into_previews after insert on commission_lines
    referencing new table as touched for each statement execute function commission_previews_only();
create trigger commission_lines_out_of_previews after delete on commission_lines
    referencing old table as touched for each statement execute function commission_previews_only();
create trigger commission_statements_into_previews after insert on commission_statements
    referencing new table as touched for each statement execute function commission_previews_only();
create trigger commission_statements_out_of_previews after delete on commission_statements
    referencing old table as touched for each statement execute function commission_previews_only();

-- Finance takes an order's commission back by hand; the next run of each plan reverses what it had paid.
create table commission_clawbacks (
    order_id     uuid primary key references orders,
    reason       text not null check (length(reason) between 1 and 500),
    requested_by uuid not null references users,
    requested_at timestamptz not null
);
create trigger commission_clawbacks_are_append_only before update or delete on commission_clawbacks
    for each row execute function refuse_change();

-- What a month settled, and the few paid orders that are not (or no longer) settled.
create index orders_confirmed on orders (status_at) where status = 'CONFIRMED';
create index orders_paid_unconfirmed on orders (id) where paid_at is not null and status <> 'CONFIRMED';
