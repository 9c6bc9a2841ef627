-- Two files of one customer become one (客户合并): everything refers to the survivor, the other's row goes and leaves a tombstone.

-- The tombstones. No row of customers is left behind: no list, scan or key can meet a merged customer, and nobody can write to one.
create table merged_customers (
    -- The id the customer had.
    id          uuid        primary key,
    merged_into uuid        not null references customers,
    merge_id    uuid        not null unique references restorable_operations,
    merged_at   timestamptz not null
);
create index merged_customers_by_survivor on merged_customers (merged_into);

-- Phones that belonged to a customer merged into this one: still searched by, and nobody else's.
create table customer_other_phones (
    id           uuid        primary key,
    customer_id  uuid        not null references customers,
    phone_cipher bytea       not null,
    phone_index  bytea       not null constraint customer_other_phones_key unique,
    phone_tokens integer[]   not null check (cardinality(phone_tokens) > 0),
    since        timestamptz not null
);
create index customer_other_phones_by_customer on customer_other_phones (customer_id);
create index customer_other_phones_by_part on customer_other_phones using gin (phone_tokens);

-- Merges as they were asked for; who did it when, and whether it was taken back, says the operation. The ids are those of that time.
create table merges (
    id          uuid  primary key references restorable_operations,
    survivor_id uuid  not null,
    merged_id   uuid  not null,
    -- In the order they were done; two that share a customer are done one after the other.
    number      bigint not null generated always as identity,
    -- Which side each field was taken from.
    fields      jsonb not null check (jsonb_typeof(fields) = 'object'),
    -- How many rows went over, by relation.
    moved       jsonb not null check (jsonb_typeof(moved) = 'object'),
    check (survivor_id <> merged_id)
);
create index merges_by_survivor on merges (survivor_id, number);
create index merges_by_merged on merges (merged_id, number);

-- Behind the wall. Images are rows of everybody's; a merge is seen with whom its survivor lives on as. Nobody may take a phone that
-- is another's, also one they do not see.
call stand_behind_wall('restorable_rows', 'OFFICE');
call stand_behind_wall('merged_customers', 'CUSTOMER', 'merged_into');
call stand_behind_wall('customer_other_phones', 'CUSTOMER', 'customer_id');
create view customer_other_phones_in_sight as
    select * from customer_other_phones o where exists (select from customers_in_sight c where c.id = o.customer_id);
create view merges_in_sight as
    select m.*, c.id as lives_as
      from merges m left join merged_customers t on t.id = m.survivor_id
      join customers_in_sight c on c.id = coalesce(t.merged_into, m.survivor_id);
alter table merges enable row level security;
create policy sight on merges for all
    using ((select sight_all()) or exists (select from merges_in_sight seen where seen.id = merges.id)) with check (true);
create function customers_keep_other_phones() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if exists (select from customer_other_phones o where o.phone_index = new.phone_index and o.customer_id <> new.id) then
        raise exception 'broken constraint "customers_phone_key"' using errcode = '23505', constraint = 'customers_phone_key';
    end if;
    return new;
end $$;
create trigger customers_keep_other_phones before insert or update of phone_index on customers
    for each row execute function customers_keep_other_phones();

-- Every column that holds a customer's id. A new one is registered in its migration; a test fails otherwise.
create table customer_references (
    relation    text not null,
    column_name text not null,
    -- MOVES: follows the customer. OWN: merging has statements of its own for it. STAYS: tells of the past.
    rule        text not null check (rule in ('MOVES', 'OWN', 'STAYS')),
    primary key (relation, column_name)
);
insert into customer_references values
    ('timeline_entries', 'customer_id', 'MOVES'), ('interactions', 'customer_id', 'MOVES'),
    ('risk_assessments', 'customer_id', 'MOVES'), ('investor_certifications', 'customer_id', 'MOVES'),
    ('consents', 'customer_id', 'MOVES'), ('customer_relations', 'customer_id', 'MOVES'),
    ('customer_relations', 'related_id', 'MOVES'), ('customer_evidence', 'customer_id', 'MOVES'),
    ('customer_declarations', 'customer_id', 'MOVES'), ('contact_shields', 'customer_id', 'MOVES'),
    ('holdings', 'customer_id', 'MOVES'), ('household_members', 'customer_id', 'MOVES'),
    ('pool_entries', 'customer_id', 'MOVES'), ('tasks', 'customer_id', 'MOVES'),
    ('follow_up_runs', 'customer_id', 'MOVES'), ('appointments', 'customer_id', 'MOVES'),
    ('visits', 'customer_id', 'MOVES'), ('complaints', 'customer_id', 'MOVES'), ('orders', 'customer_id', 'MOVES'),
    ('payouts', 'customer_id', 'MOVES'), ('consultations', 'customer_id', 'MOVES'),
    ('tier_feedback', 'customer_id', 'MOVES'),
    ('customer_other_phones', 'customer_id', 'MOVES'), ('merged_customers', 'merged_into', 'MOVES'),
    ('product_investors', 'customer_id', 'OWN'), ('customer_contributions', 'customer_id', 'OWN'),
    ('users', 'customer_id', 'OWN'), ('pool_warnings', 'customer_id', 'OWN');

