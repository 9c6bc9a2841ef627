-- Tasks (待办): what somebody is to do, until when, and what came of it. A follow-up planned with an interaction is one of them.

create table tasks (
    -- A follow-up has the id of the interaction it was planned with, so that what was told of it before stays told.
    id           uuid primary key,
    title        text not null check (length(title) between 1 and 200),
    note         text check (length(note) between 1 and 2000),
    customer_id  uuid references customers,
    -- Null while the customer is in the public pool: the task comes with the customer.
    assignee_id  uuid references users,
    origin       text not null check (origin in ('MANUAL', 'FOLLOW_UP', 'PLAN', 'APPOINTMENT')),
    -- The record it came of, in whatever feature that lives.
    ref_id       uuid,
    priority     text not null check (priority in ('HIGH', 'NORMAL', 'LOW')),
    due_at       timestamptz not null,
    -- As it was planned: snoozing moves due_at alone.
    first_due_at timestamptz not null,
    state        text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'CANCELLED')),
    ended_at     timestamptz,
    ended_by     uuid references users,
    outcome      text check (length(outcome) between 1 and 1000),
    created_by   uuid not null references users,
    created_at   timestamptz not null,
    version      bigint not null default 0,
    check ((state = 'OPEN') = (ended_at is null)),
    check (assignee_id is not null or customer_id is not null),
    check (due_at >= first_due_at),
    check ((origin = 'MANUAL') = (ref_id is null))
);
create index tasks_by_assignee on tasks (assignee_id, due_at, id);
create index tasks_open_by_assignee on tasks (assignee_id, due_at, id) where state = 'OPEN';
create index tasks_by_creator on tasks (created_by, due_at, id);
create index tasks_by_customer on tasks (customer_id, due_at, id) where customer_id is not null;
-- What the daily scan goes by.
create index tasks_due on tasks (due_at) where state = 'OPEN';
create index tasks_by_ref on tasks (ref_id) where ref_id is not null;

-- Who did what with it and when.
create table task_moves (
    id          uuid primary key,
    task_id     uuid not null references tasks,
    kind        text not null check (kind in ('OPENED', 'CHANGED', 'SNOOZED', 'ASSIGNED', 'DONE', 'CANCELLED')),
    at          timestamptz not null,
    -- Null where nobody did, such as when a customer falls into the public pool.
    by_id       uuid references users,
    -- Who has it, and until when, from then on.
    assignee_id uuid references users,
    due_at      timestamptz not null,
    note        text check (length(note) between 1 and 1000)
);
create index task_moves_in_order on task_moves (task_id, id);
create trigger task_moves_are_append_only before update or delete on task_moves
    for each row execute function refuse_change();

-- Follow-up plans (跟进计划): what is done for a customer step by step.
create table follow_up_plans (
    id         uuid primary key,
    -- Whose people may begin it: those of the unit and below.
    unit_id    uuid not null references units,
    name       text not null check (length(name) between 1 and 100),
    active     boolean not null default true,
    created_by uuid not null references users,
    created_at timestamptz not null
);
create index follow_up_plans_by_unit on follow_up_plans (unit_id, id);
create table follow_up_steps (
    plan_id    uuid not null references follow_up_plans,
    number     integer not null check (number between 1 and 20),
    -- Counted from the day the plan begins.
    after_days integer not null check (after_days between 0 and 730),
    title      text not null check (length(title) between 1 and 200),
    note       text check (length(note) between 1 and 2000),
    priority   text not null check (priority in ('HIGH', 'NORMAL', 'LOW')),
    primary key (plan_id, number)
);
create trigger follow_up_steps_are_append_only before update or delete on follow_up_steps
    for each row execute function refuse_change();

-- A plan begun for a customer: its steps are tasks with the run as their ref_id.
create table follow_up_runs (
    id          uuid primary key,
    plan_id     uuid not null references follow_up_plans,
    customer_id uuid not null references customers,
    starts_on   date not null,
    state       text not null default 'RUNNING' check (state in ('RUNNING', 'DONE', 'CANCELLED')),
    started_by  uuid not null references users,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    ended_by    uuid references users,
    reason      text check (length(reason) between 1 and 1000),
    check ((state = 'RUNNING') = (ended_at is null)),
    check ((ended_at is null) = (ended_by is null)),
    check (reason is null or state = 'CANCELLED')
);
-- A plan is under way once with a customer.
create unique index follow_up_runs_once on follow_up_runs (plan_id, customer_id) where state = 'RUNNING';
create index follow_up_runs_by_customer on follow_up_runs (customer_id, id);

-- Follow-ups that are still to come, or were missed within the last thirty days, as the rules told of them until now.
with today as (
    select now() + ahead as now from firm_clock),
planned as (
    insert into tasks (id, title, note, customer_id, assignee_id, origin, ref_id, priority, due_at, first_due_at, created_by,
                       created_at)
    select i.id, left(coalesce(i.next_step, i.summary), 200), case when length(i.next_step) > 200 then i.next_step end,
           i.customer_id, c.advisor_id, 'FOLLOW_UP', i.id, 'NORMAL', i.next_at, i.next_at, i.by_id, i.created_at
      from today join interactions i on i.next_at >= today.now - interval '30 days'
      join customers c on c.id = i.customer_id
     where i.next_at >= today.now
        or not exists (select from interactions later where later.customer_id = i.customer_id and later.at >= i.next_at)
    returning *)
insert into task_moves (id, task_id, kind, at, by_id, assignee_id, due_at)
select uuidv7(), id, 'OPENED', created_at, created_by, assignee_id, due_at from planned;

-- Reminders go by tasks.
drop view if exists customer_follow_ups;
