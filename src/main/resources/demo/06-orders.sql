-- Orders in every state, each with the history that leads there; confirmed ones with their holdings. Hours count from the
-- booking. Everything below is derived from demo_orders, and the quota of each product from the orders at the end.

create temporary table demo_steps on commit drop as
select * from (values
    ('BOOKED', 1, null, 'BOOKED', 0, 'ADVISOR'),
    ('SUBMITTED', 1, null, 'BOOKED', 0, 'ADVISOR'), ('SUBMITTED', 2, 'BOOKED', 'SUBMITTED', 6, 'ADVISOR'),
    ('RETURNED', 1, null, 'BOOKED', 0, 'ADVISOR'), ('RETURNED', 2, 'BOOKED', 'SUBMITTED', 6, 'ADVISOR'),
    ('RETURNED', 3, 'SUBMITTED', 'RETURNED', 20, 'COMPLIANCE'),
    ('REJECTED', 1, null, 'BOOKED', 0, 'ADVISOR'), ('REJECTED', 2, 'BOOKED', 'SUBMITTED', 6, 'ADVISOR'),
    ('REJECTED', 3, 'SUBMITTED', 'REJECTED', 20, 'COMPLIANCE'),
    ('EXPIRED', 1, null, 'BOOKED', 0, 'ADVISOR'), ('EXPIRED', 2, 'BOOKED', 'EXPIRED', 48, null),
    ('CANCELLED', 1, null, 'BOOKED', 0, 'ADVISOR'), ('CANCELLED', 2, 'BOOKED', 'CANCELLED', 5, 'ADVISOR'))
    s(status, step, from_status, to_status, hour, actor)
union all
-- From approval on all go one way; 'until' is the last step each state has reached.
select ends.status, way.step, way.from_status, way.to_status, way.hour, way.actor
  from (values ('APPROVED', 3), ('COOLING_OFF', 4), ('AWAITING_CALLBACK', 5), ('CONFIRMED', 6)) ends(status, until),
       (values (1, null, 'BOOKED', 0, 'ADVISOR'), (2, 'BOOKED', 'SUBMITTED', 6, 'ADVISOR'),
               (3, 'SUBMITTED', 'APPROVED', 24, 'COMPLIANCE'), (4, 'APPROVED', 'COOLING_OFF', 48, 'OPERATIONS'),
               (5, 'COOLING_OFF', 'AWAITING_CALLBACK', 70, null), (6, 'AWAITING_CALLBACK', 'CONFIRMED', 96, 'CALLBACK'))
       way(step, from_status, to_status, hour, actor)
 where way.step <= ends.until
union all
select ends.status, way.step, way.from_status, way.to_status, way.hour, way.actor
  from (values ('RESCINDED', 5), ('REFUNDED', 6)) ends(status, until),
       (values (1, null, 'BOOKED', 0, 'ADVISOR'), (2, 'BOOKED', 'SUBMITTED', 6, 'ADVISOR'),
               (3, 'SUBMITTED', 'APPROVED', 24, 'COMPLIANCE'), (4, 'APPROVED', 'COOLING_OFF', 48, 'OPERATIONS'),
               (5, 'COOLING_OFF', 'RESCINDED', 60, 'OPERATIONS'), (6, 'RESCINDED', 'REFUNDED', 90, 'OPERATIONS'))
       way(step, from_status, to_status, hour, actor)
 where way.step <= ends.until;

-- Who may buy what: assessed, qualified and not bolder than the assessment allows; ranked within each advisor.
create temporary table demo_buyers on commit drop as
select p.number as product, c.advisor, c.n,
       row_number() over (partition by p.number, c.advisor order by c.place < 12, pg_temp.pick(c.n, p.number, 1000000)) as rank
  from demo_products p
  join demo_customers c on c.risk >= cast(substr(p.risk_level, 2) as integer)
 where p.status <> 'DRAFT' and c.place < 150
   and c.risk_valid_until > pg_temp.firm_today() + 60 and c.qualified_until > pg_temp.firm_today() + 60;
create index on demo_buyers (product, advisor, rank);
analyze demo_buyers;

create temporary table demo_orders (
    number integer, product integer, customer integer, advisor integer, status text, booked_at timestamptz,
    amount numeric(17, 2), opened_on date, matures_on date, id uuid) on commit drop;

