-- Segments (客群): saved filters over customers. Each reader sees of one only the customers in the own sight.

create table segments (
    id         uuid        primary key,
    name       text        not null check (length(name) between 1 and 100),
    owner_id   uuid        not null references users,
    sharing    text        not null check (sharing in ('PRIVATE', 'UNIT', 'FIRM')),
    -- Whose people it is shared with, those of units below among them.
    unit_id    uuid        references units,
    conditions jsonb       not null check (jsonb_typeof(conditions) = 'object'),
    created_at timestamptz not null,
    version    bigint      not null default 0,
    check ((sharing = 'UNIT') = (unit_id is not null))
);
create unique index segments_name_key on segments (owner_id, name);
create index segments_by_unit on segments (unit_id) where sharing = 'UNIT';
create index segments_of_the_firm on segments (id) where sharing = 'FIRM';
