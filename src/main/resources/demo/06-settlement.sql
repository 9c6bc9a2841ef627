-- 份额确认 and 佣金 of the last twelve months and some weeks: what customers brought and cost. Fees are 1 % outside the net amount.

create temporary table demo_clearing on commit drop as
select h.id as holding_id, o.id as order_id, o.product_id, n.nav_date as dealing_day, n.nav, o.amount,
       o.amount - round(o.amount / 1.01, 2) as fee, round(round(o.amount / 1.01, 2) / n.nav, 4) as shares,
       cast(o.paid_at at time zone current_setting('demo.zone') as date) as paid_on,
       pg_temp.id_at(pg_temp.at_hour(n.nav_date, 18), 'clearing-' || o.product_id || n.nav_date) as run_id,
       pg_temp.id_at(pg_temp.at_hour(n.nav_date, 19), 'cleared-' || o.product_id || n.nav_date) as entry_id,
       pg_temp.id_at(o.paid_at, 'paid-' || o.id) as payment_id
  from holdings h
  join orders o on o.id = h.order_id
  join lateral (select nav_date, nav from navs where navs.product_id = o.product_id and nav_date < h.opened_on
                 order by nav_date desc limit 1) n on true
 where h.opened_on > pg_temp.firm_today() - 400;

update holdings h set shares = d.shares from demo_clearing d where d.holding_id = h.id;

insert into clearing_runs (id, product_id, dealing_day, nav, fee_rate, fee_discount, status, holdings, amount, fee, shares,
       prepared_by, prepared_at, decided_by, decided_at, booked_on)
select run_id, product_id, dealing_day, nav, 0.01, 0, 'DONE', count(*), sum(amount), sum(fee), sum(shares),
       pg_temp.fixed_id('user', 402), pg_temp.at_hour(dealing_day, 18), pg_temp.fixed_id('user', 404),
       pg_temp.at_hour(dealing_day, 19), dealing_day
  from demo_clearing group by run_id, product_id, dealing_day, nav;

insert into ledger_entries (id, posting_key, kind, booked_on, currency, amount, subject_id, posted_by, posted_at)
select payment_id, 'ORDER_PAYMENT/' || order_id, 'ORDER_PAYMENT', paid_on, 'CNY', amount, order_id,
       pg_temp.fixed_id('user', 402), pg_temp.at_hour(paid_on, 17)
  from demo_clearing
union all
select entry_id, 'CLEARING/' || run_id || '/' || min(cast(holding_id as text)), 'CLEARING', dealing_day, 'CNY', sum(amount),
       run_id, pg_temp.fixed_id('user', 404), pg_temp.at_hour(dealing_day, 19)
  from demo_clearing group by entry_id, run_id, dealing_day;

insert into ledger_lines (entry_id, line_no, account, product_id, holding_id, debit, credit)
select payment_id, 1, 'CASH', product_id, cast(null as uuid), amount, 0 from demo_clearing
union all
select payment_id, 2, 'SUBSCRIPTIONS', product_id, null, 0, amount from demo_clearing
union all
select entry_id, 1, 'SUBSCRIPTIONS', product_id, null, sum(amount), 0 from demo_clearing group by entry_id, product_id
union all
select entry_id, 2, 'FEES_PAYABLE', product_id, null, 0, sum(fee) from demo_clearing group by entry_id, product_id
union all
select entry_id, 2 + row_number() over (partition by entry_id order by holding_id), 'INVESTED', product_id, holding_id, 0,
       amount - fee
  from demo_clearing;

insert into clearing_lines (run_id, holding_id, amount, fee, shares, entry_id)
select run_id, holding_id, amount, fee, shares, entry_id from demo_clearing;

-- 基本法: half a per cent of what funds bring in, a tenth of a per cent of the rest.
insert into commission_plans (id, code, name, currency, created_by, created_at)
values (pg_temp.fixed_id('plan', 1), 'BASE', '基本法', 'CNY', pg_temp.fixed_id('user', 404), pg_temp.firm_now() - interval '500 days');
insert into commission_plan_versions (id, plan_id, number, drafted_by, drafted_at)
values (pg_temp.fixed_id('plan-version', 1), pg_temp.fixed_id('plan', 1), 1, pg_temp.fixed_id('user', 404),
        pg_temp.firm_now() - interval '500 days');
