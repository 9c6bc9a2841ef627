-- Every table that says something about a customer, and what of it is shown with what. Those that name a customer and stay
-- outside are listed, each with its reason, in WalledTables of the tests.
call stand_behind_wall('customers', 'OWNER', 'id');
call stand_behind_wall('orders', 'OWNER', 'customer_id');
call stand_behind_wall('customer_contributions', 'OWNER', 'customer_id');

call stand_behind_wall('timeline_entries', 'CUSTOMER', 'customer_id');
call stand_behind_wall('interactions', 'CUSTOMER', 'customer_id');
call stand_behind_wall('risk_assessments', 'CUSTOMER', 'customer_id');
call stand_behind_wall('investor_certifications', 'CUSTOMER', 'customer_id');
call stand_behind_wall('consents', 'CUSTOMER', 'customer_id');
call stand_behind_wall('customer_evidence', 'CUSTOMER', 'customer_id');
call stand_behind_wall('customer_declarations', 'CUSTOMER', 'customer_id');
call stand_behind_wall('contact_shields', 'CUSTOMER', 'customer_id');
call stand_behind_wall('holdings', 'CUSTOMER', 'customer_id');

-- Either end: who serves one of two customers sees that they are related.
alter table customer_relations enable row level security;
create policy sight on customer_relations for all
    using ((select sight_all())
           or exists (select from customers_in_sight c where c.id in (customer_relations.customer_id, customer_relations.related_id)))
    with check (true);

call stand_behind_wall('pool_entries', 'CUSTOMER', 'customer_id');
call stand_behind_wall('pool_warnings', 'CUSTOMER', 'customer_id');
call stand_behind_wall('follow_up_runs', 'CUSTOMER', 'customer_id');
call stand_behind_wall('visits', 'CUSTOMER', 'customer_id');
create view visits_in_sight as
    select * from visits v where exists (select from customers_in_sight c where c.id = v.customer_id);
call stand_behind_wall('visit_photos', 'VISIT', 'visit_id');

call stand_behind_wall('order_history', 'ORDER', 'order_id');
call stand_behind_wall('order_documents', 'ORDER', 'order_id');
call stand_behind_wall('order_payments', 'ORDER', 'order_id');
call stand_behind_wall('order_callbacks', 'ORDER', 'order_id');
call stand_behind_wall('order_recordings', 'ORDER', 'order_id');
call stand_behind_wall('order_discounts', 'ORDER', 'order_id');
call stand_behind_wall('order_sharings', 'ORDER', 'order_id');
call stand_behind_wall('order_shares', 'ORDER', 'order_id');
call stand_behind_wall('commission_clawbacks', 'ORDER', 'order_id');

call stand_behind_wall('payouts', 'OFFICE');
call stand_behind_wall('payout_attempts', 'OFFICE');
call stand_behind_wall('clearing_lines', 'OFFICE');
call stand_behind_wall('distribution_lines', 'OFFICE');
call stand_behind_wall('ledger_entries', 'OFFICE');
call stand_behind_wall('ledger_lines', 'OFFICE');
call stand_behind_wall('ledger_drafts', 'OFFICE');
call stand_behind_wall('ledger_draft_lines', 'OFFICE');

-- What people do is behind the wall as far as it names a customer; the rest is theirs, not a customer's file.
create view tasks_in_sight as
    select * from tasks t
     where t.customer_id is null or exists (select from customers_in_sight c where c.id = t.customer_id);
create view appointments_in_sight as
    select * from appointments a
     where a.customer_id is null or exists (select from customers_in_sight c where c.id = a.customer_id);
alter table tasks enable row level security;
create policy sight on tasks for all
    using (customer_id is null or exists (select from customers_in_sight c where c.id = tasks.customer_id)) with check (true);
alter table appointments enable row level security;
create policy sight on appointments for all
    using (customer_id is null or exists (select from customers_in_sight c where c.id = appointments.customer_id))
    with check (true);
call stand_behind_wall('task_moves', 'TASK', 'task_id');
call stand_behind_wall('appointment_moves', 'APPOINTMENT', 'appointment_id');