-- 120 investors a product, one of each advisor, who bought eight times each over the last two years and a half. In the short terms some of the
-- newest mature today (到期), tomorrow, in 7 and in 30 days: for every advisor in at least one of them.
insert into demo_orders (number, product, customer, advisor, status, amount, opened_on)
select 100000 + cast(p.number as integer) * 1000 + slot * 8 + part, p.number, b.n, b.advisor, 'CONFIRMED',
       p.min_amount + p.increment * pg_temp.pick(b.n * 8 + part, 30, 11),
       pg_temp.firm_today() - case
           when part = 0 and p.term_days <= 540 and (slot + p.number - 1) % 12 < 4
               then p.term_days - (array[0, 1, 7, 30])[(slot + p.number - 1) % 12 + 1]
           else 5 + pg_temp.pick(b.n * 8 + part, 31 + p.number, 870) end
  from demo_products p
 cross join generate_series(0, 119) slot
 cross join generate_series(0, 7) part
  join demo_buyers b on b.product = p.number and b.advisor = slot + 1 and b.rank = 1;

-- Under way or ended otherwise: thirty of each state, with the advisors 1 to 30, for the customers of the top of their lists.
insert into demo_orders (number, product, customer, advisor, status, amount, booked_at)
select 200000 + s.state * 100 + a, p.number, b.n, a, s.status,
       p.min_amount + p.increment * pg_temp.pick(a, s.state, 6),
       pg_temp.firm_now() - make_interval(hours => s.hour, mins => s.pause * a + 7)
  from (values (1, 'BOOKED', 0, 58), (2, 'SUBMITTED', 6, 55), (3, 'RETURNED', 20, 120), (4, 'APPROVED', 24, 110),
               (5, 'COOLING_OFF', 48, 41), (6, 'AWAITING_CALLBACK', 70, 90), (7, 'REJECTED', 20, 2900),
               (8, 'EXPIRED', 48, 1700), (9, 'CANCELLED', 5, 2300), (10, 'RESCINDED', 60, 600),
               (11, 'REFUNDED', 90, 2700)) s(state, status, hour, pause)
 cross join generate_series(1, 30) a
  join demo_products p on p.number = (a + s.state * 5) % 12 + 1
  join lateral (select n from demo_buyers x where x.product = p.number and x.advisor = a
                 order by rank desc offset s.state limit 1) b on true;

update demo_orders o
   set booked_at = coalesce(booked_at, pg_temp.at_hour(opened_on, 15 + number % 60 / 60.0) - interval '96 hours'),
       matures_on = opened_on + (select term_days from demo_products p where p.number = o.product);
update demo_orders set id = pg_temp.id_at(booked_at, 'order-' || number);
create index on demo_orders (id);
analyze demo_orders;

insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name, amount, currency,
       regime, risk_level, status, status_at, quota_held, booked_at, expires_at, contract_number, signed_at, bank_name,
       bank_account_tail, submitted_by, approved_by, paid_at, cooling_off_ends_at, unreached, version)
select o.id, c.id, p.id, c.advisor_id, c.unit_id, c.advisor_id, c.name, p.name, o.amount, 'CNY', p.regime, p.risk_level, o.status,
       o.booked_at + make_interval(hours => path.hour),
       o.status not in ('EXPIRED', 'CANCELLED', 'REJECTED', 'RESCINDED', 'REFUNDED'),
       o.booked_at, o.booked_at + interval '48 hours',
       case when path.submitted then 'HT' || p.code || '-' || o.number end,
       case when path.submitted then o.booked_at + interval '4 hours' end,
       case when path.submitted then pg_temp.one_of(o.number, 40, array['工商银行', '招商银行', '建设银行', '中国银行', '兴业银行']) end,
       case when path.submitted then lpad(cast(pg_temp.pick(o.number, 41, 10000) as text), 4, '0') end,
       case when path.submitted then c.advisor_id end,
       case when path.approved then pg_temp.fixed_id('user', 401) end,
       case when path.paid then o.booked_at + interval '46 hours' end,
       case when path.paid then o.booked_at + interval '70 hours' end,
       case when o.status = 'AWAITING_CALLBACK' and o.advisor % 3 = 0 then 1 else 0 end,
       path.steps - 1
  from demo_orders o
  join demo_customers c on c.n = o.customer
  join demo_products p on p.number = o.product
  join (select status, max(hour) as hour, count(*) as steps, bool_or(to_status = 'SUBMITTED') as submitted,
               bool_or(to_status = 'APPROVED') as approved, bool_or(to_status = 'COOLING_OFF') as paid
          from demo_steps group by status) path on path.status = o.status
 order by o.id;