call make_restorable('merged_customers', 'customer_other_phones', 'tier_feedback');
-- Rules give it anew each night.
update restorable_relations set derived = derived || '{tier,tier_until}' where relation = 'customers';

-- Relations of the two with each other end up nowhere, those both have with a third are kept once.
create function merge_relations(op uuid, from_id uuid, to_id uuid) returns void language plpgsql as $$
begin
    perform change_restorably(op, 'customer_relations', $q$
        delete from customer_relations r
         where (r.customer_id, r.related_id) in (($3[1], $3[2]), ($3[2], $3[1]))
            or r.until is null and $3[1] in (r.customer_id, r.related_id)
               and exists (select from customer_relations s
                            where s.until is null and s.id <> r.id
                              and ((s.customer_id, s.related_id, s.kind)
                                   = (case r.customer_id when $3[1] then $3[2] else r.customer_id end,
                                      case r.related_id when $3[1] then $3[2] else r.related_id end, r.kind)
                                or (s.related_id, s.customer_id, relation_inverse(s.kind))
                                   = (case r.customer_id when $3[1] then $3[2] else r.customer_id end,
                                      case r.related_id when $3[1] then $3[2] else r.related_id end, r.kind)))
        $q$, from_id, to_id);
    -- Of two memberships in one household that of its head is kept, else the survivor's.
    perform change_restorably(op, 'household_members', $q$
        delete from household_members m using household_members other
         where m.until is null and other.until is null and m.household_id = other.household_id
           and (m.customer_id, other.customer_id) in (($3[1], $3[2]), ($3[2], $3[1]))
           and (other.role = 'HEAD' or m.customer_id = $3[1] and m.role <> 'HEAD')
        $q$, from_id, to_id);
end $$;

-- What stands once for a customer: the stay in a pool, warnings, a plan under way, an open question about the tier, a conversation's
-- day on the timeline.
create function merge_single_rows(op uuid, from_id uuid, to_id uuid, by_id uuid, at timestamptz, advisor uuid) returns void
    language plpgsql as $$
begin
    if advisor is null then
        perform change_restorably(op, 'pool_entries', $q$
            delete from pool_entries e where e.customer_id = $3[1] and e.left_at is null
               and exists (select from pool_entries s where s.customer_id = $3[2] and s.left_at is null) $q$, from_id, to_id);
    else
        perform change_restorably(op, 'pool_entries', format($q$
            update pool_entries set left_at = greatest(entered_at, %L), to_advisor_id = $3[3]
             where customer_id in ($3[1], $3[2]) and left_at is null $q$, at), from_id, to_id, advisor);
    end if;
    perform change_restorably(op, 'pool_warnings', 'delete from pool_warnings where customer_id = $3[1]', from_id);
    perform change_restorably(op, 'follow_up_runs', format($q$
        update follow_up_runs r set state = 'CANCELLED', ended_at = %L, ended_by = $3[3]
         where r.customer_id = $3[1] and r.state = 'RUNNING'
           and exists (select from follow_up_runs s
                        where s.customer_id = $3[2] and s.plan_id = r.plan_id and s.state = 'RUNNING') $q$, at), from_id, to_id, by_id);
    perform change_restorably(op, 'tier_feedback', format($q$
        update tier_feedback f set state = 'WITHDRAWN', ended_at = %L, ended_by = $3[3]
         where f.customer_id = $3[1] and f.state = 'OPEN'
           and exists (select from tier_feedback s where s.customer_id = $3[2] and s.state = 'OPEN') $q$, at), from_id, to_id, by_id);
    perform change_restorably(op, 'timeline_entries', $q$
        delete from timeline_entries e where e.customer_id = $3[1] and e.kind = 'CHAT'
           and exists (select from timeline_entries s where s.customer_id = $3[2] and s.kind = 'CHAT'
                        and s.ref_id = e.ref_id and s.data ->> 'day' = e.data ->> 'day') $q$, from_id, to_id);
