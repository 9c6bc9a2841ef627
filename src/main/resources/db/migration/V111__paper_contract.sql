-- Paper contracts (纸质合同): printed and numbered in batches, handed out, signed, brought back, archived.

create table paper_contract_batches (
    id            uuid primary key,
    prefix        text not null check (length(prefix) between 1 and 40),
    first_number  bigint not null check (first_number >= 0),
    last_number   bigint not null,
    -- Numbers are filled up with zeros to so many digits.
    digits        integer not null check (digits between 1 and 12),
    product_id    uuid not null references products,
    status        text not null check (status in ('IN_STOCK', 'SENT', 'RECEIVED')),
    to_unit_id    uuid references units,
    to_advisor_id uuid references users,
    registered_by uuid not null references users,
    registered_at timestamptz not null,
    sent_by       uuid references users,
    sent_at       timestamptz,
    received_by   uuid references users,
    received_at   timestamptz,
    version       bigint not null default 0,
    check (last_number between first_number and first_number + 4999 and length(cast(last_number as text)) <= digits),
    check ((status <> 'IN_STOCK') = (to_unit_id is not null)),
    check (to_advisor_id is null or to_unit_id is not null),
    check ((sent_at is null) = (to_unit_id is null) and (sent_by is null) = (sent_at is null)),
    check ((received_at is null) = (status <> 'RECEIVED') and (received_by is null) = (received_at is null))
);
create index paper_contract_batches_by_product on paper_contract_batches (product_id, id desc);
create index paper_contract_batches_by_unit on paper_contract_batches (to_unit_id, id desc);
create index paper_contract_batches_by_advisor on paper_contract_batches (to_advisor_id, id desc);

-- The legal moves; the history refers to it.
create table paper_contract_transitions (
    from_status text not null,
    to_status   text not null,
    primary key (from_status, to_status)
);
insert into paper_contract_transitions values
    ('IN_STOCK', 'SENT'), ('SENT', 'RECEIVED'),
    ('SENT', 'SIGNED'), ('RECEIVED', 'SIGNED'),
    -- Another number was entered on the order: this paper was not the one signed.
    ('SIGNED', 'RECEIVED'),
    ('SIGNED', 'RETURNED'), ('RECEIVED', 'RETURNED'),
    ('RETURNED', 'ARCHIVED'),
    ('IN_STOCK', 'VOIDED'), ('SENT', 'VOIDED'), ('RECEIVED', 'VOIDED'), ('RETURNED', 'VOIDED');

create table paper_contracts (
    number     text constraint paper_contracts_number_key primary key check (length(number) between 2 and 64),
    batch_id   uuid not null references paper_contract_batches,
    product_id uuid not null,
    status     text not null check (status in ('IN_STOCK', 'SENT', 'RECEIVED', 'SIGNED', 'RETURNED', 'ARCHIVED', 'VOIDED')),
    status_at  timestamptz not null,
    -- Who has it, or had it last; without an advisor the unit as a whole.
    unit_id    uuid references units,
    advisor_id uuid references users,
    order_id   uuid,
    version    bigint not null default 0,
    check (status <> 'IN_STOCK' or unit_id is null and advisor_id is null),
    check (status not in ('SIGNED', 'ARCHIVED') or order_id is not null),
    check (status not in ('IN_STOCK', 'SENT', 'RECEIVED') or order_id is null)
);
create index paper_contracts_by_batch on paper_contracts (batch_id, number);
create index paper_contracts_by_advisor on paper_contracts (advisor_id, number);
create index paper_contracts_by_unit on paper_contracts (unit_id, number);
create index paper_contracts_by_product on paper_contracts (product_id, number);
create index paper_contracts_overdue on paper_contracts (status, status_at) where status in ('RECEIVED', 'SIGNED');
-- An order has one paper.
create unique index paper_contracts_one_of_order on paper_contracts (order_id) where status <> 'VOIDED';

create table paper_contract_history (
    id          uuid primary key,
    number      text not null references paper_contracts,
    from_status text,
    to_status   text not null,
    by_id       uuid not null references users,
    at          timestamptz not null,
    order_id    uuid,
    note        text check (length(note) <= 500),
    foreign key (from_status, to_status) references paper_contract_transitions,
    check ((from_status is null) = (to_status = 'IN_STOCK'))
);
create index paper_contract_history_by_number on paper_contract_history (number, id);
create trigger paper_contract_history_is_append_only before update or delete on paper_contract_history
    for each row execute function refuse_change();
