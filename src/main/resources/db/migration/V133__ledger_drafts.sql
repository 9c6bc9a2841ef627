-- Vouchers made by hand (手工凭证): prepared by one of finance, approved by another, and only then posted as an entry.
create table ledger_drafts (
    id          uuid primary key,
    status      text not null default 'PREPARED' check (status in ('PREPARED', 'POSTED', 'CANCELLED')),
    booked_on   date not null,
    currency    text not null check (currency ~ '^[A-Z]{3}$'),
    note        text not null check (length(note) between 1 and 200),
    amount      numeric(17, 2) not null check (amount > 0),
    prepared_by uuid not null references users,
    prepared_at timestamptz not null,
    decided_by  uuid references users,
    decided_at  timestamptz,
    entry_id    uuid unique references ledger_entries,
    check ((status = 'PREPARED') = (decided_by is null)),
    check ((decided_by is null) = (decided_at is null)),
    check ((status = 'POSTED') = (entry_id is not null)),
    constraint ledger_drafts_four_eyes check (status <> 'POSTED' or decided_by <> prepared_by)
);
create index ledger_drafts_by_status on ledger_drafts (status, booked_on desc, id desc);

create table ledger_draft_lines (
    draft_id   uuid not null references ledger_drafts,
    line_no    integer not null check (line_no > 0),
    account    text not null references ledger_accounts,
    product_id uuid references products,
    debit      numeric(17, 2) not null default 0,
    credit     numeric(17, 2) not null default 0,
    primary key (draft_id, line_no),
    check (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0))
);

-- What was prepared is what is approved.
create function ledger_draft_is_fixed() returns trigger language plpgsql as $$
begin
    raise exception 'draft % is fixed', old.id using errcode = '23514', constraint = 'ledger_drafts_fixed';
end $$;
create trigger ledger_drafts_fixed before update on ledger_drafts for each row
    when (old.status <> 'PREPARED'
          or (new.id, new.booked_on, new.currency, new.note, new.amount, new.prepared_by, new.prepared_at)
          is distinct from (old.id, old.booked_on, old.currency, old.note, old.amount, old.prepared_by, old.prepared_at))
    execute function ledger_draft_is_fixed();
create trigger ledger_drafts_kept before delete on ledger_drafts for each row execute function refuse_change();
create trigger ledger_draft_lines_are_append_only before update or delete on ledger_draft_lines
    for each row execute function refuse_change();
create trigger ledger_drafts_open_period before insert on ledger_drafts
    for each row execute function ledger_entries_need_an_open_period();