-- With any member of now in sight all of a household is: the others count, and their roles are shown. Who they are is told by
-- customers, which is behind the wall.
create view households_in_sight as
    select * from households h
     where exists (select from household_members m join customers_in_sight c on c.id = m.customer_id
                    where m.household_id = h.id and m.until is null);
alter table households enable row level security;
create policy sight on households for all
    using ((select sight_all()) or exists (select from households_in_sight seen where seen.id = households.id)) with check (true);
call stand_behind_wall('household_members', 'HOUSEHOLD', 'household_id');
call stand_behind_wall('household_notes', 'HOUSEHOLD', 'household_id');

-- Who works on a complaint sees it wherever its customer has gone, and the customer's name with it.
create view complaints_in_sight as
    select k.*, c.name as customer_name, c.advisor_id, c.unit_id from complaints k join customers c on c.id = k.customer_id
     where (select sight_all()) or k.assignee_id = any (cast((select sight_mine()) as uuid[])) and k.state = 'ASSIGNED'
        or exists (select from customers_in_sight seen where seen.id = k.customer_id);
alter table complaints enable row level security;
create policy sight on complaints for all
    using ((select sight_all()) or assignee_id = any (cast((select sight_mine()) as uuid[])) and state = 'ASSIGNED'
           or exists (select from customers_in_sight c where c.id = complaints.customer_id))
    with check (true);
call stand_behind_wall('complaint_moves', 'COMPLAINT', 'complaint_id');
call stand_behind_wall('complaint_files', 'COMPLAINT', 'complaint_id');

-- Invariants hold over all rows, whoever moves one: their triggers look as the owner does.
alter function order_shares_add_up() security definer set search_path from current;
alter function order_shares_before_settlement() security definer set search_path from current;
alter function customer_contributions_follow() security definer set search_path from current;
alter function pool_entries_follow() security definer set search_path from current;
alter function relations_agree() security definer set search_path from current;

-- Views are the owner's and pass the wall; these go by way of customers in sight, in which jobs find all.
create or replace view maturing_holdings as
    select h.id as holding_id, h.customer_id, c.advisor_id, h.product_id, h.matures_on
      from holdings h join customers_in_sight c on c.id = h.customer_id
     where h.status = 'OPEN' and h.matures_on is not null;

create or replace view customer_birthdays as
    select c.id as customer_id, c.advisor_id, c.birthday,
           exists (select from contact_shields s where s.customer_id = c.id and s.closed_at is null) as shielded
      from customers_in_sight c where c.birthday is not null;

create or replace view open_orders as
    select customer_id, id as order_id from orders_in_sight
     where status in ('BOOKED', 'SUBMITTED', 'RETURNED', 'APPROVED', 'COOLING_OFF', 'AWAITING_CALLBACK');

create or replace view order_gate_facts as
    select o.id, o.customer_id, o.advisor_id, o.unit_id, o.status, o.booked_at,
           jsonb_build_object(
               'order', jsonb_build_object(
                   'id', o.id, 'customerId', o.customer_id, 'customerName', o.customer_name, 'productId', o.product_id,
                   'productName', o.product_name, 'advisorId', o.advisor_id, 'amount', cast(o.amount as text),
                   'currency', o.currency, 'status', o.status, 'statusAt', o.status_at, 'bookedAt', o.booked_at,
                   'version', o.version),
               'expiresAt', o.expires_at, 'coolingOffEndsAt', o.cooling_off_ends_at, 'riskLevel', o.risk_level,
               'contractNumber', o.contract_number, 'paidAt', o.paid_at, 'discountPending', o.discount_pending,
               'customer', jsonb_build_object(
                   'id', c.id, 'name', c.name, 'advisorId', c.advisor_id, 'unitId', c.unit_id, 'riskLevel', c.risk_level,
                   'riskValidUntil', c.risk_valid_until, 'qualifiedUntil', c.qualified_until,
                   'qualifiedKind', c.qualified_kind, 'qualifiedAmount', c.qualified_amount,
                   'qualifiedPending', c.qualified_pending),
               'regime', jsonb_build_object(
                   'code', r.code, 'minAmount', cast(r.min_amount as text), 'investorCap', r.investor_cap,
                   'partnershipCap', r.partnership_cap, 'qualifiedAssets', cast(r.qualified_assets as text),
                   'qualifiedIncome', cast(r.qualified_income as text),
                   'qualifiedNetAssets', cast(r.qualified_net_assets as text),
                   'coolingOffHours', r.cooling_off_hours, 'coolingOffFrom', r.cooling_off_from,
                   'callbackRequired', r.callback_required, 'mismatch', r.mismatch,
                   'declarationsRequired', r.declarations_required,
                   'dualRecordingRequired', r.dual_recording_required, 'recordingYears', r.recording_years,
                   'certificationReview', r.certification_review, 'articles', r.articles, 'version', r.version),
               'documents', coalesce(
                   (select jsonb_agg(distinct d.kind) from order_documents d where d.order_id = o.id), '[]'),
               'declared', coalesce(
                   (select jsonb_agg(distinct d.kind) from customer_declarations d
                     where d.customer_id = o.customer_id and d.product_id = o.product_id
                       and (d.risk_level is null or d.risk_level = c.risk_level)), '[]'),
               'recorded', exists (select from order_recordings d where d.order_id = o.id)) as facts
      from orders_in_sight o join customers c on c.id = o.customer_id join regimes r on r.code = o.regime;

