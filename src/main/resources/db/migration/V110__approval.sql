-- Approval flows (审批流): the steps a request takes, who decided what, and who stands in for whom.

create table approval_flows (
    id         uuid primary key,
    kind       text not null constraint approval_flows_kind_key unique check (kind ~ '^[A-Z][A-Z0-9_]{1,39}$'),
    name       text not null check (length(name) between 1 and 100),
    created_by uuid references users,
    created_at timestamptz not null
);

-- Fixed from its activation on: a request under way keeps the steps it was opened with.
create table approval_flow_versions (
    id           uuid primary key,
    flow_id      uuid not null references approval_flows,
    number       integer not null check (number > 0),
    status       text not null check (status in ('DRAFT', 'ACTIVE', 'RETIRED')),
    -- JSON schema of the form that goes with a request; null where there is none.
    form_schema  jsonb check (jsonb_typeof(form_schema) = 'object'),
    created_by   uuid references users,
    created_at   timestamptz not null,
    activated_by uuid references users,
    activated_at timestamptz,
    retired_at   timestamptz,
    version      bigint not null default 0,
    constraint approval_flow_versions_number_key unique (flow_id, number),
    check ((activated_at is null) = (status = 'DRAFT')),
    check ((retired_at is null) = (status <> 'RETIRED'))
);
create unique index approval_flow_versions_one_active on approval_flow_versions (flow_id) where status = 'ACTIVE';

create function approval_keep_activated_version() returns trigger language plpgsql as $$
begin
    raise exception 'version % of flow % is fixed', old.number, old.flow_id
        using errcode = '23514', constraint = 'approval_flow_versions_fixed';
end $$;
create trigger approval_flow_versions_fixed before update on approval_flow_versions for each row
    when (old.status <> 'DRAFT' and (new.flow_id, new.number, new.form_schema, new.activated_by, new.activated_at)
          is distinct from (old.flow_id, old.number, old.form_schema, old.activated_by, old.activated_at)
          or old.status = 'RETIRED' or new.status = 'DRAFT' and old.status <> 'DRAFT')
    execute function approval_keep_activated_version();
create trigger approval_flow_versions_kept before delete on approval_flow_versions for each row
    execute function refuse_change();

-- Steps of one stage are open side by side (会签); the next stage opens when all of them are approved.
create table approval_flow_steps (
    id           uuid primary key,
    version_id   uuid not null references approval_flow_versions,
    stage        integer not null check (stage between 1 and 50),
    slot         integer not null check (slot between 1 and 50),
    name         text not null check (length(name) between 1 and 100),
    role         text not null check (role in ('ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER', 'COMPLIANCE', 'OPERATIONS',
                     'FINANCE', 'CALLBACK', 'MARKETING', 'EXECUTIVE', 'ADMIN')),
    -- LINE: only somebody of the requester's own unit or of one above it.
    scope        text not null check (scope in ('FIRM', 'LINE')),
    -- The step is taken from amount_from on and below amount_below, and for this product; null asks for nothing.
    amount_from  numeric(17, 2) check (amount_from >= 0),
    amount_below numeric(17, 2) check (amount_below > 0),
    product_id   uuid,
    due_hours    integer not null check (due_hours between 1 and 8760),
    unique (version_id, stage, slot),
    check (amount_from is null or amount_below is null or amount_from < amount_below)
);

create function approval_keep_activated_steps() returns trigger language plpgsql as $$
begin
    if (select status from approval_flow_versions where id = coalesce(new.version_id, old.version_id)) <> 'DRAFT' then
        raise exception 'the steps of an activated version are fixed'
            using errcode = '23514', constraint = 'approval_flow_steps_fixed';
    end if;
    return coalesce(new, old);
end $$;
create trigger approval_flow_steps_fixed before insert or update or delete on approval_flow_steps for each row
    execute function approval_keep_activated_steps();