end $$;

-- Figures: what the two brought adds up until it is worked out anew, and who sat on two seats of a product gives one back.
create function merge_figures(op uuid, from_id uuid, to_id uuid) returns void language plpgsql as $$
begin
    perform change_restorably(op, 'customer_contributions', $q$
        update customer_contributions t
           set fees = t.fees + f.fees, cost = t.cost + f.cost, contribution = t.contribution + f.contribution,
               assets = t.assets + f.assets, confirmed = t.confirmed + f.confirmed, level = greatest(t.level, f.level),
               leeway = greatest(t.leeway, f.leeway)
          from customer_contributions f where t.customer_id = $3[2] and f.customer_id = $3[1] $q$, from_id, to_id);
    perform change_restorably(op, 'customer_contributions', 'delete from customer_contributions where customer_id = $3[1]', from_id);
    update products p set seats_held = p.seats_held - 1
      from product_investors f join product_investors t on t.product_id = f.product_id and t.customer_id = to_id and t.live_orders > 0
     where f.customer_id = from_id and f.live_orders > 0 and p.id = f.product_id;
    perform change_restorably(op, 'product_investors', $q$
        insert into product_investors as t (product_id, customer_id, live_orders, amount_held)
        select product_id, $3[2], live_orders, amount_held from product_investors where customer_id = $3[1]
        on conflict (product_id, customer_id) do update
           set live_orders = t.live_orders + excluded.live_orders, amount_held = t.amount_held + excluded.amount_held
        $q$, from_id, to_id);
    perform change_restorably(op, 'product_investors', 'delete from product_investors where customer_id = $3[1]', from_id);
end $$;

-- The account of the phone that was chosen goes on, with its conversations, devices and sessions; the other is switched off and its
-- conversations go over, but for those between two people, which are closed. Answers the sessions that ended.
create function merge_accounts(op uuid, from_id uuid, to_id uuid, keep_merged boolean, at timestamptz) returns uuid[] language plpgsql as $$
declare
    theirs uuid := (select id from users where customer_id = from_id);
    own    uuid := (select id from users where customer_id = to_id);
    kept   uuid := case when keep_merged then coalesce(theirs, own) else coalesce(own, theirs) end;
    gone   uuid := case kept when own then theirs else own end;
    ended  uuid[];
begin
    if gone is not null then
        perform change_restorably(op, 'users', $q$
            update users set customer_id = null, phone_index = null, active = false, version = version + 1000
             where id = $3[1] $q$, gone);
        with signed_out as (
            update sessions set revoked_at = now(), revoked_because = 'REPLACED' where user_id = gone and revoked_at is null returning id)
        select array_agg(id) into ended from signed_out;
        perform change_restorably(op, 'conversations', format($q$
            update conversations c set closed_at = %L, version = c.version + 1000 from members m
             where m.user_id = $3[1] and m.left_at is null and m.conversation_id = c.id and c.kind = 'DIRECT' and c.closed_at is null
            $q$, at), gone);
        perform change_restorably(op, 'members', $q$
            insert into members (conversation_id, user_id, role, joined_seq, joined_at, hidden_seq, received_seq, read_seq)
            select m.conversation_id, $3[2], m.role, m.joined_seq, m.joined_at, m.hidden_seq, m.received_seq, m.read_seq
              from members m join conversations c on c.id = m.conversation_id and c.kind <> 'DIRECT'
             where m.user_id = $3[1] and m.left_at is null
            on conflict (conversation_id, user_id) do nothing $q$, gone, kept);
        perform change_restorably(op, 'consultations', $q$
            update consultations k set asker_id = $3[2], version = k.version + 1000
             where k.asker_id = $3[1] and (k.state = 'CLOSED'
                or not exists (select from consultations o where o.asker_id = $3[2] and o.state <> 'CLOSED')) $q$, gone, kept);
    end if;
    perform change_restorably(op, 'users', 'update users set customer_id = $3[2] where id = $3[1] and customer_id <> $3[2]', kept, to_id);
    return coalesce(ended, '{}');
end $$;

