-- Orders from booking (预约) to confirmation, with their history, papers, payments and call-backs (回访).

-- The legal moves; order_history refers to it, so that no code can write another.
create table order_transitions (
    from_status text not null,
    to_status   text not null,
    primary key (from_status, to_status)
);
insert into order_transitions values
    ('BOOKED', 'SUBMITTED'), ('BOOKED', 'EXPIRED'), ('BOOKED', 'CANCELLED'),
    ('SUBMITTED', 'RETURNED'), ('SUBMITTED', 'REJECTED'), ('SUBMITTED', 'APPROVED'),
    ('RETURNED', 'SUBMITTED'), ('RETURNED', 'CANCELLED'),
    ('APPROVED', 'COOLING_OFF'),
    ('COOLING_OFF', 'AWAITING_CALLBACK'), ('COOLING_OFF', 'RESCINDED'),
    ('AWAITING_CALLBACK', 'CONFIRMED'), ('AWAITING_CALLBACK', 'RESCINDED'),
    ('RESCINDED', 'REFUNDED');

create table orders (
    id                  uuid primary key,
    customer_id         uuid not null references customers,
    product_id          uuid not null references products,
    advisor_id          uuid not null references users,
    unit_id             uuid not null references units,
    booked_by           uuid not null references users,
    -- Names as they stood at booking: lists show them, the papers carry them.
    customer_name       text not null check (length(customer_name) between 1 and 100),
    product_name        text not null check (length(product_name) between 1 and 200),
    amount              numeric(17, 2) not null check (amount > 0),
    currency            text not null default 'CNY' check (currency ~ '^[A-Z]{3}$'),
    -- Of the product; fixed from its launch on.
    regime              text not null,
    risk_level          text not null check (risk_level in ('R1', 'R2', 'R3', 'R4', 'R5')),
    status              text not null default 'BOOKED' check (status in ('BOOKED', 'SUBMITTED', 'RETURNED', 'REJECTED',
                            'APPROVED', 'COOLING_OFF', 'AWAITING_CALLBACK', 'CONFIRMED', 'EXPIRED', 'CANCELLED',
                            'RESCINDED', 'REFUNDED')),
    status_at           timestamptz not null,
    -- Amount and seat are the product's quota from booking on; flips to false once and never back.
    quota_held          boolean not null default true,
    booked_at           timestamptz not null,
    -- A booking not submitted by then lapses.
    expires_at          timestamptz not null,
    contract_number     text constraint orders_contract_number_key unique check (length(contract_number) between 1 and 64),
    signed_at           timestamptz,
    bank_name           text check (length(bank_name) between 1 and 100),
    bank_account_cipher bytea,
    bank_account_tail   text check (length(bank_account_tail) <= 4),
    submitted_by        uuid references users,
    approved_by         uuid references users,
    paid_at             timestamptz,
    cooling_off_ends_at timestamptz,
    -- How often the call-back did not reach the customer.
    unreached           integer not null default 0 check (unreached >= 0),
    version             bigint not null default 0,
    check (quota_held = (status not in ('EXPIRED', 'CANCELLED', 'REJECTED', 'RESCINDED', 'REFUNDED'))),
    check ((contract_number is null) = (signed_at is null)),
    check (contract_number is not null or status in ('BOOKED', 'EXPIRED', 'CANCELLED')),
    check ((paid_at is null) = (cooling_off_ends_at is null)),
    check ((paid_at is not null)
           = (status in ('COOLING_OFF', 'AWAITING_CALLBACK', 'CONFIRMED', 'RESCINDED', 'REFUNDED'))),
    check (approved_by is null or approved_by <> booked_by)
);
create index orders_by_time on orders (booked_at desc, id desc);
create index orders_by_advisor on orders (advisor_id, booked_at desc, id desc);
create index orders_by_unit on orders (unit_id, booked_at desc, id desc);
create index orders_by_customer on orders (customer_id, booked_at desc, id desc);
create index orders_by_product on orders (product_id, booked_at desc, id desc);
create index orders_by_status on orders (status, booked_at desc, id desc);
create index orders_lapsing on orders (expires_at) where status = 'BOOKED';
create index orders_cooling_off on orders (cooling_off_ends_at) where status = 'COOLING_OFF';

-- Quota goes back once: what was given back is never held again.
create function orders_keep_quota_given_back() returns trigger language plpgsql as $$
begin
    raise exception 'order % has given its quota back', old.id using errcode = '23514', constraint = 'orders_quota_once';
end $$;
create trigger orders_quota_once before update on orders
    for each row when (not old.quota_held and new.quota_held) execute function orders_keep_quota_given_back();

-- Who moved the order when; by_id is null where the clock did.
create table order_history (
    id          uuid primary key,
    order_id    uuid not null references orders,
    from_status text,
    to_status   text not null,
    by_id       uuid references users,
    at          timestamptz not null,
    note        text check (length(note) <= 500),
    foreign key (from_status, to_status) references order_transitions,
    check ((from_status is null) = (to_status = 'BOOKED'))
);
create index order_history_by_order on order_history (order_id, id);
-- Each of these happens to an order at most once.
create unique index order_history_once on order_history (order_id, to_status)
    where to_status not in ('SUBMITTED', 'RETURNED');
create trigger order_history_is_append_only before update or delete on order_history
    for each row execute function refuse_change();

-- Photos and scans; the id is the file's, whose row holds hash, size and type.
create table order_documents (
    id          uuid primary key references files,
    order_id    uuid not null references orders,
    kind        text not null check (kind in ('CONTRACT_PHOTO', 'ID_DOCUMENT', 'RISK_DISCLOSURE', 'PAYMENT_PROOF')),
    uploaded_by uuid not null references users,
    uploaded_at timestamptz not null
);
create index order_documents_by_order on order_documents (order_id, id);

create table order_payments (
    id             uuid primary key,
    order_id       uuid not null references orders constraint order_payments_order_key unique,
    payer_name     text not null check (length(payer_name) between 1 and 100),
    amount         numeric(17, 2) not null check (amount > 0),
    paid_at        timestamptz not null,
    bank_reference text not null constraint order_payments_bank_reference_key unique
                       check (length(bank_reference) between 1 and 64),
    recorded_by    uuid not null references users,
    recorded_at    timestamptz not null,
    refunded_by    uuid references users,
    refunded_at    timestamptz,
    check ((refunded_by is null) = (refunded_at is null))
);

create table order_callbacks (
    id       uuid primary key,
    order_id uuid not null references orders,
    outcome  text not null check (outcome in ('CONFIRMED', 'RESCIND', 'UNREACHED')),
    answers  text[] not null check (cardinality(answers) in (0, 8)),
    by_id    uuid not null references users,
    at       timestamptz not null,
    check (outcome <> 'CONFIRMED' or cardinality(answers) = 8)
);
create index order_callbacks_by_order on order_callbacks (order_id, id);
create unique index order_callbacks_confirmed_once on order_callbacks (order_id) where outcome = 'CONFIRMED';
