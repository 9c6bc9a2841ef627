-- Payments to customers' banks: prepared by one, released by another, never paid twice.
create table payout_batches (
    id          uuid primary key,
    status      text not null default 'PREPARED' check (status in ('PREPARED', 'RELEASED', 'SETTLED', 'CANCELLED')),
    currency    text not null,
    payouts     integer not null check (payouts > 0),
    amount      numeric(17, 2) not null check (amount > 0),
    prepared_by uuid not null references users,
    prepared_at timestamptz not null,
    decided_by  uuid references users,
    decided_at  timestamptz,
    check ((status = 'PREPARED') = (decided_by is null)),
    check ((decided_by is null) = (decided_at is null)),
    constraint payout_batches_four_eyes check (status in ('PREPARED', 'CANCELLED') or decided_by <> prepared_by)
);
create index payout_batches_by_status on payout_batches (status, id desc);

create table payout_attempts (
    batch_id       uuid not null references payout_batches,
    payout_id      uuid not null references payouts,
    status         text not null default 'PENDING' check (status in ('PENDING', 'PAID', 'FAILED', 'WITHDRAWN')),
    bank_reference text check (length(bank_reference) between 1 and 64),
    reason         text check (length(reason) between 1 and 200),
    settled_at     timestamptz,
    primary key (batch_id, payout_id),
    check (status <> 'PAID' or bank_reference is not null),
    check ((status = 'PENDING') = (settled_at is null))
);
-- At most one attempt that may still pay, or has paid.
create unique index payout_attempts_live on payout_attempts (payout_id) where status in ('PENDING', 'PAID');
create unique index payout_attempts_bank_reference_key on payout_attempts (bank_reference) where bank_reference is not null;
create index payout_attempts_by_payout on payout_attempts (payout_id);

-- The bank's result files as they came in: the same file twice changes nothing.
create table payout_result_files (
    batch_id    uuid not null references payout_batches,
    sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    paid        integer not null,
    failed      integer not null,
    received_by uuid not null references users,
    received_at timestamptz not null,
    primary key (batch_id, sha256)
);
