-- What winning customers cost (获客成本), by channel and month: of the firm or of one branch.
create table channel_costs (
    -- What the audit names.
    id         uuid           primary key,
    channel    text           not null check (channel in ('REFERRAL', 'EVENT', 'WEBSITE', 'MEMBER_APP', 'CALL', 'PARTNER', 'BANK',
                              'ADVERTISING', 'ADVISOR_NETWORK', 'WALK_IN', 'OTHER')),
    -- Its first day.
    month      date           not null check (extract(day from month) = 1),
    -- Null for what the firm spent as a whole.
    branch_id  uuid           references units,
    -- The newest counts; a change is a new version.
    version    bigint         not null check (version > 0),
    -- In CNY.
    amount     numeric(17, 2) not null check (amount >= 0),
    note       text           check (length(note) <= 500),
    changed_by uuid           not null references users,
    changed_at timestamptz    not null,
    constraint channel_costs_key unique nulls not distinct (month, channel, branch_id, version)
);
create trigger channel_costs_are_append_only before update or delete on channel_costs
    for each row execute function refuse_change();

-- Customers as figures: how each came, whether they bought, and what they brought since, in CNY. Of the units in sight alone, and
-- without saying who it is; so erased ones count, who did come and whose orders are kept.
create view acquired_customers as
    select c.channel, c.unit_id, c.created_at,
           exists (select from orders o where o.customer_id = c.id and o.status = 'CONFIRMED')
           or exists (select from holdings h where h.customer_id = c.id and h.status = 'OPEN') as converted,
           coalesce((select sum(o.amount) from orders o
                      where o.customer_id = c.id and o.status = 'CONFIRMED' and o.currency = 'CNY'), 0) as confirmed,
           coalesce((select sum(l.fee)
                       from holdings h join products p on p.id = h.product_id and p.currency = 'CNY'
                       join clearing_lines l on l.holding_id = h.id and l.entry_id is not null
                      where h.customer_id = c.id), 0)
           - coalesce((select sum(l.amount + coalesce(back.amount, 0))
                         from orders o join commission_lines l on l.order_id = o.id and l.kind = 'EARNED'
                         join commission_runs r on r.id = l.run_id and r.status = 'FINAL'
                         join commission_plans p on p.id = l.plan_id and p.currency = 'CNY'
                         left join (commission_lines back join commission_runs taken on taken.id = back.run_id
                                    and taken.status = 'FINAL') on back.reverses_id = l.id
                        where o.customer_id = c.id), 0) as contribution
      from customers c
     where (select sight_all()) or c.unit_id = any (cast((select sight_units()) as uuid[]));
