-- What a product pays its holders (收益分配、本金兑付), by record date.
create extension if not exists btree_gist;

create table distributions (
    id          uuid primary key,
    product_id  uuid not null references products,
    kind        text not null check (kind in ('INTEREST', 'DIVIDEND', 'PRINCIPAL')),
    record_date date not null,
    pay_on      date not null,
    currency    text not null,
    -- Interest: a year's rate over the days from "since" (earning) to "until" (no longer earning).
    rate        numeric check (rate > 0 and rate <= 1),
    since       date,
    until       date,
    -- The repayment of a fund: the value of the record date.
    nav         numeric check (nav > 0),
    status      text not null default 'PREPARED' check (status in ('PREPARED', 'APPROVED', 'DONE', 'CANCELLED')),
    holdings    integer not null check (holdings > 0),
    amount      numeric(17, 2) not null check (amount > 0),
    prepared_by uuid not null references users,
    prepared_at timestamptz not null,
    decided_by  uuid references users,
    decided_at  timestamptz,
    booked_on   date,
    check (pay_on >= record_date),
    check ((kind = 'INTEREST') = (rate is not null and since is not null and until is not null)),
    check (since < until),
    check (nav is null or kind = 'PRINCIPAL'),
    check ((status = 'PREPARED') = (decided_by is null)),
    check ((decided_by is null) = (decided_at is null)),
    check ((status in ('APPROVED', 'DONE')) = (booked_on is not null)),
    -- No day's interest twice, however many prepare at once.
    constraint distributions_interest_once exclude using gist (product_id with =, daterange(since, until) with &&)
        where (kind = 'INTEREST' and status <> 'CANCELLED'),
    constraint distributions_four_eyes check (status in ('PREPARED', 'CANCELLED') or decided_by <> prepared_by)
);
create index distributions_by_product on distributions (product_id, id desc);
-- One at a time, so that each is checked against what the one before left of the cash.
create unique index distributions_live on distributions (product_id) where status in ('PREPARED', 'APPROVED');

create table distribution_lines (
    distribution_id uuid not null references distributions on delete cascade,
    holding_id      uuid not null references holdings,
    -- What it was worked out on: principal, or shares.
    base            numeric(20, 4) not null,
    -- Days that earned; null but for interest.
    days            integer,
    amount          numeric(17, 2) not null check (amount > 0),
    -- The part of a repayment that gives invested capital back; the rest is gain, or loss where it is more.
    capital         numeric(17, 2) not null default 0 check (capital >= 0),
    entry_id        uuid references ledger_entries,
    primary key (distribution_id, holding_id)
);
create index distribution_lines_waiting on distribution_lines (distribution_id, holding_id) where entry_id is null;

create table payouts (
    id              uuid primary key,
    distribution_id uuid not null,
    holding_id      uuid not null,
    order_id        uuid not null references orders,
    customer_id     uuid not null references customers,
    product_id      uuid not null references products,
    amount          numeric(17, 2) not null check (amount > 0),
    currency        text not null,
    pay_on          date not null,
    -- DUE → PREPARED → RELEASED → PAID | FAILED; FAILED → DUE by hand.
    status          text not null default 'DUE' check (status in ('DUE', 'PREPARED', 'RELEASED', 'PAID', 'FAILED')),
    -- The entry of the payment itself; that of the debt is the distribution line's.
    entry_id        uuid unique references ledger_entries,
    paid_at         timestamptz,
    constraint payouts_once unique (distribution_id, holding_id),
    foreign key (distribution_id, holding_id) references distribution_lines,
    check ((status = 'PAID') = (entry_id is not null)),
    check ((status = 'PAID') = (paid_at is not null))
);
create index payouts_by_status on payouts (status, id desc);
create index payouts_by_distribution on payouts (distribution_id, status, id);
create index payouts_by_customer on payouts (customer_id, id desc);
create index payouts_by_holding on payouts (holding_id);
