-- Tiers (客户分级): headquarters' rules, and what branches answer to them.

create table tier_rule_sets (
    version    bigint      primary key,
    changed_by uuid        references users,
    changed_at timestamptz not null
);

-- The first rule of the newest set that holds gives the tier; a customer for whom none does is STANDARD. A condition left out
-- always holds.
create table tier_rules (
    version            bigint   not null references tier_rule_sets,
    number             smallint not null,
    tier               text     not null check (tier in ('STANDARD', 'GOLD', 'PLATINUM', 'DIAMOND')),
    -- CNY; the larger of what is held and the lower end of the stated band.
    from_assets        numeric(17, 2) check (from_assets >= 0),
    -- CNY in the last twelve months.
    from_contribution  numeric(17, 2) check (from_contribution >= 0),
    -- Full years.
    from_age           smallint check (from_age between 0 and 120),
    to_age             smallint check (to_age between 0 and 120),
    occupations        text[] check (cardinality(occupations) > 0),
    -- Open positions.
    from_holdings      integer check (from_holdings > 0),
    -- Spoken with in the last so many days.
    active_within_days integer check (active_within_days between 1 and 3650),
    primary key (version, number),
    check (from_age <= to_age)
);
insert into tier_rule_sets (version, changed_at) values (0, now());
insert into tier_rules (version, number, tier, from_assets)
values (0, 1, 'DIAMOND', 10000000), (0, 2, 'PLATINUM', 6000000), (0, 3, 'GOLD', 3000000);

-- Until when a tier given by hand outweighs the rules; null where the rules gave it. Its first day without.
alter table customers add column tier_until date;
call renew_sight_view('customers', 'id');

-- What tiers go by of features that work it out: what a customer owns and brings.
create view customer_worth as select customer_id, assets, contribution from customer_contributions_in_sight;

create table tier_recomputations (
    id           uuid        primary key,
    business_date date       not null,
    requested_by uuid        references users,
    requested_at timestamptz not null,
    -- The last customer that was looked at, in the order of ids.
    looked_up_to uuid,
    changed      bigint      not null default 0,
    finished_at  timestamptz
);

-- A branch does not agree with the tier of a customer (分级反馈); headquarters answers.
create table tier_feedback (
    id            uuid        primary key,
    customer_id   uuid        not null references customers,
    tier          text        not null check (tier in ('STANDARD', 'GOLD', 'PLATINUM', 'DIAMOND')),
    proposed_tier text        not null check (proposed_tier in ('STANDARD', 'GOLD', 'PLATINUM', 'DIAMOND')),
    reason        text        not null check (length(reason) between 1 and 1000),
    state         text        not null default 'OPEN' check (state in ('OPEN', 'ACCEPTED', 'REJECTED', 'WITHDRAWN')),
    asked_by      uuid        not null references users,
    asked_at      timestamptz not null,
    -- Accepted: the first day on which the rules count again.
    until         date,
    answer        text        check (length(answer) between 1 and 1000),
    ended_by      uuid        references users,
    ended_at      timestamptz,
    check (tier <> proposed_tier),
    check ((state = 'OPEN') = (ended_by is null) and (ended_by is null) = (ended_at is null)),
    check ((state = 'ACCEPTED') = (until is not null)),
    check (state not in ('ACCEPTED', 'REJECTED') or answer is not null and ended_by <> asked_by)
);
create unique index tier_feedback_one_open on tier_feedback (customer_id) where state = 'OPEN';
create index tier_feedback_by_customer on tier_feedback (customer_id, id desc);
create index tier_feedback_in_order on tier_feedback (id) where state = 'OPEN';
call stand_behind_wall('tier_feedback', 'CUSTOMER', 'customer_id');
