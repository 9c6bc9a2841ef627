-- Discounts on the subscription fee (认购费折扣) of an order: granted by the advisor within the customer's leeway, beyond it by
-- the firm's flow of kind DISCOUNT.
alter table orders
    -- The part of the fee that is waived; what clearing goes by.
    add column fee_discount numeric not null default 0,
    -- Somebody has yet to decide; the order is not confirmed before.
    add column discount_pending boolean not null default false,
    -- Rows from before are looked at by a later migration, so that this one holds its lock for a moment only.
    add constraint orders_fee_discount check (fee_discount between 0 and 1) not valid;

-- Every discount ever asked for; at most one of an order waits, and the last granted one counts.
create table order_discounts (
    id           uuid primary key,
    order_id     uuid not null references orders,
    discount     numeric not null check (discount between 0 and 1 and scale(discount) <= 10),
    -- What could be granted without an approval when it was asked for.
    leeway       numeric not null check (leeway between 0 and 1),
    status       text not null check (status in ('PENDING', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
    reason       text not null check (length(reason) between 1 and 500),
    requested_by uuid not null references users,
    requested_at timestamptz not null,
    decided_by   uuid references users,
    decided_at   timestamptz,
    check ((decided_by is null) = (status in ('PENDING', 'WITHDRAWN')) and (decided_at is null) = (status = 'PENDING'))
);
create index order_discounts_by_order on order_discounts (order_id, id);
create unique index order_discounts_pending on order_discounts (order_id) where status = 'PENDING';
create trigger order_discounts_decided_once before update on order_discounts
    for each row when (old.status <> 'PENDING') execute function refuse_change();
create trigger order_discounts_kept before delete on order_discounts
    for each row execute function refuse_change();

-- The firm's usual way: finance decides. Its administrators may set up more steps, or none.
insert into approval_flows (id, kind, name, created_at) values (uuidv7(), 'DISCOUNT', '认购费折扣审批', now())
    on conflict (kind) do nothing;
insert into approval_flow_versions (id, flow_id, number, status, created_at)
select uuidv7(), f.id, 1, 'DRAFT', now() from approval_flows f
 where f.kind = 'DISCOUNT' and not exists (select from approval_flow_versions v where v.flow_id = f.id);
insert into approval_flow_steps (id, version_id, stage, slot, name, role, scope, due_hours)
select uuidv7(), v.id, 1, 1, '财务审批', 'FINANCE', 'FIRM', 24
  from approval_flow_versions v join approval_flows f on f.id = v.flow_id
 where f.kind = 'DISCOUNT' and v.status = 'DRAFT' and not exists (select from approval_flow_steps s where s.version_id = v.id);
update approval_flow_versions v set status = 'ACTIVE', activated_at = now()
  from approval_flows f where f.id = v.flow_id and f.kind = 'DISCOUNT' and v.number = 1 and v.status = 'DRAFT'
   and v.created_by is null;