-- Everything registered as MOVES, with its images; answers how many rows of which relation. A record's version moves far on, so that
-- nobody who has it open writes the old customer back.
create function repoint_customer(op uuid, from_id uuid, to_id uuid) returns jsonb language plpgsql as $$
declare
    one   record;
    count bigint;
    moved jsonb := '{}';
begin
    for one in
        select r.relation, r.column_name, exists (
                   select from pg_attribute a where a.attrelid = cast(quote_ident(r.relation) as regclass)
                      and a.attname = 'version' and not a.attisdropped) as versioned
          from customer_references r where r.rule = 'MOVES' order by 1, 2
    loop
        perform set_config('wealth.restoring', one.relation, true);
        count := change_restorably(op, one.relation, format('update %I set %I = $3[2]%s where %2$I = $3[1]', one.relation,
            one.column_name, case when one.versioned then ', version = version + 1000' else '' end), from_id, to_id);
        if count > 0 then
            moved := moved || jsonb_build_object(one.relation, coalesce(cast(moved -> one.relation as bigint), 0) + count);
        end if;
    end loop;
    perform set_config('wealth.restoring', '', true);
    return moved;
end $$;

-- What the two are known to be: the newer assessment, the better certification, the later contact; as columns of customers.
create function merge_standing(from_id uuid, to_id uuid, today date) returns jsonb language sql stable as $$
    select coalesce((select jsonb_build_object('risk_level', c.risk_level, 'risk_valid_until', c.risk_valid_until)
                       from customers c
                       left join lateral (select id from risk_assessments a where a.customer_id = c.id order by id desc limit 1) a on true
                      where c.id in (from_id, to_id) and c.risk_level is not null
                      order by a.id desc nulls last, c.risk_valid_until desc, c.id = to_id desc limit 1), '{}')
        || coalesce((select jsonb_build_object('qualified_until', c.qualified_until, 'qualified_kind', c.qualified_kind,
                                               'qualified_amount', c.qualified_amount, 'qualified_pending', c.qualified_pending)
                       from customers c where c.id in (from_id, to_id) and c.qualified_until is not null
                      order by (not c.qualified_pending and c.qualified_until >= today) desc, c.qualified_until desc, c.id = to_id desc
                      limit 1), '{}')
        || (select jsonb_build_object('last_contact_at', max(c.last_contact_at)) from customers c where c.id in (from_id, to_id))
$$;

-- Orders and open work are with whoever serves the survivor, as after a transfer.
create function merge_work(op uuid, to_id uuid, served uuid[]) returns void language plpgsql as $$
begin
    perform change_restorably(op, 'orders', $q$
        update orders o set advisor_id = c.advisor_id, unit_id = c.unit_id, version = o.version + 1000 from customers c
         where c.id = $3[1] and o.customer_id = c.id and c.advisor_id is not null
           and (o.advisor_id, o.unit_id) <> (c.advisor_id, c.unit_id) $q$, to_id);
    perform change_restorably(op, 'tasks', $q$
        update tasks t set assignee_id = c.advisor_id, version = t.version + 1000 from customers c
         where c.id = $3[1] and t.customer_id = c.id and t.state = 'OPEN' and c.advisor_id is not null
           and t.assignee_id <> c.advisor_id and t.assignee_id = any ($3[2:]) $q$, variadic to_id || served);
end $$;

-- Merges two customers whose rows the caller has locked. columns are those of the survivor that come out otherwise, other_phone the row
-- of the phone that is not kept. Answers {moved: {relation: rows}, sessions: [those that ended]}.
create function merge_customers(op uuid, from_id uuid, to_id uuid, by_id uuid, at timestamptz, today date, keep_merged_account boolean,
                                columns jsonb, other_phone jsonb) returns jsonb language plpgsql as $$
declare
    served   uuid[] := array(select advisor_id from customers where id in (from_id, to_id) and advisor_id is not null);
    standing jsonb := merge_standing(from_id, to_id, today);
    ended    uuid[];
    moved    jsonb;