insert into commission_rules (id, version_id, role_level, product_kind)
values (pg_temp.fixed_id('rule', 1), pg_temp.fixed_id('plan-version', 1), 'ADVISOR', 'NAV_FUND'),
       (pg_temp.fixed_id('rule', 2), pg_temp.fixed_id('plan-version', 1), 'ADVISOR', 'FIXED_TERM');
insert into commission_tiers (rule_id, from_volume, rate)
values (pg_temp.fixed_id('rule', 1), 0, 0.0050), (pg_temp.fixed_id('rule', 2), 0, 0.0010);
update commission_plan_versions
   set approved_by = pg_temp.fixed_id('user', 407), approved_at = drafted_at + interval '1 day',
       valid_from = date_trunc('month', pg_temp.firm_today()) - interval '13 months'
 where id = pg_temp.fixed_id('plan-version', 1);

-- A month at a time, as finance would: one open run a plan.
do $$
declare
    the_month date;
    the_run   uuid;
begin
    for months_ago in reverse 12..1 loop
        the_month := date_trunc('month', pg_temp.firm_today()) - make_interval(months => months_ago);
        the_run := pg_temp.id_at(pg_temp.at_hour(the_month, 9), 'commission-run');
        insert into commission_runs (id, plan_id, plan_version_id, month, status, prepared_by, prepared_at)
        values (the_run, pg_temp.fixed_id('plan', 1), pg_temp.fixed_id('plan-version', 1), the_month, 'CALCULATING',
                pg_temp.fixed_id('user', 404), pg_temp.at_hour(cast(the_month + interval '1 month' as date), 9));
        insert into commission_lines (id, run_id, plan_id, kind, order_id, rule_id, role_level, seller_id, unit_id,
               beneficiary_id, base, volume, rate, amount)
        select pg_temp.id_at(o.status_at, 'commission-' || o.id), the_run, pg_temp.fixed_id('plan', 1), 'EARNED', o.id, t.rule_id,
               'ADVISOR', o.advisor_id, o.unit_id, o.advisor_id, o.amount,
               sum(o.amount) over (partition by o.advisor_id, t.rule_id), t.rate, half_even_cents(o.amount * t.rate)
          from orders o
          join products p on p.id = o.product_id
          join commission_rules r on r.version_id = pg_temp.fixed_id('plan-version', 1) and r.product_kind = p.kind
          join commission_tiers t on t.rule_id = r.id
         where o.status = 'CONFIRMED' and o.status_at >= pg_temp.at_hour(the_month, 0)
           and o.status_at < pg_temp.at_hour(cast(the_month + interval '1 month' as date), 0);
        insert into commission_statements (run_id, person_id, unit_id, lines, earned, clawed_back)
        select run_id, beneficiary_id, unit_id, count(*), sum(amount), 0
          from commission_lines where run_id = the_run group by run_id, beneficiary_id, unit_id;
        update commission_runs r
           set status = 'FINAL', orders = s.lines, lines = s.lines, earned = s.earned,
               approved_by = pg_temp.fixed_id('user', 407), approved_at = r.prepared_at + interval '1 day'
          from (select coalesce(sum(lines), 0) as lines, coalesce(sum(earned), 0) as earned
                  from commission_statements where run_id = the_run) s
         where r.id = the_run;
    end loop;
end $$;

insert into discount_leeways (version, level, from_assets, from_contribution, leeway, changed_by, changed_at)
values (1, 1, 0, 0, 0, pg_temp.fixed_id('user', 404), pg_temp.firm_now()),
       (1, 2, 10000000, 20000, 0.1, pg_temp.fixed_id('user', 404), pg_temp.firm_now()),
       (1, 3, 30000000, 50000, 0.3, pg_temp.fixed_id('user', 404), pg_temp.firm_now());

-- What is checked at the commit is checked now: 10-fasten.sql alters tables.
set constraints all immediate;
