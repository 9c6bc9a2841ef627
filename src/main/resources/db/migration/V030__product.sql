-- The shelf: products, their quota, net asset values, announcements, questions.

create table products (
    id                uuid primary key,
    code              text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
    name              text not null check (length(name) between 1 and 100),
    summary           text check (length(summary) between 1 and 4000),
    kind              text not null check (kind in ('FIXED_TERM', 'NAV_FUND')),
    risk_level        text not null check (risk_level in ('R1', 'R2', 'R3', 'R4', 'R5')),
    regime            text not null check (regime in ('PRIVATE_SECURITIES_FUND', 'PRIVATE_EQUITY_FUND',
                          'ASSET_MANAGEMENT_PLAN', 'TRUST')),
    currency          text not null default 'CNY' check (currency ~ '^[A-Z]{3}$'),
    min_amount        numeric(17, 2) not null check (min_amount > 0),
    increment         numeric(17, 2) not null check (increment > 0),
    quota_amount      numeric(17, 2) not null check (quota_amount >= min_amount),
    quota_seats       integer not null check (quota_seats between 1 and 200),
    -- What live orders hold. What is left follows from it, so that raising a quota while bookings run loses nothing.
    amount_held       numeric(17, 2) not null default 0,
    seats_held        integer not null default 0,
    amount_left       numeric(17, 2) generated always as (quota_amount - amount_held) stored,
    seats_left        integer generated always as (quota_seats - seats_held) stored,
    -- Fractions; places kept as given.
    benchmark_rate    numeric check (benchmark_rate between 0 and 1 and scale(benchmark_rate) <= 10),
    term_days         integer check (term_days between 1 and 36500),
    day_count         text not null check (day_count in ('ACT_365F', 'ACT_360', 'THIRTY_360')),
    interest_schedule text not null default 'AT_MATURITY' check (interest_schedule in ('AT_MATURITY', 'QUARTERLY', 'ANNUAL')),
    value_date        date,
    status            text not null default 'DRAFT' check (status in ('DRAFT', 'OPEN', 'CLOSED')),
    opens_at          timestamptz not null,
    closes_at         timestamptz not null,
    launched_at       timestamptz,
    launched_by       uuid references users,
    created_at        timestamptz not null default now(),
    created_by        uuid references users,
    version           bigint not null default 0,
    constraint products_term check (kind <> 'FIXED_TERM' or term_days is not null),
    constraint products_window check (opens_at < closes_at),
    constraint products_launch check ((status = 'DRAFT') = (launched_at is null)),
    constraint products_draft_holds_nothing check (status <> 'DRAFT' or amount_held = 0),
    constraint products_amount_held check (amount_held between 0 and quota_amount),
    constraint products_seats_held check (seats_held between 0 and quota_seats)
);
create unique index products_code_key on products (upper(code));
create index products_by_search on products using gin ((name || ' ' || code) gin_trgm_ops);

-- Who sits on a product's seats (人数上限): one row a customer, whose first live order takes the seat and whose last gives it back.
create table product_investors (
    product_id  uuid not null references products,
    customer_id uuid not null,
    live_orders integer not null check (live_orders >= 0),
    amount_held numeric(17, 2) not null check (amount_held >= 0),
    primary key (product_id, customer_id),
    constraint product_investors_held check ((live_orders = 0) = (amount_held = 0))
);
create index product_investors_by_customer on product_investors (customer_id) where live_orders > 0;

-- 净值, one a day.
create table navs (
    product_id  uuid not null references products,
    nav_date    date not null,
    nav         numeric not null check (nav > 0 and nav < 1000000000 and scale(nav) <= 10),
    recorded_at timestamptz not null,
    recorded_by uuid references users,
    constraint navs_pkey primary key (product_id, nav_date)
);

create table announcements (
    id           uuid primary key,
    product_id   uuid not null references products,
    title        text not null check (length(title) between 1 and 200),
    body         text not null check (length(body) between 1 and 20000),
    published_at timestamptz not null,
    published_by uuid references users
);
create index announcements_by_product on announcements (product_id, id desc);

create table product_questions (
    id            uuid primary key,
    product_id    uuid not null references products,
    text          text not null check (length(text) between 1 and 2000),
    asked_at      timestamptz not null,
    asked_by      uuid not null references users,
    asked_by_name text not null
);
create index product_questions_by_product on product_questions (product_id, id desc);
create index product_questions_by_asker on product_questions (asked_by, product_id, id desc);

create table product_answers (
    id               uuid primary key,
    question_id      uuid not null references product_questions,
    text             text not null check (length(text) between 1 and 4000),
    answered_at      timestamptz not null,
    answered_by      uuid not null references users,
    answered_by_name text not null
);
create index product_answers_by_question on product_answers (question_id, id);