begin
    perform merge_relations(op, from_id, to_id);
    perform merge_single_rows(op, from_id, to_id, by_id, at, cast(columns ->> 'advisor_id' as uuid));
    perform merge_figures(op, from_id, to_id);
    ended := merge_accounts(op, from_id, to_id, keep_merged_account, at);
    moved := repoint_customer(op, from_id, to_id);
    perform change_restorably(op, 'customers', 'delete from customers where id = $3[1]', from_id);
    perform change_restorably(op, 'customers', format(
        'update customers t set (%s) = (select %s from jsonb_populate_record(t, %L) p) where t.id = $3[1]',
        restorable_columns('customers', '', array(select jsonb_object_keys(columns || standing))),
        restorable_columns('customers', 'p.', array(select jsonb_object_keys(columns || standing))), columns || standing), to_id);
    perform merge_work(op, to_id, served);
    perform change_restorably(op, 'users', $q$
        update users u set phone_index = c.phone_index, display_name = c.name, version = u.version + 1000
          from customers c
         where c.id = $3[1] and u.customer_id = c.id and (u.phone_index, u.display_name) is distinct from (c.phone_index, c.name)
        $q$, to_id);
    if other_phone is not null then
        perform change_restorably(op, 'customer_other_phones', format(
            'insert into customer_other_phones select * from jsonb_populate_record(cast(null as customer_other_phones), %L)
             where $3[1] is not null', other_phone), to_id);
    end if;
    perform change_restorably(op, 'merged_customers', format(
        'insert into merged_customers values ($3[1], $3[2], $1, %L)', at), from_id, to_id);
    perform change_restorably(op, 'timeline_entries', format(
        'insert into timeline_entries (id, customer_id, at, kind, by_id, ref_id, data)
         values (uuidv7(), $3[1], %L, ''MERGED'', $3[2], $1, jsonb_build_object(''mergedId'', $3[3]))', at), to_id, by_id, from_id);
    -- News still on its way finds the survivor.
    update outbox_events set payload = cast(replace(cast(payload as text), cast(from_id as text), cast(to_id as text)) as jsonb)
     where done_at is null and cast(payload as text) like '%' || cast(from_id as text) || '%';
    return jsonb_build_object('moved', moved, 'sessions', to_jsonb(ended));
end $$;

-- Before a merge is taken back: what would stand in the way of rows that go. The seats of the survivor are counted anew afterwards.
create function prepare_unmerge(op uuid, to_id uuid) returns void language plpgsql as $$
begin
    delete from device_cursors d using restorable_rows r
     where r.operation_id = op and r.relation = 'members' and r.before is null
       and d.conversation_id = cast(r.key ->> 'conversation_id' as uuid) and d.user_id = cast(r.key ->> 'user_id' as uuid);
    update products p set seats_held = p.seats_held - 1
      from product_investors i where i.customer_id = to_id and i.live_orders > 0 and p.id = i.product_id;
end $$;

-- After it: figures that have moved on since the merge are worked out of each one's own rows, which are exact again.
create function finish_unmerge(from_id uuid, to_id uuid, since timestamptz, today date) returns void language plpgsql as $$
begin
    with held as (
        select o.product_id, o.customer_id, cast(count(*) filter (where o.quota_held) as integer) as orders,
               coalesce(sum(o.amount) filter (where o.quota_held), 0) as amount
          from orders o
         where o.customer_id in (from_id, to_id)
           and exists (select from orders m where m.customer_id in (from_id, to_id) and m.product_id = o.product_id and m.status_at >= since)
         group by 1, 2)
    merge into product_investors i using held h on i.product_id = h.product_id and i.customer_id = h.customer_id
     when matched then update set live_orders = h.orders, amount_held = h.amount
     when not matched then insert (product_id, customer_id, live_orders, amount_held)
          values (h.product_id, h.customer_id, h.orders, h.amount);
    update products p set seats_held = p.seats_held + s.seats
      from (select product_id, count(*) as seats from product_investors
             where customer_id in (from_id, to_id) and live_orders > 0 group by 1) s
     where p.id = s.product_id;
    update customers c set risk_level = a.level, risk_valid_until = a.valid_until
      from (select distinct on (customer_id) customer_id, level, valid_until, created_at from risk_assessments
             where customer_id in (from_id, to_id) order by customer_id, id desc) a
     where c.id = a.customer_id and a.created_at >= since;
    update customers c set qualified_until = a.valid_until, qualified_kind = a.kind, qualified_amount = a.amount,
                           qualified_pending = a.status = 'PENDING'
      from (select distinct on (customer_id) * from investor_certifications
             where customer_id in (from_id, to_id) and status <> 'REJECTED'
             order by customer_id, (status = 'ACCEPTED' and valid_until >= today) desc, valid_until desc, id desc) a
     where c.id = a.customer_id
       and exists (select from investor_certifications n where n.customer_id = c.id
                      and (n.created_at >= since or n.reviewed_at >= since));
end $$;
