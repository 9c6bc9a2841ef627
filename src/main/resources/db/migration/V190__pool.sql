-- The public pool (公海): customers whom nobody serves, to be claimed by who will.

-- Since when the advisor serves the customer; null for those taken over, who count from the start of their file.
alter table customers add column advisor_since timestamptz;

-- The pool a customer of the unit falls into: that of the branch, or the firm's for customers of head office.
create function pool_of(unit uuid) returns uuid language sql stable as $$
    select p.id from units u join units p on p.kind <> 'TEAM' and starts_with(u.path, p.path)
     where u.id = unit order by length(p.path) desc limit 1
$$;

-- Every stay of a customer in a pool; the rows are the history and stay.
create table pool_entries (
    id              uuid primary key,
    customer_id     uuid not null references customers,
    -- A branch, or head office for the whole firm's pool.
    pool_id         uuid not null references units,
    reason          text not null check (reason in ('RELEASED', 'NEGLECTED', 'OFFBOARDED', 'IMPORTED')),
    -- In the words of who released; null where a rule did.
    note            text check (length(note) between 1 and 500),
    -- Who served the customer before and in which unit; null for somebody nobody had served.
    from_advisor_id uuid references users,
    from_unit_id    uuid references units,
    -- Null for what a rule or an import did.
    released_by     uuid references users,
    entered_at      timestamptz not null,
    left_at         timestamptz check (left_at >= entered_at),
    to_advisor_id   uuid references users,
    -- The business day of a claim; null where a lead handed the customer to somebody.
    claimed_on      date,
    check ((left_at is null) = (to_advisor_id is null)),
    check (claimed_on is null or left_at is not null)
);
-- A customer is in one pool at most.
create unique index pool_entries_open on pool_entries (customer_id) where left_at is null;
create index pool_entries_in_order on pool_entries (pool_id, entered_at desc, id desc) where left_at is null;
create index pool_entries_by_customer on pool_entries (customer_id, entered_at desc, id desc);
create index pool_entries_claimed on pool_entries (to_advisor_id, claimed_on) where claimed_on is not null;

insert into pool_entries (id, customer_id, pool_id, reason, entered_at)
select uuidv7(), id, pool_of(unit_id), 'IMPORTED', now() from customers where advisor_id is null;

-- Whoever gives a customer of the pool an advisor ends the stay, also who knows nothing of pools.
create function pool_entries_follow() returns trigger language plpgsql as $$
begin
    update pool_entries set left_at = greatest(entered_at, coalesce(new.advisor_since, now())), to_advisor_id = new.advisor_id
     where customer_id = new.id and left_at is null;
    return null;
end $$;
create trigger pool_entries_follow after update of advisor_id on customers
    for each row when (old.advisor_id is null and new.advisor_id is not null) execute function pool_entries_follow();

-- What the firm allows, and branches where they have settings of their own; a change is a new version.
create table pool_settings (
    -- Null for the firm.
    branch_id         uuid references units,
    version           bigint not null check (version >= 0),
    -- Claims of one advisor on one business day.
    claims_per_day    integer not null check (claims_per_day between 0 and 1000),
    -- Customers of one advisor up to whom claims are possible.
    holdings_cap      integer not null check (holdings_cap between 0 and 100000),
    -- For so long who had a customer cannot claim the same one back.
    no_take_back_days integer not null check (no_take_back_days between 0 and 3650),
    -- Whether a rule leaves alone who holds a product.
    protects_holders  boolean not null,
    -- Null for the first version, which came with the table.
    changed_by        uuid references users,
    changed_at        timestamptz not null,
    constraint pool_settings_key unique nulls not distinct (branch_id, version)
);
create trigger pool_settings_are_append_only before update or delete on pool_settings
    for each row execute function refuse_change();
insert into pool_settings values (null, 0, 10, 300, 90, true, null, now());

-- Orders under way, by customer: their customers stay with who works on them.
create view open_orders as
    select customer_id, id as order_id from orders
     where status in ('BOOKED', 'SUBMITTED', 'RETURNED', 'APPROVED', 'COOLING_OFF', 'AWAITING_CALLBACK');

-- What anybody may see of a customer in a pool: nothing that says who it is or how to call them. Whoever is in a pool has no
-- advisor; said once more here, it would lead the planner to look for all who have none, for each entry.
create view pool_preview as
    select e.customer_id, e.id as entry_id, e.pool_id, e.reason, e.entered_at, left(c.name, 1) || '**' as name,
           cast(extract(decade from c.birthday) * 10 as integer) as born_decade, c.city, c.tier, c.asset_band,
           exists (select from holdings h where h.customer_id = c.id and h.status = 'OPEN') as holds,
           c.last_contact_at,
           (select count(*) from pool_entries p where p.customer_id = c.id) as stays
      from pool_entries e join customers c on c.id = e.customer_id
     where e.left_at is null;
