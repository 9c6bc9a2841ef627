-- Units, users, sessions, devices, tickets.

create table units (
    id        uuid primary key,
    parent_id uuid references units,
    kind      text not null check (kind in ('HEAD_OFFICE', 'BRANCH', 'TEAM')),
    name      text not null check (length(name) between 1 and 100),
    -- '/'-separated ids from the root down to this unit, ending in '/': a subtree is a prefix.
    path      text not null unique,
    version   bigint not null default 0,
    check ((parent_id is null) = (kind = 'HEAD_OFFICE'))
);
create index units_by_path on units (path text_pattern_ops);
create index units_by_parent on units (parent_id);
create unique index units_one_head_office on units (kind) where kind = 'HEAD_OFFICE';

create table users (
    id            uuid primary key,
    username      text unique check (username = lower(username) and length(username) between 1 and 100),
    password_hash text,
    display_name  text not null check (length(display_name) between 1 and 100),
    roles         text[] not null check (cardinality(roles) > 0 and roles <@ array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER',
                      'COMPLIANCE', 'OPERATIONS', 'FINANCE', 'CALLBACK', 'MARKETING', 'EXECUTIVE', 'ADMIN', 'CUSTOMER']),
    unit_id       uuid references units,
    -- Set for members of the customer app; the customer's file lives in another feature.
    customer_id   uuid unique,
    -- Blind index of the phone a customer signs in with.
    phone_index   bytea unique,
    active        boolean not null default true,
    created_at    timestamptz not null default now(),
    version       bigint not null default 0,
    check (('CUSTOMER' = any (roles)) = (unit_id is null)),
    check ((username is null) = (password_hash is null))
);
create index users_by_unit on users (unit_id, id);
create index users_by_role on users using gin (roles);

create table sessions (
    id              uuid primary key,
    user_id         uuid not null references users,
    installation_id text not null check (length(installation_id) between 1 and 100),
    created_at      timestamptz not null default now(),
    expires_at      timestamptz not null,
    revoked_at      timestamptz,
    revoked_because text check (revoked_because in ('LOGOUT', 'REUSE', 'OFFBOARDED', 'REPLACED'))
);
create index sessions_by_user on sessions (user_id) where revoked_at is null;

create table refresh_tokens (
    token_hash bytea primary key,
    session_id uuid not null references sessions,
    issued_at  timestamptz not null default now(),
    used_at    timestamptz
);
create index refresh_tokens_by_session on refresh_tokens (session_id);

create table devices (
    installation_id text primary key check (length(installation_id) between 1 and 100),
    user_id         uuid not null references users,
    platform        text not null check (platform in ('ANDROID', 'IOS', 'WEB')),
    push_token      text check (length(push_token) between 1 and 4096),
    -- Counts the tokens this installation has had: an answer about an old token never touches a newer one.
    token_version   integer not null default 1,
    token_status    text not null default 'ACTIVE' check (token_status in ('ACTIVE', 'GONE', 'QUARANTINED')),
    locale          text not null default 'zh-CN',
    time_zone       text not null default 'Asia/Shanghai',
    seen_at         timestamptz not null default now()
);
create index devices_by_user on devices (user_id);
create unique index devices_by_token on devices (push_token) where push_token is not null;

create table sms_codes (
    id          uuid primary key,
    phone_index bytea not null,
    purpose     text not null,
    code_hash   bytea not null,
    attempts    integer not null default 0,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index sms_codes_by_phone on sms_codes (phone_index, created_at desc);

create table ws_tickets (
    ticket_hash bytea primary key,
    session_id  uuid not null references sessions,
    expires_at  timestamptz not null,
    -- When the access token that fetched the ticket expires: until then the socket it opens is signed in.
    auth_until  timestamptz not null
);
create index ws_tickets_by_age on ws_tickets (expires_at);
