-- Complaints (投诉) and service requests (服务请求): what a customer is not content with or asks for, worked to an end in time.

-- How fast what must be done: a table that compliance replaces as a whole. A complaint keeps the version it was opened under.
create table complaint_sla_versions (
    version      integer     primary key check (version > 0),
    -- Working hours (工作时间) of business days, in the firm's zone.
    working_from time        not null,
    working_to   time        not null,
    changed_by   uuid        references users,
    changed_at   timestamptz not null,
    check (working_from < working_to)
);
create table complaint_sla_rules (
    version          integer  not null references complaint_sla_versions,
    kind             text     not null check (kind in ('COMPLAINT', 'SERVICE_REQUEST')),
    severity         smallint not null check (severity between 1 and 4),
    -- From the opening to the day somebody has it, and to the answer; then from one escalation (升级) to the next.
    first_minutes    integer  not null check (first_minutes between 1 and 100000),
    resolve_minutes  integer  not null check (resolve_minutes between first_minutes and 100000),
    escalate_minutes integer  not null check (escalate_minutes between 1 and 100000),
    -- Whether these are minutes of working hours, or of the clock.
    working_hours    boolean  not null,
    -- Who hears at levels 1, 2 and 3.
    escalate_to      text[]   not null check (cardinality(escalate_to) = 3 and escalate_to[3] = 'COMPLIANCE'
                              and escalate_to <@ '{TEAM_LEAD,BRANCH_MANAGER,OPERATIONS,COMPLIANCE}'),
    primary key (version, kind, severity)
);
create trigger complaint_sla_versions_are_append_only before update or delete on complaint_sla_versions
    for each row execute function refuse_change();
create trigger complaint_sla_rules_are_append_only before update or delete on complaint_sla_rules
    for each row execute function refuse_change();

insert into complaint_sla_versions (version, working_from, working_to, changed_at) values (1, '09:00', '18:00', now());
insert into complaint_sla_rules
select 1, kind, severity, first_minutes, resolve_minutes, escalate_minutes, working_hours, '{TEAM_LEAD,BRANCH_MANAGER,COMPLIANCE}'
  from (values ('COMPLAINT', 1, 60, 1440, 240, false), ('COMPLAINT', 2, 120, 1620, 540, true),
               ('COMPLAINT', 3, 270, 2700, 540, true), ('COMPLAINT', 4, 540, 5400, 1080, true),
               ('SERVICE_REQUEST', 1, 60, 540, 270, true), ('SERVICE_REQUEST', 2, 120, 1080, 540, true),
               ('SERVICE_REQUEST', 3, 270, 1620, 540, true), ('SERVICE_REQUEST', 4, 540, 2700, 1080, true))
       as rule (kind, severity, first_minutes, resolve_minutes, escalate_minutes, working_hours);

-- The last number given in a year.
create table complaint_numbers (
    year integer primary key,
    last integer not null check (last between 1 and 999999)
);

-- It has no unit of its own: it is seen with the customer, wherever that one goes.
create table complaints (
    id            uuid        primary key,
    number        text        not null constraint complaints_number_key unique,
    customer_id   uuid        not null references customers,
    kind          text        not null check (kind in ('COMPLAINT', 'SERVICE_REQUEST')),
    category      text        not null check (category in ('SALES_CONDUCT', 'DISCLOSURE', 'PRODUCT', 'PAYOUT', 'FEE', 'SERVICE',
                                  'PERSONAL_DATA', 'SYSTEM', 'DATA_CHANGE', 'STATEMENT', 'OTHER')),
    -- 1 is the gravest.
    severity      smallint    not null check (severity between 1 and 4),
    subject       text        not null check (length(subject) between 1 and 200),
    text          text        not null check (length(text) between 1 and 4000),
    channel       text        not null check (channel in ('APP', 'PHONE', 'VISIT', 'CHAT', 'EMAIL', 'LETTER', 'REGULATOR')),
    -- Orders know customers, not the other way round, hence no foreign key.
    order_id      uuid,
    product_id    uuid        references products,
    -- Whom it is about (被投诉人), who never works on it.
    about_user_id uuid        references users,
    state         text        not null check (state in ('OPEN', 'ASSIGNED', 'ANSWERED', 'CLOSED')),
    -- How far up the line it has gone.
    level         smallint    not null default 0 check (level between 0 and 3),
    assignee_id   uuid        references users,
    opened_by     uuid        not null references users,
    opened_at     timestamptz not null,
    sla_version   integer     not null,
    -- From when its times count: the opening, or the last reopening.
    counts_from   timestamptz not null,
    first_due_at  timestamptz not null,
    due_at        timestamptz not null,
    late_at       timestamptz not null,
    very_late_at  timestamptz not null,
    -- How many of these four times have passed, and which is the next to send it up the line; null when none does.
    passed        smallint    not null default 0 check (passed between 0 and 4),
    escalate_at   timestamptz,
    answered_at   timestamptz,
    answered_by   uuid        references users,
    closed_at     timestamptz,
    closed_by     uuid        references users,
    root_cause    text        check (length(root_cause) between 1 and 1000),
    rating        smallint    check (rating between 1 and 5),
    rating_note   text        check (length(rating_note) between 1 and 1000),
    rated_at      timestamptz,
    version       bigint      not null default 0,
    foreign key (sla_version, kind, severity) references complaint_sla_rules (version, kind, severity),
    constraint complaints_assigned check ((state = 'OPEN') = (assignee_id is null)),
    constraint complaints_no_conflict check (assignee_id <> about_user_id),
    check ((state in ('ANSWERED', 'CLOSED')) = (answered_at is not null)),
    check ((answered_at is null) = (answered_by is null)),
    check ((state = 'CLOSED') = (closed_at is not null)),
    check ((closed_at is null) = (closed_by is null)),
    check (escalate_at is null or state in ('OPEN', 'ASSIGNED') and level < 3),
    check (state not in ('ANSWERED', 'CLOSED') or kind <> 'COMPLAINT' or root_cause is not null),
    check ((rating is null) = (rated_at is null)),
    check (rating is null or state = 'CLOSED')
);
create index complaints_by_customer on complaints (customer_id, id);
create index complaints_by_assignee on complaints (assignee_id, id) where assignee_id is not null;
create index complaints_open on complaints (due_at, id) where state <> 'CLOSED';
create index complaints_to_escalate on complaints (escalate_at) where escalate_at is not null;

