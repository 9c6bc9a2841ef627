-- The customer's file: profile, timeline, assessments and certifications, consents, relations, holdings.

create table customers (
    id               uuid primary key,
    name             text not null check (length(name) between 1 and 100),
    -- Pinyin, then the name: the order of a Chinese address book.
    name_key         text collate "C" not null,
    -- Words that 'like' finds any part of the name, its pinyin or its initials by; see SearchText. ASCII only, so that
    -- trigrams are made of it under every locale of the database.
    search_text      text collate "C" not null,
    phone_cipher     bytea not null,
    phone_index      bytea not null constraint customers_phone_key unique,
    -- Keyed hashes of every part of the phone of at least three digits; see PhoneTokens.
    phone_tokens     integer[] not null check (cardinality(phone_tokens) > 0),
    id_number_cipher bytea,
    id_number_index  bytea constraint customers_id_number_key unique,
    gender           text check (gender in ('MALE', 'FEMALE', 'OTHER')),
    birthday         date check (birthday >= date '1900-01-01'),
    occupation       text check (occupation in ('BUSINESS_OWNER', 'EXECUTIVE', 'CIVIL_SERVANT', 'LAWYER', 'DOCTOR',
                         'TEACHER', 'FINANCE', 'ENGINEER', 'ACCOUNTANT', 'ARTIST', 'SELF_EMPLOYED', 'EMPLOYEE', 'INVESTOR',
                         'HOMEMAKER', 'RETIRED', 'OTHER')),
    city             text check (length(city) between 1 and 100),
    hometown         text check (length(hometown) between 1 and 100),
    channel          text check (channel in ('REFERRAL', 'EVENT', 'WEBSITE', 'MEMBER_APP', 'CALL', 'PARTNER', 'BANK',
                         'ADVERTISING', 'ADVISOR_NETWORK', 'WALK_IN', 'OTHER')),
    asset_band       text check (asset_band in ('BELOW_1M', 'FROM_1M_TO_3M', 'FROM_3M_TO_6M', 'FROM_6M_TO_10M',
                         'FROM_10M_TO_50M', 'ABOVE_50M')),
    tier             text not null default 'STANDARD' check (tier in ('STANDARD', 'GOLD', 'PLATINUM', 'DIAMOND')),
    interests        text[] not null default '{}' check (cardinality(interests) <= 50),
    extra            jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
    -- Null only in the public pool (公海).
    advisor_id       uuid references users,
    unit_id          uuid not null references units,
    -- What the newest assessment and certification say, kept here so that an order reads one row.
    risk_level       text check (risk_level in ('C1', 'C2', 'C3', 'C4', 'C5')),
    risk_valid_until date,
    qualified_until  date,
    last_contact_at  timestamptz,
    created_at       timestamptz not null default now(),
    created_by       uuid references users,
    version          bigint not null default 0,
    check ((id_number_cipher is null) = (id_number_index is null)),
    check ((risk_level is null) = (risk_valid_until is null))
);

-- One index for each scope of sight and sort; a customer never spoken to sorts as the longest ago.
create index customers_by_advisor on customers (advisor_id, id);
create index customers_by_unit on customers (unit_id, id);
create index customers_by_contact on customers (coalesce(last_contact_at, timestamptz '-infinity'), id);
create index customers_by_advisor_contact on customers (advisor_id, coalesce(last_contact_at, timestamptz '-infinity'), id);
create index customers_by_unit_contact on customers (unit_id, coalesce(last_contact_at, timestamptz '-infinity'), id);
create index customers_by_name on customers (name_key, id);
create index customers_by_advisor_name on customers (advisor_id, name_key, id);
create index customers_by_unit_name on customers (unit_id, name_key, id);
-- A short list of pending entries: writes in bulk take a third of the time, and a search reads half a megabyte more at most.
create index customers_by_search on customers using gin (search_text gin_trgm_ops) with (gin_pending_list_limit = 512);
create index customers_by_phone_part on customers using gin (phone_tokens) with (gin_pending_list_limit = 512);
create index customers_by_birthday on customers (extract(month from birthday), extract(day from birthday))
    where birthday is not null;

-- Everything that happened with a customer, from every feature, newest first.
create table timeline_entries (
    id          uuid primary key,
    customer_id uuid not null references customers,
    at          timestamptz not null,
    kind        text not null check (kind ~ '^[A-Z][A-Z0-9_]{0,39}$'),
    -- Null where nobody did it, such as a lapse of time.
    by_id       uuid references users,
    -- The record it tells of, in whatever feature that lives.
    ref_id      uuid,
    data        jsonb not null default '{}' check (jsonb_typeof(data) = 'object')
);
create index timeline_by_customer on timeline_entries (customer_id, at desc, id desc);

