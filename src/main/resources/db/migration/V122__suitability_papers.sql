-- Certifications are reviewed by somebody else than who handed them in; declarations (承诺, 风险警示) are signed papers.

-- Those from before reviews existed counted at once, and still do.
alter table investor_certifications
    add column status text not null default 'ACCEPTED' check (status in ('PENDING', 'ACCEPTED', 'REJECTED')),
    add column reviewed_by uuid references users,
    add column reviewed_at timestamptz,
    add column review_reason text check (length(review_reason) between 1 and 500),
    add constraint investor_certifications_review check ((reviewed_by is null) = (reviewed_at is null)
        and (status <> 'PENDING' or reviewed_by is null) and (status <> 'REJECTED' or reviewed_by is not null)),
    add constraint investor_certifications_reviewer check (reviewed_by <> by_id);
alter table investor_certifications alter column status set default 'PENDING';
create index investor_certifications_pending on investor_certifications (id) where status = 'PENDING';

-- Of the certification that counts, beside qualified_until; kind and amount are unknown for those taken over.
alter table customers
    add column qualified_kind text check (qualified_kind in ('FINANCIAL_ASSETS', 'INCOME', 'ENTITY')),
    add column qualified_amount numeric(17, 2),
    add column qualified_pending boolean not null default false;

create table customer_declarations (
    id               uuid primary key,
    customer_id      uuid not null references customers,
    product_id       uuid not null references products,
    kind             text not null check (kind in ('NO_NOMINEE', 'NO_SPLITTING', 'MISMATCH_WARNING')),
    -- The customer's level when a warning was signed: it warns of no other.
    risk_level       text check (risk_level in ('C1', 'C2', 'C3', 'C4', 'C5')),
    signed_on        date not null,
    evidence_file_id uuid not null references files,
    by_id            uuid not null references users,
    created_at       timestamptz not null default now(),
    constraint customer_declarations_level check (kind <> 'MISMATCH_WARNING' or risk_level is not null and risk_level <> 'C1')
);
create index customer_declarations_by_customer on customer_declarations (customer_id, id desc);
create trigger customer_declarations_are_append_only before update or delete on customer_declarations
    for each row execute function refuse_change();