create table approval_requests (
    id           uuid primary key,
    version_id   uuid not null references approval_flow_versions,
    kind         text not null check (kind ~ '^[A-Z][A-Z0-9_]{1,39}$'),
    -- What it is about; of a free-form request itself.
    subject_kind text not null check (subject_kind ~ '^[A-Z][A-Z0-9_]{1,39}$'),
    subject_id   uuid not null,
    title        text not null check (length(title) between 1 and 200),
    requester_id uuid not null references users,
    -- Who may decide no step of it: the requester and whoever else has an interest.
    barred       uuid[] not null check (requester_id = any (barred)),
    -- The requester's unit and those above it.
    line         uuid[] not null,
    amount       numeric(17, 2) check (amount >= 0),
    product_id   uuid,
    form         jsonb check (jsonb_typeof(form) = 'object'),
    -- Where a feature's own requests are decided; null: here.
    decide_at    text check (length(decide_at) between 1 and 200),
    -- The returned request this one mends.
    replaces_id  uuid constraint approval_requests_replaces_key unique references approval_requests,
    status       text not null check (status in ('OPEN', 'APPROVED', 'REJECTED', 'RETURNED', 'WITHDRAWN')),
    stage        integer not null,
    opened_at    timestamptz not null,
    ended_at     timestamptz,
    version      bigint not null default 0,
    unique (id, barred),
    check ((ended_at is null) = (status = 'OPEN'))
);
create unique index approval_requests_one_open on approval_requests (kind, subject_id) where status = 'OPEN';
create index approval_requests_by_subject on approval_requests (subject_id, id desc);
create index approval_requests_by_requester on approval_requests (requester_id, id desc);

create function approval_keep_ended() returns trigger language plpgsql as $$
begin
    raise exception 'approval % has ended', old.id using errcode = '23514', constraint = 'approval_requests_ended_once';
end $$;
create trigger approval_requests_ended_once before update on approval_requests for each row
    when (old.status <> 'OPEN') execute function approval_keep_ended();
create trigger approval_requests_kept before delete on approval_requests for each row execute function refuse_change();

-- What each step came to. A return to an earlier stage supersedes the steps from there on by fresh ones.
create table approval_request_steps (
    id          uuid primary key,
    request_id  uuid not null,
    barred      uuid[] not null,
    -- Null: anybody of the role.
    line        uuid[],
    stage       integer not null,
    slot        integer not null,
    name        text not null,
    role        text not null,
    due_hours   integer not null check (due_hours > 0),
    status      text not null check (status in ('WAITING', 'OPEN', 'APPROVED', 'REJECTED', 'RETURNED', 'CANCELLED')),
    superseded  boolean not null default false,
    opened_at   timestamptz,
    due_at      timestamptz,
    reminded_on date,
    decided_by  uuid references users,
    -- Whose right it was: the decider, or who had delegated to them.
    acting_for  uuid references users,
    decided_at  timestamptz,
    note        text check (length(note) <= 500),
    returned_to integer,
    foreign key (request_id, barred) references approval_requests (id, barred),
    constraint approval_nobody_decides_own check (decided_by <> all (barred) and acting_for <> all (barred)),
    check ((decided_by is not null) = (status in ('APPROVED', 'REJECTED', 'RETURNED'))),
    check ((decided_by is null) = (acting_for is null) and (decided_by is null) = (decided_at is null)),
    check ((opened_at is null) = (due_at is null)),
    check (status <> 'OPEN' or opened_at is not null and not superseded)
);
create index approval_request_steps_by_request on approval_request_steps (request_id, id);
-- One person, one step (四眼原则).
create unique index approval_one_step_each on approval_request_steps (request_id, decided_by)
    where status = 'APPROVED' and not superseded;
-- What waits for a role, the most urgent first.
create index approval_tasks on approval_request_steps (role, due_at, id) include (request_id, line, barred)
    where status = 'OPEN';
create index approval_steps_due on approval_request_steps ((coalesce(reminded_on, '-infinity')), due_at) where status = 'OPEN';

create function approval_keep_decision() returns trigger language plpgsql as $$
begin
    raise exception 'step % is decided', old.id using errcode = '23514', constraint = 'approval_decided_once';
