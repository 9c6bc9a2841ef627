-- Consultation (客户咨询): a customer's or visitor's question, who answers it and how long it waited. Times are real time, as those
-- of the messages they are taken from.

create table consultations (
    id              uuid        primary key,
    conversation_id uuid        not null unique references conversations,
    -- A visitor of the website is a person without account, customer or roles that let anybody in.
    asker_id        uuid        not null references users,
    customer_id     uuid        references customers,
    product_id      uuid        references products,
    -- Whose duty queue (值班队列) it waits in: the customer's unit, head office for visitors.
    unit_id         uuid        not null references units,
    state           text        not null check (state in ('QUEUED', 'ASSIGNED', 'CLOSED')),
    assignee_id     uuid        references users,
    asked_at        timestamptz not null default clock_timestamp(),
    -- When it came to where it waits or is answered now.
    state_at        timestamptz not null default clock_timestamp(),
    -- Unanswered until then, it goes from who has it to the queue.
    due_at          timestamptz,
    answered_at     timestamptz,
    closed_at       timestamptz,
    rating          smallint    check (rating between 1 and 5),
    rating_note     text        check (length(rating_note) between 1 and 1000),
    rated_at        timestamptz,
    visit_hash      bytea       unique check (length(visit_hash) = 32),
    visit_until     timestamptz,
    version         bigint      not null default 0,
    constraint consultations_assigned check (state <> 'QUEUED' or assignee_id is null),
    check (state <> 'ASSIGNED' or assignee_id is not null),
    check ((closed_at is not null) = (state = 'CLOSED')),
    check ((rating is null) = (rated_at is null)),
    check (rating is null or state = 'CLOSED'),
    check ((customer_id is null) = (visit_hash is not null)),
    check ((visit_hash is null) = (visit_until is null))
);
-- A customer has one open question at a time; everything more is said in it.
create unique index consultations_one_open on consultations (asker_id) where state <> 'CLOSED';
create index consultations_by_asker on consultations (asker_id, id);
create index consultations_by_customer on consultations (customer_id, id) where customer_id is not null;
create index consultations_by_unit on consultations (unit_id, id);
create index consultations_by_assignee on consultations (assignee_id, id) where assignee_id is not null;
create index consultations_waiting on consultations (unit_id, id) where state = 'QUEUED';
create index consultations_in_hand on consultations (assignee_id) where state = 'ASSIGNED';
create index consultations_unanswered on consultations (due_at) where answered_at is null and state <> 'CLOSED';

-- Who did what with it and when, in order.
create table consultation_moves (
    id              uuid        primary key,
    consultation_id uuid        not null references consultations,
    kind            text        not null check (kind in ('ASKED', 'QUEUED', 'ASSIGNED', 'CLAIMED', 'HANDED_OVER', 'TIMED_OUT',
                                    'ANSWERED', 'CLOSED', 'RATED')),
    at              timestamptz not null default clock_timestamp(),
    by_id           uuid        references users,
    -- Who has it from then on.
    to_id           uuid        references users,
    note            text        check (length(note) between 1 and 500)
);
create index consultation_moves_in_order on consultation_moves (consultation_id, id);
create trigger consultation_moves_are_append_only before update or delete on consultation_moves
    for each row execute function refuse_change();

-- Who answers what waits in the queue of the own unit and those below, and who is away for now.
create table consultation_availability (
    user_id    uuid        primary key references users,
    on_duty    boolean     not null default false,
    away_until timestamptz
);
create index consultation_on_duty on consultation_availability (user_id) where on_duty;