-- Dealings somebody wrote down (联系记录), with what is to follow.
create table interactions (
    id          uuid primary key,
    customer_id uuid not null references customers,
    kind        text not null check (kind in ('CALL', 'VISIT', 'MESSAGE', 'COMPLAINT', 'CARE', 'NOTE')),
    at          timestamptz not null,
    summary     text not null check (length(summary) between 1 and 4000),
    next_step   text check (length(next_step) between 1 and 1000),
    next_at     timestamptz check (next_at >= at),
    by_id       uuid not null references users,
    created_at  timestamptz not null default now()
);
create index interactions_by_customer on interactions (customer_id, at desc);
create index interactions_by_next on interactions (next_at) where next_at is not null;

-- 风险测评: valid at most three years.
create table risk_assessments (
    id               uuid primary key,
    customer_id      uuid not null references customers,
    answers          smallint[] not null check (cardinality(answers) = 10),
    score            smallint not null check (score between 10 and 50),
    level            text not null check (level in ('C1', 'C2', 'C3', 'C4', 'C5')),
    assessed_on      date not null,
    valid_until      date not null,
    evidence_file_id uuid references files,
    by_id            uuid not null references users,
    created_at       timestamptz not null default now(),
    constraint risk_assessments_term check (valid_until >= assessed_on
        and valid_until <= assessed_on + interval '3 years')
);
create index risk_assessments_by_customer on risk_assessments (customer_id, id desc);

-- 合格投资者认定: evidence of assets or income.
create table investor_certifications (
    id               uuid primary key,
    customer_id      uuid not null references customers,
    kind             text not null check (kind in ('FINANCIAL_ASSETS', 'INCOME', 'ENTITY')),
    amount           numeric(17, 2) not null,
    evidence_file_id uuid not null references files,
    certified_on     date not null,
    valid_until      date not null,
    by_id            uuid not null references users,
    created_at       timestamptz not null default now(),
    constraint investor_certifications_term check (valid_until >= certified_on
        and valid_until <= certified_on + interval '3 years'),
    constraint investor_certifications_amount check (amount >= case kind
        when 'FINANCIAL_ASSETS' then 3000000 when 'INCOME' then 500000 else 10000000 end)
);
create index investor_certifications_by_customer on investor_certifications (customer_id, id desc);

-- The ledger of consents: rows are added, never changed; the newest of a purpose counts.
create table consents (
    id               uuid primary key,
    customer_id      uuid not null references customers,
    purpose          text not null check (purpose in ('PERSONAL_DATA', 'SENSITIVE_DATA', 'MARKETING', 'THIRD_PARTY')),
    granted          boolean not null,
    given_on         date not null,
    valid_until      date check (valid_until >= given_on),
    evidence_file_id uuid references files,
    by_id            uuid not null references users,
    created_at       timestamptz not null default now()
);
create index consents_by_customer on consents (customer_id, id desc);
create trigger consents_are_append_only before update or delete on consents
    for each row execute function refuse_change();

-- Typed, dated edges between two customers; read from either end.
create table customer_relations (
    id          uuid primary key,
    customer_id uuid not null references customers,
    related_id  uuid not null references customers check (related_id <> customer_id),
    kind        text not null check (kind in ('SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'REFERRER', 'REFERRED', 'EMPLOYER',
                    'EMPLOYEE', 'PARTNER', 'FRIEND')),
    since       date,
    note        text check (length(note) between 1 and 500),
    by_id       uuid not null references users,
    created_at  timestamptz not null default now(),
    constraint customer_relations_key unique (customer_id, related_id, kind)
);
create index customer_relations_by_related on customer_relations (related_id);

-- What a customer owns (持仓). The advisor and unit are those who sold it; whoever serves the customer now stands in customers.
create table holdings (
    id          uuid primary key,
    customer_id uuid not null references customers,
    product_id  uuid not null references products,
    order_id    uuid not null constraint holdings_order_key unique,
    advisor_id  uuid not null references users,
    unit_id     uuid not null references units,
    principal   numeric(17, 2) not null check (principal > 0),
    shares      numeric(20, 4) check (shares > 0),
    opened_on   date not null,
    matures_on  date check (matures_on >= opened_on),
    status      text not null default 'OPEN' check (status in ('OPEN', 'MATURED', 'REDEEMED')),
    version     bigint not null default 0
);
create index holdings_by_customer on holdings (customer_id, id desc);
create index holdings_by_maturity on holdings (matures_on) where status = 'OPEN';
create index holdings_by_product on holdings (product_id);

-- For reminders: whoever serves the customer now is told.
create view maturing_holdings as
    select h.id as holding_id, h.customer_id, c.advisor_id, h.product_id, h.matures_on
      from holdings h join customers c on c.id = h.customer_id
     where h.status = 'OPEN' and h.matures_on is not null;

create view customer_birthdays as
    select id as customer_id, advisor_id, birthday from customers where birthday is not null;

create view customer_follow_ups as
    select i.id as interaction_id, i.customer_id, c.advisor_id, i.next_at
      from interactions i join customers c on c.id = i.customer_id
     where i.next_at is not null;

-- Which customer a paper was taken in for: no record of another customer may rest on it.
create table customer_evidence (
    file_id     uuid primary key references files,
    customer_id uuid not null references customers
);
create index customer_evidence_by_customer on customer_evidence (customer_id);
