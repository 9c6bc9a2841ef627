-- Succession (离职交接与客户移交): an advisor's customers, and what is under way with them, go to others in one operation.

-- To whom customers go in one operation. Written before anything moves; what moves with them joins it.
create table customer_handovers (
    operation_id uuid not null references restorable_operations,
    customer_id  uuid not null,
    from_id      uuid not null references users,
    from_unit    uuid not null references units,
    -- Null for the public pool; to_unit is the pool's branch or head office then.
    to_id        uuid references users,
    to_unit      uuid not null references units,
    -- Who works on what is under way: the new advisor, else the nearest lead; null where nothing is.
    works_id     uuid references users,
    works_unit   uuid not null references units,
    primary key (operation_id, customer_id),
    check (to_id <> from_id),
    check (to_id is null or (works_id, works_unit) = (to_id, to_unit))
);
create index customer_handovers_by_customer on customer_handovers (customer_id);
create trigger customer_handovers_are_append_only before update or delete on customer_handovers
    for each row execute function refuse_change();

create table successions (
    id           uuid primary key,
    kind         text not null check (kind in ('OFFBOARDING', 'TRANSFER')),
    -- Who hands over.
    user_id      uuid not null references users,
    plan         text not null check (plan in ('POOL', 'TRANSFER')),
    -- Business date.
    effective_on date not null,
    -- Who is to get whom, as asked; a planned one is worked out on its day.
    heirs        jsonb not null check (jsonb_typeof(heirs) = 'array'),
    reason       text check (length(reason) between 1 and 500),
    state        text not null check (state in ('PLANNED', 'DONE', 'UNDONE', 'CANCELLED', 'FAILED')),
    by_id        uuid not null references users,
    at           timestamptz not null,
    operation_id uuid unique references restorable_operations,
    done_at      timestamptz,
    undo_until   timestamptz,
    -- When and by whom it was taken back or cancelled.
    ended_at     timestamptz,
    ended_by     uuid references users,
    -- Why a planned one could not be done on its day: the problem's code.
    failure      text,
    -- What moved, in figures.
    outcome      jsonb check (jsonb_typeof(outcome) = 'object'),
    -- Of one taken back: what had moved on since, and stayed.
    left_alone   jsonb check (jsonb_typeof(left_alone) = 'array'),
    check ((state in ('DONE', 'UNDONE')) = (operation_id is not null)),
    check ((operation_id is null) = (done_at is null)),
    check ((done_at is null) = (undo_until is null)),
    check ((state in ('UNDONE', 'CANCELLED')) = (ended_at is not null)),
    check ((ended_at is null) = (ended_by is null)),
    check ((state = 'FAILED') = (failure is not null))
);
create index successions_by_user on successions (user_id, id desc);
-- Somebody leaves once at a time.
create unique index successions_one_leave on successions (user_id) where kind = 'OFFBOARDING' and state = 'PLANNED';
create index successions_planned on successions (effective_on) where state = 'PLANNED';

call stand_behind_wall('customer_handovers', 'CUSTOMER', 'customer_id');

-- What a succession changes, and its undo puts back.
call make_restorable('users', 'approval_delegations', 'customers', 'timeline_entries', 'pool_entries', 'tasks', 'task_moves',
    'appointments', 'appointment_moves', 'visits', 'complaints', 'complaint_moves', 'orders', 'conversations', 'members',
    'consultations', 'consultation_moves');
