-- Operations that can be taken back (可撤销操作): the rows they change are kept as they were, and put back byte for byte.

-- Which relations may be changed by one; a migration registers them with make_restorable.
create table restorable_relations (
    relation    text primary key,
    -- Those of the primary key.
    key_columns text[] not null check (cardinality(key_columns) > 0),
    -- Columns that go along with others, such as a record's version: changed since, they keep nothing from being put back, and stay.
    derived     text[] not null
);

create procedure make_restorable(variadic relations text[]) language sql as $$
    insert into restorable_relations (relation, key_columns, derived)
    select c.relname, array_agg(a.attname order by a.attnum) filter (where a.attnum = any (i.indkey)),
           coalesce(array_agg(a.attname) filter (where a.attname = 'version'), '{}')
      from unnest(relations) as named (relation)
      join pg_class c on c.oid = to_regclass(quote_ident(named.relation))
      join pg_index i on i.indrelid = c.oid and i.indisprimary
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     group by c.relname
    on conflict (relation) do nothing
$$;

create table restorable_operations (
    id         uuid        primary key,
    kind       text        not null check (kind ~ '^[A-Z][A-Z_]{1,39}$'),
    by_id      uuid        not null references users,
    at         timestamptz not null,
    -- By the firm's clock; null where it can be taken back for ever.
    undo_until timestamptz,
    undone_at  timestamptz,
    undone_by  uuid references users,
    check ((undone_at is null) = (undone_by is null))
);

-- What one statement did to one row, as columns: those that differ of a row changed, all of a row inserted or deleted. As jsonb every
-- type in use comes back as it was, byte for byte, and a column added later is in nobody's way.
create table restorable_rows (
    operation_id uuid   not null references restorable_operations,
    -- Of the statement; the later the higher.
    step         bigint not null,
    relation     text   not null references restorable_relations,
    -- The primary key the row had afterwards.
    key          jsonb  not null,
    -- Null for a row the operation inserted.
    before       jsonb,
    -- Null for a row it deleted.
    after        jsonb,
    -- Whether the row had been changed since when the operation was taken back, and stayed as it was.
    left_alone   boolean not null default false,
    primary key (operation_id, step, key),
    check (before is not null or after is not null)
);
create sequence restorable_steps;

-- The columns of one image that the other has otherwise; all of them where there is no other.
create function restorable_part(image jsonb, other jsonb) returns jsonb language sql immutable parallel safe return
    case when other is null then image
         else (select jsonb_object_agg(one.key, one.value) from jsonb_each(image) one
                where other -> one.key is distinct from one.value) end;

-- Null, which restorable_rows refuses, for a relation that is not registered.
create function restorable_key(of_relation text, image jsonb) returns jsonb language sql stable parallel safe return
    (select jsonb_object_agg(column_name, image -> column_name)
       from restorable_relations r cross join unnest(r.key_columns) as column_name where r.relation = of_relation);

-- Rows of an append-only table may still be put back by what is taken back, or follow a customer who is merged: wealth.restoring names
-- the relation for as long as that statement lasts.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
    if current_setting('wealth.restoring', true) = tg_table_name then
        return coalesce(new, old);
    end if;
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end $$;

-- Runs one insert, update or delete, without returning, and keeps the rows' images; the twin of Restorations.change for what is done in
-- the database. The statement knows the ids as $3[1], $3[2] … Answers how many rows came out otherwise than they were.
create function change_restorably(op uuid, of_relation text, statement text, variadic ids uuid[]) returns bigint language plpgsql as $$
declare
    changed bigint;
begin
    execute format('with changed as (%s returning to_jsonb(old) as old_row, to_jsonb(new) as new_row), kept as (
            insert into restorable_rows (operation_id, step, relation, key, before, after)
            select $1, s.step, $2, restorable_key($2, coalesce(new_row, old_row)), restorable_part(old_row, new_row),
                   restorable_part(new_row, old_row)
              from changed cross join (select nextval(''restorable_steps'') as step offset 0) s
             where old_row is distinct from new_row returning 1)
        select count(*) from kept', statement) into changed using op, of_relation, ids;
    return changed;
end $$;

-- How a row r of restorable_rows is joined to its row t of the relation.
create function restorable_join(of_relation text) returns text language sql stable return
    (select string_agg(format('t.%I = cast(r.key ->> %L as %s)', a.attname, a.attname, format_type(a.atttypid, a.atttypmod)), ' and ')
       from restorable_relations d join pg_attribute a on a.attrelid = cast(quote_ident(d.relation) as regclass)
        and a.attname = any (d.key_columns)
      where d.relation = of_relation);