-- Who did what with it and when, in order.
create table complaint_moves (
    id           uuid        primary key,
    complaint_id uuid        not null references complaints,
    kind         text        not null,
    from_state   text,
    to_state     text        not null,
    level        smallint    not null,
    -- Null when the clock did it.
    by_id        uuid        references users,
    -- Who has it from then on.
    to_id        uuid        references users,
    at           timestamptz not null,
    -- Of an answer what the customer was told, else a remark.
    note         text        check (length(note) between 1 and 4000),
    check (case kind
           when 'OPENED' then from_state is null and to_state = 'OPEN'
           when 'ASSIGNED' then from_state = 'OPEN' and to_state = 'ASSIGNED'
           when 'HANDED_OVER' then from_state = 'ASSIGNED' and to_state = 'ASSIGNED'
           when 'RETURNED' then from_state = 'ASSIGNED' and to_state = 'OPEN' and to_id is null
           when 'ANSWERED' then from_state = 'ASSIGNED' and to_state = 'ANSWERED' and note is not null
           when 'REOPENED' then from_state = 'ANSWERED' and to_state = 'ASSIGNED'
           when 'CLOSED' then from_state = 'ANSWERED' and to_state = 'CLOSED'
           when 'ESCALATED' then from_state = to_state and to_state in ('OPEN', 'ASSIGNED', 'ANSWERED') and level > 0
           when 'EDITED' then from_state = to_state and to_state in ('OPEN', 'ASSIGNED', 'ANSWERED')
           when 'RATED' then from_state = 'CLOSED' and to_state = 'CLOSED'
           else false end)
);
create index complaint_moves_in_order on complaint_moves (complaint_id, id);
create trigger complaint_moves_are_append_only before update or delete on complaint_moves
    for each row execute function refuse_change();

-- What complaints may ask of orders, which stand further right.
create view complaint_orders as select id, customer_id from orders;

-- For whoever opens the customer's file: what is not at its end yet.
create view open_complaints as
    select id, number, customer_id, kind, category, severity, subject, state, level, assignee_id, opened_at, due_at
      from complaints where state <> 'CLOSED';

-- Who hears of it at which level, by the rules it was opened under: leads of the customer's line, offices of the firm. Who has it
-- and whom it is about are none of them.
create view complaint_ladder as
    select k.id as complaint_id, cast(step.level as smallint) as level, u.id as person_id
      from complaints k
      join complaint_sla_rules r on r.version = k.sla_version and r.kind = k.kind and r.severity = k.severity
      cross join lateral unnest(r.escalate_to) with ordinality as step (role, level)
      join customers c on c.id = k.customer_id
      join units own on own.id = c.unit_id
      join users u on u.active and step.role = any (u.roles)
       and u.id is distinct from k.assignee_id and u.id is distinct from k.about_user_id
      left join units theirs on theirs.id = u.unit_id
     where step.role in ('OPERATIONS', 'COMPLIANCE') or own.path like theirs.path || '%';
