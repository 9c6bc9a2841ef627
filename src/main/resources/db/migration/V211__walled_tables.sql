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

-- Invariants hold over all rows, whoever moves one: their triggers look as the owner does.
alter function order_shares_add_up() security definer set search_path from current;
alter function order_shares_before_settlement() security definer set search_path from current;
alter function customer_contributions_follow() security definer set search_path from current;

-- Views are the owner's and pass the wall; these go by way of customers in sight, in which jobs find all.
create or replace view maturing_holdings as
    select h.id as holding_id, h.customer_id, c.advisor_id, h.product_id, h.matures_on
      from holdings h join customers_in_sight c on c.id = h.customer_id
     where h.status = 'OPEN' and h.matures_on is not null;

create or replace view customer_birthdays as
    select c.id as customer_id, c.advisor_id, c.birthday,
           exists (select from contact_shields s where s.customer_id = c.id and s.closed_at is null) as shielded
      from customers_in_sight c where c.birthday is not null;

create or replace view customer_follow_ups as
    select i.id as interaction_id, i.customer_id, c.advisor_id, i.next_at
      from interactions i join customers_in_sight c on c.id = i.customer_id
     where i.next_at is not null;

-- What may be known of every record, whoever asks. Who serves a customer: a question is handed to that advisor by people who do
-- not see the customer.
create view customer_advisors as select id as customer_id, advisor_id from customers;

-- What an order was for: commission stays on the statement of who earned it when the order has gone to another advisor.
create view ordered_products as select id as order_id, product_name from orders;
