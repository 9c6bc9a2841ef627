-- Temporary cover (代管): who sees to an advisor's customers during leave. It ends by its last day without anybody doing anything.

create table advisor_covers (
    id         uuid primary key,
    -- On leave; goes on seeing their customers.
    covered_id uuid not null references users,
    cover_id   uuid not null references users,
    -- Business dates; both count.
    from_on    date not null,
    to_on      date not null,
    reason     text check (length(reason) between 1 and 500),
    created_by uuid not null references users,
    created_at timestamptz not null,
    -- When it was withdrawn before its last day.
    ended_at   timestamptz,
    ended_by   uuid references users,
    check (covered_id <> cover_id),
    check (to_on between from_on and from_on + 91),
    check ((ended_at is null) = (ended_by is null)),
    -- btree_gist is there since V084.
    constraint advisor_covers_once exclude using gist
        (covered_id with =, cover_id with =, daterange(from_on, to_on, '[]') with &&) where (ended_at is null)
);
create index advisor_covers_by_cover on advisor_covers (cover_id, to_on) where ended_at is null;
create index advisor_covers_by_covered on advisor_covers (covered_id, id desc);
call make_restorable('advisor_covers');
