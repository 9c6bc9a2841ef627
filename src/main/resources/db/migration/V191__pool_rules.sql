-- When a customer falls into the pool (掉公海): rules as data, and a warning before each fall.

-- A change is a new version of all rules; the firm begins without any.
create table pool_rule_sets (
    version    bigint primary key check (version >= 0),
    changed_by uuid references users,
    changed_at timestamptz not null
);
create trigger pool_rule_sets_are_append_only before update or delete on pool_rule_sets
    for each row execute function refuse_change();

create table pool_rules (
    version   bigint not null references pool_rule_sets,
    number    integer not null check (number between 1 and 100),
    kind      text not null check (kind in ('NO_CONTACT', 'NEVER_CONTACTED', 'NO_ORDER', 'MATURED')),
    -- Null for the firm; where a branch has rules of a kind, they stand in place of the firm's of that kind.
    branch_id uuid references units,
    tiers     text[] not null check (cardinality(tiers) > 0 and tiers <@ array['STANDARD', 'GOLD', 'PLATINUM', 'DIAMOND']),
    days      integer not null check (days between 1 and 3650),
    -- The advisor is told so many days before, and never falls without.
    warn_days integer not null check (warn_days between 1 and 365),
    -- Whose pool the customer falls into.
    scope     text not null check (scope in ('BRANCH', 'FIRM')),
    primary key (version, number),
    check (warn_days <= days)
);
create trigger pool_rules_are_append_only before update or delete on pool_rules
    for each row execute function refuse_change();
insert into pool_rule_sets values (0, null, now());

-- By which rule a customer fell: its kind, days and version.
alter table pool_entries add column rule jsonb check (jsonb_typeof(rule) = 'object');
alter table pool_entries add constraint pool_entries_by_rule check ((reason = 'NEGLECTED') = (rule is not null));

-- Customers about to fall, as of the last scan. A warning is for one idleness under one advisor: contact, an order or a
-- new advisor move either, and the warning is lifted.
create table pool_warnings (
    customer_id uuid not null references customers,
    kind        text not null,
    idle_since  date not null,
    advisor_id  uuid not null references users,
    warned_on   date not null,
    -- Neither before the rule's days are over nor before the warning has stood for its own.
    falls_on    date not null check (falls_on > warned_on),
    primary key (customer_id, kind, idle_since, advisor_id)
);
create index pool_warnings_by_advisor on pool_warnings (advisor_id, falls_on, customer_id);
create index pool_warnings_due on pool_warnings (falls_on, customer_id);

create table pool_scans (
    id            uuid primary key,
    business_date date not null,
    -- Null for the daily one.
    requested_by  uuid references users,
    requested_at  timestamptz not null,
    -- Null until the warnings are given; the customers due follow in steps.
    warned        bigint,
    fallen        bigint not null default 0,
    finished_at   timestamptz
);
create unique index pool_scans_daily on pool_scans (business_date) where requested_by is null;

-- Since when nothing of the kind has happened with a customer; whoever serves them now starts anew.
create view pool_idleness as
    select c.id as customer_id, c.advisor_id, c.unit_id, c.tier, 'NO_CONTACT' as kind,
           greatest(c.last_contact_at, c.advisor_since, c.created_at) as since
      from customers c where c.advisor_id is not null
    union all
    select c.id, c.advisor_id, c.unit_id, c.tier, 'NEVER_CONTACTED', coalesce(c.advisor_since, c.created_at)
      from customers c
     where c.advisor_id is not null and (c.last_contact_at is null or c.last_contact_at < c.advisor_since)
    union all
    select c.id, c.advisor_id, c.unit_id, c.tier, 'NO_ORDER', greatest(bought.at, c.advisor_since, c.created_at)
      from customers c
     cross join lateral (select max(o.booked_at) as at from orders o
                          where o.customer_id = c.id and o.status not in ('CANCELLED', 'EXPIRED', 'REJECTED')) bought
     where c.advisor_id is not null
    union all
    -- Noon of Greenwich is the same day in every zone of a firm's.
    select c.id, c.advisor_id, c.unit_id, c.tier, 'MATURED',
           greatest((held.until + time '12:00') at time zone 'UTC', c.advisor_since, c.created_at)
      from (select h.customer_id, max(h.ended_on) as until from holdings h
             group by h.customer_id having bool_and(h.status <> 'OPEN')) held
      join customers c on c.id = held.customer_id
     where c.advisor_id is not null and held.until is not null;
