-- Duplicates (重复客户): pairs of files that are probably one customer's, found by scans and decided by people.

-- How a name sounds, without what is easily confused (模糊音): zh and z, ch and c, sh and s, n and l, -ng and -n. name_key is the reading
-- and then the name.
create function name_sound(name_key text, name text) returns text language sql immutable parallel safe return
    replace(replace(replace(regexp_replace(regexp_replace(left(name_key, length(name_key) - length(name)), '\mn', 'l', 'g'),
        '([aei])ng\M', '\1n', 'g'), 'zh', 'z'), 'ch', 'c'), 'sh', 's');

create table duplicate_pairs (
    id         uuid        primary key,
    -- The older file; without foreign keys, for a merged one stays as it was decided.
    low_id     uuid        not null,
    high_id    uuid        not null check (high_id > low_id),
    -- From 60 on it is a pair.
    score      integer     not null check (score between 0 and 200),
    reasons    text[]      not null check (cardinality(reasons) > 0),
    state      text        not null default 'OPEN' check (state in ('OPEN', 'DISMISSED', 'MERGED')),
    found_at   timestamptz not null,
    decided_by uuid references users,
    decided_at timestamptz,
    note       text check (length(note) between 1 and 500),
    constraint duplicate_pairs_key unique (low_id, high_id),
    check ((state = 'OPEN') = (decided_at is null)),
    check ((decided_at is null) = (decided_by is null))
);
create index duplicate_pairs_in_order on duplicate_pairs (state, score desc, id desc);
create index duplicate_pairs_by_high on duplicate_pairs (high_id);

alter table duplicate_pairs enable row level security;
-- Who does not see both files does not see the pair.
create policy sight on duplicate_pairs for all
    using ((select sight_all())
           or exists (select from customers_in_sight c where c.id = low_id) and exists (select from customers_in_sight c where c.id = high_id))
    with check (true);

create table duplicate_scans (
    id            uuid primary key,
    business_date date not null,
    -- Null for the daily one.
    requested_by  uuid references users,
    requested_at  timestamptz not null,
    -- Customers up to this id have been compared with those before them.
    upto          uuid,
    -- How many there were at its beginning, and how many of them have been compared.
    files         bigint not null,
    compared      bigint not null default 0 check (compared <= files),
    found         bigint not null default 0,
    finished_at   timestamptz
);
create unique index duplicate_scans_daily on duplicate_scans (business_date) where requested_by is null;

insert into customer_references values
    ('duplicate_pairs', 'low_id', 'OWN'), ('duplicate_pairs', 'high_id', 'OWN'),
    ('merges', 'survivor_id', 'STAYS'), ('merges', 'merged_id', 'STAYS');
call make_restorable('duplicate_pairs');

-- How many parts of at least three digits two phones have in common: 45 of one number, 36 when only the last digit differs.
create function phone_likeness(a integer[], b integer[]) returns bigint language sql immutable parallel safe return
    (select count(*) from unnest(a) part where part = any (b));

-- What speaks for two files being one customer's, and what against it. Phones, the dearest to compare, only where they decide.
create function duplicate_judged(a customers, b customers) returns table (score bigint, reasons text[]) language sql stable as $$
    with judged as (
        select reason, points from (values
            ('NAME', case when a.name = b.name then 40 end),
            ('NAME_SOUND', case when a.name <> b.name and name_sound(a.name_key, a.name) = name_sound(b.name_key, b.name) then 25 end),
            ('BIRTHDAY', case when a.birthday = b.birthday then 30 when a.birthday <> b.birthday then -30 end),
            ('CITY', case when a.city = b.city then 5 end),
            ('HOMETOWN', case when a.hometown = b.hometown then 5 end),
            ('OCCUPATION', case when a.occupation = b.occupation then 5 end),
            ('GENDER', case when a.gender <> b.gender then -30 end),
            ('ID_NUMBER', case when a.id_number_index <> b.id_number_index then -40 end)) all_of_them (reason, points)),
    with_phone as (
        select reason, points from judged
        union all
        select 'PHONE', 15 from (select sum(points) as score from judged) so_far
         where so_far.score >= 45 and phone_likeness(a.phone_tokens, b.phone_tokens) >= 20)
    select sum(points), array_agg(reason order by points desc, reason) filter (where points > 0) from with_phone
$$;

-- Whether somebody on file, whoever serves them, is much alike: the name sounds the same, and so is the birthday or the end of the
-- phone. Of all that it looks at beyond its caller's sight it tells this alone.
create function customer_met(of_key text, of_name text, of_birthday date, phone_end integer) returns boolean language sql stable
    security definer set search_path from current as $$
    select exists (select from customers c
                    where name_sound(c.name_key, c.name) = name_sound(of_key, of_name) and c.birthday = of_birthday)
        or exists (select from (select phone_tokens from customers c
                                 where name_sound(c.name_key, c.name) = name_sound(of_key, of_name) limit 500) c
                    where phone_end = any (c.phone_tokens))
$$;