-- The columns of a relation that can be written, t's or p's.
create function restorable_columns(of_relation text, alias text, wanted text[] default null) returns text language sql stable return
    (select string_agg(alias || quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = cast(quote_ident(of_relation) as regclass) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and (wanted is null or a.attname = any (wanted)));

-- Which rows of a step are neither as the operation left them nor as they had been before. Locks them.
create function restorable_changed_since(op uuid, of_step bigint, of_relation text) returns setof jsonb language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    matching text   := restorable_join(of_relation);
    derived  text[] := (select d.derived from restorable_relations d where d.relation = of_relation);
begin
    execute format('select from restorable_rows r join %I t on %s where r.operation_id = $1 and r.step = $2 for update of t',
                   of_relation, matching) using op, of_step;
    return query execute format($f$
        select r.key from restorable_rows r left join lateral (select to_jsonb(t) as now from %I t where %s) t on true
         where r.operation_id = $1 and r.step = $2
           and case when t.now is null then r.before is not null and r.after is not null
                    else (r.after is null or t.now || (r.after - $3) <> t.now)
                     and (r.before is null or t.now || (r.before - $3) <> t.now) end
        $f$, of_relation, matching) using op, of_step, derived;
end $$;

-- What of a row's image before is put back: all but derived columns that have changed since.
create function restorable_rest(now jsonb, before jsonb, after jsonb, derived text[]) returns jsonb language sql immutable
    parallel safe return before - array(select d from unnest(derived) d where now -> d is distinct from after -> d);

-- Takes back one step, or one row of it; rows left alone stay. Each of the three does what it finds of its kind.
create function restorable_take_back(op uuid, of_step bigint, of_relation text, of_key jsonb default null) returns void
    language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    matching text := restorable_join(of_relation);
    of_rows  text := 'r.operation_id = $1 and r.step = $2 and not r.left_alone and ($3 is null or r.key = $3)';
    derived  text[] := (select d.derived from restorable_relations d where d.relation = of_relation);
    touched  text[];
begin
    execute format('delete from %I t using restorable_rows r where %s and r.before is null and %s', of_relation, of_rows, matching)
        using op, of_step, of_key;
    select array_agg(distinct touched_column) into touched
      from restorable_rows r cross join jsonb_object_keys(r.before) touched_column
     where r.operation_id = op and r.step = of_step and r.before is not null and r.after is not null;
    if touched is not null then
        execute format('update %I t set (%s) = (select %s from jsonb_populate_record(
                               t, restorable_rest(to_jsonb(t), r.before, r.after, $4)) p) from restorable_rows r
                         where %s and r.before is not null and r.after is not null and %s', of_relation,
                       restorable_columns(of_relation, '', touched), restorable_columns(of_relation, 'p.', touched), of_rows, matching)
            using op, of_step, of_key, derived;
    end if;
    execute format('insert into %I (%s) overriding system value
                    select %s from restorable_rows r cross join lateral jsonb_populate_record(cast(null as %I), r.before) p
                     where %s and r.after is null and not exists (select from %I t where %s)', of_relation,
                   restorable_columns(of_relation, ''), restorable_columns(of_relation, 'p.'), of_relation, of_rows, of_relation, matching)
        using op, of_step, of_key;
end $$;

-- Takes a step back as far as the database's constraints let it: what new rows rest on by now is left alone.
create function restorable_take_back_what_can(op uuid, of_step bigint, of_relation text) returns void language plpgsql as $$
declare
    one jsonb;
begin
    begin
        perform restorable_take_back(op, of_step, of_relation);
        return;
    exception when integrity_constraint_violation then
        null;
    end;
    for one in select key from restorable_rows where operation_id = op and step = of_step and not left_alone loop
        begin
            perform restorable_take_back(op, of_step, of_relation, one);
        exception when integrity_constraint_violation then
            update restorable_rows set left_alone = true where operation_id = op and step = of_step and key = one;
        end;
    end loop;
end $$;

-- Takes an operation back, the last step first, and answers the rows that had been changed since. A strict one stops at the first step
-- that has any, and the caller rolls back; otherwise they are left alone, with all that earlier steps did to them.
create function restore(op uuid, strict boolean) returns table (changed_relation text, changed_key jsonb) language plpgsql as $$
declare
    one record;
begin
    for one in select r.step, r.relation from restorable_rows r where r.operation_id = op group by 1, 2 order by 1 desc loop
        perform set_config('wealth.restoring', one.relation, true);
        if strict then
            return query select one.relation, k from restorable_changed_since(op, one.step, one.relation) k;
            if found then
                return;
            end if;
            perform restorable_take_back(op, one.step, one.relation);
        else
            update restorable_rows r set left_alone = true
             where r.operation_id = op and r.step = one.step
               and (r.key in (select restorable_changed_since(op, one.step, one.relation))
                    or exists (select from restorable_rows later where later.operation_id = op and later.step > one.step
                                and later.relation = one.relation and later.key = r.key and later.left_alone));
            perform restorable_take_back_what_can(op, one.step, one.relation);
        end if;
        perform set_config('wealth.restoring', '', true);
    end loop;
    return query select distinct r.relation, r.key from restorable_rows r where r.operation_id = op and r.left_alone;
end $$;

-- Sessions are none of them: who was signed out stays so.
call make_restorable('users', 'product_investors', 'customers', 'timeline_entries', 'interactions', 'risk_assessments',
    'investor_certifications', 'consents', 'customer_relations', 'customer_evidence', 'customer_declarations', 'contact_shields',
    'holdings', 'household_members', 'pool_entries', 'pool_warnings', 'tasks', 'task_moves', 'follow_up_runs', 'appointments',
    'appointment_moves', 'visits', 'complaints', 'complaint_moves', 'orders', 'payouts', 'customer_contributions', 'conversations',
    'members', 'consultations', 'consultation_moves');

update restorable_relations set derived = derived || cast(case relation
    when 'customers' then '{last_contact_at,risk_level,risk_valid_until,qualified_until,qualified_kind,qualified_amount,qualified_pending}'
    when 'customer_contributions' then '{fees,cost,contribution,assets,confirmed,level,leeway,computed_at,advisor_id,unit_id}'
    when 'product_investors' then '{live_orders,amount_held}'
    when 'members' then '{received_seq,read_seq,changed_at}'
    when 'conversations' then '{last_seq,last_at}'
    else '{}' end as text[]);
