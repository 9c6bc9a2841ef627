-- Conversations, their members and messages, what each device has received. PostgreSQL is the truth; nodes only wake each other.

-- Names the life of this message store. Who restores a backup sets a new one, so that apps reload instead of trusting old positions.
create table chat_epoch (
    only_row boolean primary key default true check (only_row),
    epoch    text    not null check (length(epoch) between 1 and 64)
);
insert into chat_epoch (epoch) values ('e' || substr(replace(cast(gen_random_uuid() as text), '-', ''), 1, 16));

create table conversations (
    id         uuid        primary key,
    kind       text        not null check (kind in ('DIRECT', 'GROUP', 'ORDER', 'CONSULTATION', 'CHANNEL')),
    title      text        check (length(title) between 1 and 100),
    created_by uuid        not null references users,
    created_at timestamptz not null default now(),
    -- The two people of a DIRECT one, smaller id first: a second one between them cannot be.
    direct_key text        unique,
    -- The order of an ORDER room (订单群), one room each.
    order_id   uuid        unique,
    -- The newest message; the next takes last_seq + 1 in its own transaction, so that numbers have no holes.
    last_seq   bigint      not null default 0 check (last_seq >= 0),
    last_at    timestamptz not null default now(),
    version    bigint      not null default 0,
    check ((direct_key is not null) = (kind = 'DIRECT')),
    check ((order_id is not null) = (kind = 'ORDER')),
    check (kind <> 'DIRECT' or title is null)
) with (fillfactor = 70);

create table members (
    conversation_id uuid        not null references conversations,
    user_id         uuid        not null references users,
    role            text        not null default 'MEMBER' check (role in ('OWNER', 'ADMIN', 'MEMBER')),
    -- The newest message when the person came in.
    joined_seq      bigint      not null default 0,
    joined_at       timestamptz not null default now(),
    -- Messages up to this one stay hidden from the person: 0 shows the whole history.
    hidden_seq      bigint      not null default 0,
    -- Set when the person left or was removed; sight ends with it.
    left_seq        bigint,
    left_at         timestamptz,
    -- Cumulative over all devices, never back.
    received_seq    bigint      not null default 0,
    read_seq        bigint      not null default 0,
    -- Membership changed: what the poll of every node looks at.
    changed_at      timestamptz not null default clock_timestamp(),
    primary key (conversation_id, user_id),
    check ((left_seq is null) = (left_at is null)),
    check (read_seq <= received_seq)
) with (fillfactor = 80);
create index members_by_user on members (user_id, conversation_id) where left_at is null;
create index members_changed on members (changed_at);

create table messages (
    conversation_id uuid        not null references conversations,
    seq             bigint      not null check (seq > 0),
    id              uuid        not null unique,
    -- Absent for what the system says.
    sender_id       uuid        references users,
    -- Chosen by the sending app: the same (sender, cid) is one message for ever.
    cid             uuid,
    kind            text        not null check (kind in ('text', 'file', 'system')),
    body            jsonb       not null check (jsonb_typeof(body) = 'object'),
    file_id         uuid        references files,
    at              timestamptz not null default clock_timestamp(),
    primary key (conversation_id, seq),
    constraint messages_once unique (sender_id, cid),
    check ((kind = 'system') = (sender_id is null)),
    check ((sender_id is null) = (cid is null)),
    check ((kind = 'file') = (file_id is not null))
);
create index messages_by_file on messages (file_id) where file_id is not null;
-- What the poll reads: the newest messages of all conversations, the right edge only.
create index messages_by_time on messages (at) include (conversation_id, seq);

-- How far each device has received: cumulative, never back.
create table device_cursors (
    conversation_id uuid        not null,
    user_id         uuid        not null,
    installation_id text        not null check (length(installation_id) between 1 and 100),
    received_seq    bigint      not null,
    at              timestamptz not null default now(),
    primary key (conversation_id, user_id, installation_id),
    foreign key (conversation_id, user_id) references members
) with (fillfactor = 70);

-- Up to when absent people have been told of messages; the row's lock makes the scan run on one node at a time.
create table chat_absent_scan (
    only_row boolean     primary key default true check (only_row),
    upto     timestamptz not null default now()
);
insert into chat_absent_scan default values;
