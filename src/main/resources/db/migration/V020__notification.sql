-- Notifications in people's inboxes, their deliveries to devices, and what people want pushed.

create table notifications (
    id         uuid primary key,
    person_id  uuid        not null references users,
    kind       text        not null check (kind ~ '^[A-Z_]{1,40}$'),
    entity_id  uuid        not null,
    -- What sets this notice apart from others about the same entity: a date, a state, a message's number.
    occasion   text        not null check (length(occasion) between 1 and 100),
    -- Unique over all time: whoever tells the same thing twice, from wherever, adds nothing.
    dedupe_key text        not null generated always as
                   (kind || ':' || cast(entity_id as text) || ':' || occasion || ':' || cast(person_id as text)) stored,
    data       jsonb       not null default '{}' check (jsonb_typeof(data) = 'object'),
    -- All that one call made; it is announced to open sockets by this alone.
    batch      uuid        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    read_at    timestamptz,
    constraint notifications_once unique (dedupe_key)
);
create index notifications_inbox on notifications (person_id, id desc);
create index notifications_unread on notifications (person_id, id desc) where read_at is null;
create index notifications_by_batch on notifications (batch, person_id);

-- One push to one device. due_at and expires_at follow the firm's clock, leases the database's.
create table deliveries (
    id              uuid primary key,
    notification_id uuid        not null references notifications on delete cascade,
    installation_id text        not null,
    -- 0 security, 1 order, 2 chat, 3 reminder, 4 marketing: the lower first.
    lane            smallint    not null check (lane between 0 and 4),
    state           text        not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'DROPPED', 'DEAD')),
    due_at          timestamptz not null,
    expires_at      timestamptz not null,
    attempts        integer     not null default 0 check (attempts >= 0),
    -- The token the last attempt went to, as devices.token_version counts them.
    token_version   integer     not null,
    lease           uuid,
    lease_until     timestamptz,
    reason          text,
    ended_at        timestamptz,
    constraint deliveries_once_per_device unique (notification_id, installation_id),
    check ((lease is null) = (lease_until is null)),
    check ((state = 'PENDING') = (ended_at is null)),
    check (state in ('PENDING', 'DELIVERED') or reason is not null)
) with (fillfactor = 80);
create index deliveries_waiting on deliveries (lane, due_at) where state = 'PENDING';
create index deliveries_ended on deliveries (state, ended_at desc, id desc) where state in ('DROPPED', 'DEAD');

-- No row means: everything is pushed, at any hour.
create table notification_preferences (
    person_id  uuid primary key references users,
    -- Kinds not pushed; they still reach the inbox. A list of exceptions, so that a new kind starts out pushed.
    muted      text[]  not null default '{}',
    quiet_from time,
    quiet_to   time,
    -- The zone quiet hours are meant in; null follows each device.
    zone       text check (length(zone) between 1 and 60),
    version    bigint  not null default 0,
    check ((quiet_from is null) = (quiet_to is null)),
    check (quiet_from <> quiet_to)
);
