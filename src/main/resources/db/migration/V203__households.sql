-- Relations (关系) end, and contradict each other nowhere; households and groups (家庭与群体) of customers.

alter table customer_relations
    -- The first day it was no more.
    add column until    date,
    add column ended_by uuid references users,
    add column version  bigint not null default 0,
    add constraint customer_relations_term check (until >= since) not valid,
    add constraint customer_relations_ended check ((until is null) = (ended_by is null)) not valid,
    drop constraint customer_relations_kind_check,
    add constraint customer_relations_kind_check check (kind in ('SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'GRANDPARENT',
        'GRANDCHILD', 'GUARDIAN', 'WARD', 'REFERRER', 'REFERRED', 'EMPLOYER', 'EMPLOYEE', 'COMPANY_OWNER', 'COMPANY', 'PARTNER',
        'FRIEND')) not valid;

-- The same edge from the other end.
create function relation_inverse(kind text) returns text language sql immutable parallel safe return case kind
    when 'PARENT' then 'CHILD' when 'CHILD' then 'PARENT' when 'GRANDPARENT' then 'GRANDCHILD' when 'GRANDCHILD' then 'GRANDPARENT'
    when 'GUARDIAN' then 'WARD' when 'WARD' then 'GUARDIAN' when 'REFERRER' then 'REFERRED' when 'REFERRED' then 'REFERRER'
    when 'EMPLOYER' then 'EMPLOYEE' when 'EMPLOYEE' then 'EMPLOYER' when 'COMPANY_OWNER' then 'COMPANY'
    when 'COMPANY' then 'COMPANY_OWNER' else kind end;

-- The kinds that lead upwards in the same line as this one: nobody comes back to himself along them. Null for kinds without.
create function relation_line(kind text) returns text[] language sql immutable parallel safe return case
    when kind in ('PARENT', 'CHILD', 'GRANDPARENT', 'GRANDCHILD') then array['PARENT', 'GRANDPARENT']
    when kind in ('GUARDIAN', 'WARD') then array['GUARDIAN']
    when kind in ('REFERRER', 'REFERRED') then array['REFERRER']
    when kind in ('COMPANY_OWNER', 'COMPANY') then array['COMPANY_OWNER'] end;

-- Whether somebody can be reached from a customer by going up a line.
create function relation_leads(from_id uuid, to_id uuid, line text[]) returns boolean language sql stable as $$
    with recursive up (id) as (
        select from_id
        union
        select step.id
          from up cross join lateral (
            select r.related_id as id from customer_relations r
             where r.customer_id = up.id and r.kind = any (line) and r.until is null
            union all
            select r.customer_id from customer_relations r
             where r.related_id = up.id and relation_inverse(r.kind) = any (line) and r.until is null) step)
    select exists (select from up where id = to_id)
$$;

-- In the database, since edges also come by imports and move when customers are merged. One after the other: a circle may close by
-- edges that have no customer in common, so no lock on customers would do.
create function relations_agree() returns trigger language plpgsql as $$
declare
    line text[] := relation_line(new.kind);
    kin  text[] := array['SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'GRANDPARENT', 'GRANDCHILD'];
begin
    perform pg_advisory_xact_lock(hashtextextended('customer_relations', 203));
    if exists (select from customer_relations r
                where r.customer_id = new.related_id and r.related_id = new.customer_id and r.until is null and r.id <> new.id
                  and relation_inverse(r.kind) = new.kind) then
        raise exception 'broken constraint "customer_relations_key"'
            using errcode = '23505', constraint = 'customer_relations_key';
    end if;
    if new.kind = any (line) and relation_leads(new.related_id, new.customer_id, line)
       or new.kind <> all (line) and relation_leads(new.customer_id, new.related_id, line) then
        raise exception 'broken constraint "customer_relations_acyclic"'
            using errcode = '23514', constraint = 'customer_relations_acyclic';
    end if;
    if new.kind = any (kin)
       and exists (select from customer_relations r
                    where (r.customer_id, r.related_id) in ((new.customer_id, new.related_id), (new.related_id, new.customer_id))
                      and r.until is null and r.id <> new.id and r.kind = any (kin)
                      and (r.customer_id, r.kind) <> (new.customer_id, new.kind)) then
        raise exception 'broken constraint "customer_relations_kin"'
            using errcode = '23514', constraint = 'customer_relations_kin';
    end if;
    return new;
end $$;
create trigger customer_relations_agree before insert or update of customer_id, related_id, kind, until on customer_relations
    for each row when (new.until is null) execute function relations_agree();

create table households (
    id         uuid        primary key,
    name       text        not null check (length(name) between 1 and 100),
    kind       text        not null check (kind in ('FAMILY', 'COMPANY', 'OTHER')),
    created_by uuid        not null references users,
    created_at timestamptz not null,
    version    bigint      not null default 0
);

-- It has no unit of its own: it is seen with any of its members. A customer may be in several.
create table household_members (
    id           uuid primary key,
    household_id uuid not null references households,
    customer_id  uuid not null references customers,
    role         text not null check (role in ('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'OWNER', 'STAFF', 'OTHER')),
    since        date not null,
    -- The first day the customer was in it no more.
    until        date check (until >= since),
    by_id        uuid not null references users,
    ended_by     uuid references users,
    check ((until is null) = (ended_by is null))
);
create unique index household_members_once on household_members (household_id, customer_id) where until is null;
create unique index household_members_one_head on household_members (household_id) where role = 'HEAD' and until is null;
create index household_members_by_customer on household_members (customer_id) where until is null;

-- What the household's members have in common; it stands on the timeline of each.
create table household_notes (
    id           uuid        primary key,
    household_id uuid        not null references households,
    text         text        not null check (length(text) between 1 and 4000),
    by_id        uuid        not null references users,
    at           timestamptz not null
);
create index household_notes_in_order on household_notes (household_id, id desc);
create trigger household_notes_are_append_only before update or delete on household_notes
    for each row execute function refuse_change();
