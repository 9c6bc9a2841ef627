-- 冷静期免打扰: from the payment to the call-back nobody promotes anything to the customer.

create table contact_shields (
    -- One for each order that was paid; orders know customers, not the other way round, hence no foreign key.
    order_id    uuid primary key,
    customer_id uuid not null references customers,
    opened_at   timestamptz not null,
    -- Until then at least; the call-back ends it.
    holds_until timestamptz not null,
    closed_at   timestamptz check (closed_at >= opened_at)
);
create index contact_shields_by_customer on contact_shields (customer_id, opened_at);
create index contact_shields_open on contact_shields (customer_id) where closed_at is null;

insert into contact_shields (order_id, customer_id, opened_at, holds_until)
select id, customer_id, coalesce((select min(at) from order_history h where h.order_id = o.id and to_status = 'COOLING_OFF'),
       status_at), cooling_off_ends_at
  from orders o where status in ('COOLING_OFF', 'AWAITING_CALLBACK');

-- What compliance should look at, such as COOLING_OFF_CONTACT.
alter table interactions add column flags text[] not null default '{}' check (cardinality(flags) <= 10);

create or replace view customer_birthdays as
    select c.id as customer_id, c.advisor_id, c.birthday,
           exists (select from contact_shields s where s.customer_id = c.id and s.closed_at is null) as shielded
      from customers c where c.birthday is not null;