end $$;
create trigger approval_decided_once before update on approval_request_steps for each row
    when (old.status not in ('WAITING', 'OPEN')
          and (new.request_id, new.stage, new.slot, new.role, new.status, new.decided_by, new.acting_for, new.decided_at,
               new.note, new.returned_to)
          is distinct from (old.request_id, old.stage, old.slot, old.role, old.status, old.decided_by, old.acting_for,
               old.decided_at, old.note, old.returned_to))
    execute function approval_keep_decision();
create trigger approval_request_steps_kept before delete on approval_request_steps for each row
    execute function refuse_change();

-- Standing in (代审批): for a time, somebody decides with a role that another holds.
create table approval_delegations (
    id         uuid primary key,
    from_id    uuid not null references users,
    to_id      uuid not null references users,
    role       text not null,
    from_date  date not null,
    to_date    date not null,
    created_at timestamptz not null,
    ended_at   timestamptz,
    check (from_id <> to_id),
    check (to_date >= from_date)
);
create index approval_delegations_to on approval_delegations (to_id) where ended_at is null;
create index approval_delegations_from on approval_delegations (from_id, id desc);

-- With which roles, of which unit and for whom a person may decide, from when to when. What is delegated goes with the
-- role: whoever loses it or leaves cannot be stood in for, and a delegate hands nothing on.
create view approval_standings as
select u.id as person_id, held.role, u.unit_id, u.id as for_id, cast('-infinity' as date) as from_date,
       cast('infinity' as date) as to_date
  from users u cross join lateral unnest(u.roles) as held (role)
 where u.active and u.unit_id is not null
union all
select d.to_id, d.role, giver.unit_id, d.from_id, d.from_date, d.to_date
  from approval_delegations d
  join users giver on giver.id = d.from_id and giver.active and d.role = any (giver.roles)
  join users taker on taker.id = d.to_id and taker.active
 where d.ended_at is null;

-- The firm's usual way: one decision of compliance on each order. Orders already submitted await it.
insert into approval_flows (id, kind, name, created_at) values (uuidv7(), 'ORDER', '订单合规审批', now());
insert into approval_flow_versions (id, flow_id, number, status, created_at)
select uuidv7(), id, 1, 'DRAFT', now() from approval_flows where kind = 'ORDER';
insert into approval_flow_steps (id, version_id, stage, slot, name, role, scope, due_hours)
select uuidv7(), v.id, 1, 1, '合规审批', 'COMPLIANCE', 'FIRM', 24
  from approval_flow_versions v join approval_flows f on f.id = v.flow_id where f.kind = 'ORDER';
update approval_flow_versions set status = 'ACTIVE', activated_at = now();

create function approval_await_submitted_orders() returns void language sql as $$
    with waiting as (
        insert into approval_requests (id, version_id, kind, subject_kind, subject_id, title, requester_id, barred, line,
               amount, product_id, decide_at, status, stage, opened_at)
        select uuidv7(), v.id, 'ORDER', 'ORDER', o.id, o.product_name, o.submitted_by,
               array(select distinct unnest(array[o.submitted_by, o.booked_by, o.advisor_id])),
               cast(string_to_array(trim(both '/' from u.path), '/') as uuid[]), o.amount, o.product_id,
               '/api/v1/orders/' || o.id || '/approval', 'OPEN', 1, o.status_at
          from orders o
          join units u on u.id = o.unit_id
          join approval_flows f on f.kind = 'ORDER'
          join approval_flow_versions v on v.flow_id = f.id and v.number = 1
         where o.status = 'SUBMITTED' and o.submitted_by is not null
        returning id, barred, opened_at)
    insert into approval_request_steps (id, request_id, barred, stage, slot, name, role, due_hours, status, opened_at, due_at)
    select uuidv7(), id, barred, 1, 1, '合规审批', 'COMPLIANCE', 24, 'OPEN', opened_at, opened_at + interval '24 hours'
      from waiting
$$;
select approval_await_submitted_orders();
