-- The ledger (总账): double entry, balanced, never changed.

-- Chart of accounts (会计科目); "number" is what the accounting software calls the account, and may be edited.
create table ledger_accounts (
    code    text primary key check (code ~ '^[A-Z][A-Z_]{0,39}$'),
    number  text not null check (number ~ '^[0-9A-Za-z.-]{1,40}$'),
    kind    text not null check (kind in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE')),
    name_zh text not null,
    name_en text not null,
    version bigint not null default 0
);
insert into ledger_accounts (code, number, kind, name_zh, name_en) values
    ('CASH',                   '1002',    'ASSET',     '银行存款',     'Cash at bank'),
    ('INVESTMENTS',            '1101',    'ASSET',     '投资资产',     'Investments'),
    ('SUBSCRIPTIONS',          '2203',    'LIABILITY', '预收认购款',   'Subscriptions received'),
    ('REFUNDS_PAYABLE',        '2241.01', 'LIABILITY', '应付退款',     'Refunds payable'),
    ('FEES_PAYABLE',           '2241.02', 'LIABILITY', '应付认购费',   'Subscription fees payable'),
    ('DISTRIBUTIONS_PAYABLE',  '2232',    'LIABILITY', '应付兑付款',   'Distributions payable'),
    ('INVESTED',               '4001',    'EQUITY',    '实收资金',     'Capital of investors'),
    ('DISTRIBUTED',            '4104',    'EQUITY',    '利润分配',     'Profit distributed'),
    ('INVESTMENT_INCOME',      '6111',    'INCOME',    '投资收益',     'Investment income'),
    ('EXPENSES',               '6601',    'EXPENSE',   '业务及管理费', 'Expenses');

-- Months closed for posting (结账); closing one closes all before it. The period is its first day.
create table ledger_closings (
    period    date primary key check (extract(day from period) = 1),
    closed_by uuid not null references users,
    closed_at timestamptz not null
);

create table ledger_entries (
    id           uuid primary key,
    -- What is posted, such as ORDER_PAYMENT/<order>: the same is never posted twice.
    posting_key  text not null constraint ledger_entries_posting_key unique check (length(posting_key) between 1 and 200),
    kind         text not null check (kind in ('ORDER_PAYMENT', 'ORDER_CONFIRMED', 'ORDER_RESCINDED', 'ORDER_REFUNDED',
                     'CLEARING', 'DISTRIBUTION', 'PAYOUT', 'MANUAL')),
    booked_on    date not null,
    currency     text not null check (currency ~ '^[A-Z]{3}$'),
    -- The sum of either side; checked against the lines at commit.
    amount       numeric(17, 2) not null check (amount > 0),
    -- The order, run, distribution or payout it tells of.
    subject_id   uuid not null,
    note         text check (length(note) between 1 and 200),
    -- Null where the clock did it.
    posted_by    uuid references users,
    posted_at    timestamptz not null,
    -- The transaction that posted it: no other may add lines.
    posted_in    xid8 not null default pg_current_xact_id()
);
create index ledger_entries_by_day on ledger_entries (booked_on desc, id desc);
create index ledger_entries_by_subject on ledger_entries (subject_id, id);

create table ledger_lines (
    entry_id   uuid not null references ledger_entries,
    line_no    integer not null check (line_no > 0),
    account    text not null references ledger_accounts,
    -- Null for what is the firm's own.
    product_id uuid references products,
    -- Where the line stands for one holding; else the entry's detail rows tell.
    holding_id uuid references holdings,
    debit      numeric(17, 2) not null default 0,
    credit     numeric(17, 2) not null default 0,
    constraint ledger_lines_pkey primary key (entry_id, line_no),
    constraint ledger_lines_one_side check (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0))
);
create index ledger_lines_by_product on ledger_lines (product_id, account) include (debit, credit);

create trigger ledger_entries_are_append_only before update or delete on ledger_entries
    for each row execute function refuse_change();
create trigger ledger_lines_are_append_only before update or delete on ledger_lines
    for each row execute function refuse_change();
create trigger ledger_entries_are_not_emptied before truncate on ledger_entries
    for each statement execute function refuse_change();
create trigger ledger_lines_are_not_emptied before truncate on ledger_lines
    for each statement execute function refuse_change();

-- Postings share this lock and a closing takes it alone, so that nothing slips into a month while it is closed.
create function ledger_entries_need_an_open_period() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(82, 1);
    if exists (select from ledger_closings where period >= date_trunc('month', new.booked_on)) then
        raise exception 'constraint "ledger_entries_open_period": % is closed', to_char(new.booked_on, 'YYYY-MM')
            using errcode = '23514', constraint = 'ledger_entries_open_period';
    end if;
    return new;
end $$;
create trigger ledger_entries_open_period before insert on ledger_entries
    for each row execute function ledger_entries_need_an_open_period();

-- One pass over the lines a statement adds, however many: each entry's lines balance, and the entry is of this transaction.
create function ledger_lines_balance() returns trigger language plpgsql as $$
begin
    if exists (select from fresh group by entry_id having sum(debit) <> sum(credit)) then
        raise exception 'constraint "ledger_lines_balanced": debits and credits differ'
            using errcode = '23514', constraint = 'ledger_lines_balanced';
    end if;
    if exists (select from ledger_entries e where e.id = any (array(select distinct entry_id from fresh))
                  and e.posted_in <> pg_current_xact_id()) then
        raise exception 'constraint "ledger_lines_sealed": the entry was posted before'
            using errcode = '23514', constraint = 'ledger_lines_sealed';
    end if;
    return null;
end $$;
create trigger ledger_lines_balanced after insert on ledger_lines referencing new table as fresh
    for each statement execute function ledger_lines_balance();

-- At commit: an entry has lines, and either side sums to its amount.
create function ledger_entries_balance() returns trigger language plpgsql as $$
declare
    debits  numeric;
    credits numeric;
begin
    select sum(debit), sum(credit) into debits, credits from ledger_lines where entry_id = new.id;
    if debits is distinct from new.amount or credits is distinct from new.amount then
        raise exception 'constraint "ledger_entries_balanced": entry % does not balance', new.id
            using errcode = '23514', constraint = 'ledger_entries_balanced';
    end if;
    return null;
end $$;
create constraint trigger ledger_entries_balanced after insert on ledger_entries deferrable initially deferred
    for each row execute function ledger_entries_balance();