create or replace view contribution_figures as
    select c.id as customer_id, cast(last.as_of - interval '1 year' + interval '1 day' as date) as since, last.as_of,
           coalesce(t.fees, 0.00) as fees, coalesce(t.cost, 0.00) as cost, coalesce(t.contribution, 0.00) as contribution,
           coalesce(t.assets, 0.00) as assets, coalesce(t.confirmed, 0.00) as confirmed, coalesce(t.level, 0) as level,
           coalesce(t.leeway, 0) as leeway
      from customers_in_sight c
      left join customer_contributions t on t.customer_id = c.id
      left join (select as_of from contribution_recomputations where finished_at is not null
                  order by finished_at desc limit 1) last on true;

create or replace view complaint_orders as
    select o.id, o.customer_id from orders o join customers_in_sight c on c.id = o.customer_id;

create or replace view open_complaints as
    select id, number, customer_id, kind, category, severity, subject, state, level, assignee_id, opened_at, due_at
      from complaints_in_sight where state <> 'CLOSED';

create or replace view pool_idleness as
    select c.id as customer_id, c.advisor_id, c.unit_id, c.tier, 'NO_CONTACT' as kind,
           greatest(c.last_contact_at, c.advisor_since, c.created_at) as since
      from customers_in_sight c where c.advisor_id is not null
    union all
    select c.id, c.advisor_id, c.unit_id, c.tier, 'NEVER_CONTACTED', coalesce(c.advisor_since, c.created_at)
      from customers_in_sight c
     where c.advisor_id is not null and (c.last_contact_at is null or c.last_contact_at < c.advisor_since)
    union all
    select c.id, c.advisor_id, c.unit_id, c.tier, 'NO_ORDER', greatest(bought.at, c.advisor_since, c.created_at)
      from customers_in_sight c
     cross join lateral (select max(o.booked_at) as at from orders o
                          where o.customer_id = c.id and o.status not in ('CANCELLED', 'EXPIRED', 'REJECTED')) bought
     where c.advisor_id is not null
    union all
    -- Noon of Greenwich is the same day in every zone of a firm's.
    select c.id, c.advisor_id, c.unit_id, c.tier, 'MATURED',
           greatest((held.until + time '12:00') at time zone 'UTC', c.advisor_since, c.created_at)
      from (select h.customer_id, max(h.ended_on) as until from holdings h
             group by h.customer_id having bool_and(h.status <> 'OPEN')) held
      join customers_in_sight c on c.id = held.customer_id
     where c.advisor_id is not null and held.until is not null;

-- What may be known of every record, whoever asks. Who serves a customer: a question is handed to that advisor by people who do
-- not see the customer.
create view customer_advisors as select id as customer_id, advisor_id from customers;

-- What an order was for: commission stays on the statement of who earned it when the order has gone to another advisor.
create view ordered_products as select id as order_id, product_name from orders;

-- When somebody is taken, with whomever: nobody is booked twice, whoever looks.
create view booked_times as select owner_id, during from appointments where state <> 'CANCELLED';

-- Besides these: pool_preview, by which anybody chooses whom to claim, tells nobody from another; complaint_ladder says who
-- hears of a complaint.
