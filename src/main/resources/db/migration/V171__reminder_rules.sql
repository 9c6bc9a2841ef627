-- Reminders as data (提醒规则): what people are reminded of, when, and in which words.

create table reminder_rules (
    kind       text primary key check (kind in ('MATURITY', 'BIRTHDAY', 'FOLLOW_UP', 'CONTRACT_OVERDUE', 'TASK_OVERDUE',
                   'NAV_PUBLISHED', 'PAYOUT', 'CHAMPION', 'DAILY_DIGEST')),
    id         uuid not null unique,
    -- Days before the date of what is to come, days after that of what has happened.
    offsets    integer[] not null check (cardinality(offsets) between 1 and 10 and 0 <= all (offsets) and 366 >= all (offsets)),
    audience   text[] not null check (cardinality(audience) > 0
                   and audience <@ array['ADVISOR', 'TEAM_LEAD', 'CUSTOMER', 'SALES', 'MANAGEMENT']),
    -- Null: the kind's own words.
    text_id    uuid references notice_texts,
    active     boolean not null,
    version    bigint not null default 0,
    changed_by uuid references users,
    changed_at timestamptz,
    -- A day is told of when it is over.
    check (kind in ('MATURITY', 'BIRTHDAY', 'FOLLOW_UP') or 1 <= all (offsets)),
    check ((changed_by is null) = (changed_at is null))
);

-- The first three as they have always been. NAVs go to every holder of a product each day it is valued: the firm decides.
insert into reminder_rules (kind, id, offsets, audience, active) values
    ('MATURITY', uuidv7(), '{30,7,1,0}', '{ADVISOR,CUSTOMER}', true),
    ('BIRTHDAY', uuidv7(), '{3,0}', '{ADVISOR}', true),
    ('FOLLOW_UP', uuidv7(), '{0}', '{ADVISOR}', true),
    ('CONTRACT_OVERDUE', uuidv7(), '{15,22,30}', '{ADVISOR}', true),
    ('TASK_OVERDUE', uuidv7(), '{1,7}', '{ADVISOR}', true),
    ('NAV_PUBLISHED', uuidv7(), '{1}', '{CUSTOMER}', false),
    ('PAYOUT', uuidv7(), '{1}', '{ADVISOR,CUSTOMER}', true),
    ('CHAMPION', uuidv7(), '{1}', '{SALES}', true),
    ('DAILY_DIGEST', uuidv7(), '{1}', '{MANAGEMENT}', true);