insert into order_history (id, order_id, from_status, to_status, by_id, at, note)
select pg_temp.id_at(o.booked_at + make_interval(hours => s.hour), 'order-' || o.number || '-' || s.step), o.id, s.from_status,
       s.to_status,
       case s.actor when 'ADVISOR' then pg_temp.fixed_id('user', o.advisor) when 'COMPLIANCE' then pg_temp.fixed_id('user', 401)
                    when 'OPERATIONS' then pg_temp.fixed_id('user', 402) when 'CALLBACK' then pg_temp.fixed_id('user', 405) end,
       o.booked_at + make_interval(hours => s.hour),
       case s.to_status when 'RETURNED' then '合同第三页签名不清晰，请补拍' when 'REJECTED' then '资金来源说明不充分'
                        when 'CANCELLED' then '客户资金安排有变' when 'RESCINDED' then '客户在冷静期内解除合同' end
  from demo_orders o join demo_steps s on s.status = o.status
 order by 1;

insert into order_payments (id, order_id, payer_name, amount, paid_at, bank_reference, recorded_by, recorded_at, refunded_by,
       refunded_at)
select pg_temp.id_at(o.paid_at, 'payment-' || d.number), o.id, o.customer_name, o.amount, o.paid_at, 'DEMO-' || d.number,
       pg_temp.fixed_id('user', 402), o.booked_at + interval '48 hours',
       case o.status when 'REFUNDED' then pg_temp.fixed_id('user', 402) end,
       case o.status when 'REFUNDED' then o.booked_at + interval '90 hours' end
  from demo_orders d join orders o on o.id = d.id
 where o.paid_at is not null;

insert into order_callbacks (id, order_id, outcome, answers, by_id, at)
select pg_temp.id_at(booked_at + interval '95 hours', 'callback-' || number), id, 'CONFIRMED',
       array['true', 'true', 'true', 'true', 'true', 'true', 'true', 'true'], pg_temp.fixed_id('user', 405),
       booked_at + interval '96 hours'
  from demo_orders where status = 'CONFIRMED'
union all
select pg_temp.id_at(booked_at + interval '71 hours', 'callback-' || number), id, 'UNREACHED', '{}',
       pg_temp.fixed_id('user', 405), booked_at + interval '71 hours'
  from demo_orders where status = 'AWAITING_CALLBACK' and advisor % 3 = 0;

-- 冷静期免打扰: from the payment to the call-back.
insert into contact_shields (order_id, customer_id, opened_at, holds_until, closed_at)
select o.id, o.customer_id, o.booked_at + interval '48 hours', o.cooling_off_ends_at,
       case when o.status not in ('COOLING_OFF', 'AWAITING_CALLBACK') then o.status_at end
  from demo_orders d join orders o on o.id = d.id
 where o.paid_at is not null and o.status <> 'REFUNDED';

-- 持仓: shares at the last NAV before the day.
insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, shares, opened_on, matures_on,
       status, ended_on)
select pg_temp.id_at(pg_temp.at_hour(d.opened_on, 16), 'holding-' || d.number), o.customer_id, o.product_id, o.id, o.advisor_id,
       o.unit_id, o.amount, round(o.amount / n.nav, 4), d.opened_on, d.matures_on,
       case when d.matures_on < pg_temp.firm_today() then 'MATURED' else 'OPEN' end,
       case when d.matures_on < pg_temp.firm_today() then d.matures_on end
  from demo_orders d
  join orders o on o.id = d.id
  left join lateral (select nav from navs where navs.product_id = o.product_id and nav_date < d.opened_on
                      order by nav_date desc limit 1) n on true
 where d.status = 'CONFIRMED'
 order by 1;

insert into product_investors (product_id, customer_id, live_orders, amount_held)
select product_id, customer_id, count(*) filter (where quota_held), coalesce(sum(amount) filter (where quota_held), 0)
  from orders group by product_id, customer_id;

-- The quota leaves some two hundred million (2亿) and a third of the seats to book.
update products p
   set amount_held = held.amount, seats_held = held.seats,
       quota_amount = ceil(held.amount / 10000000) * 10000000 + 190000000
  from (select product_id, sum(amount_held) as amount, count(*) filter (where live_orders > 0) as seats
          from product_investors group by product_id) held
 where held.product_id = p.id;
update products set quota_amount = 200000000 where status = 'DRAFT';

-- What is submitted waits for compliance.
select approval_await_submitted_orders();
