-- Erasing a customer's file (个人信息删除): what no article keeps goes at once, the rest on its day, and until then nobody sees it but
-- compliance and operations.
alter table customers
    add column erased_at   timestamptz,
    -- When the next of what had to be kept goes; null when nothing is left to go.
    add column erase_after date,
    add constraint customers_erased check (erase_after is null or erased_at is not null) not valid;

-- A complaint keeps its number when the person is gone.
alter table complaints alter column customer_id drop not null;

-- Whether files are shown of which only what must be kept is left. Jobs and loops do not look at them either, where they read what is
-- in sight.
create function sight_erased() returns boolean language sql stable parallel safe
    return coalesce(current_setting('wealth.reach', true), '') = 'ARCHIVE';
create or replace function sight_all() returns boolean language sql stable parallel safe
    return coalesce(current_setting('wealth.reach', true), '') in ('FIRM', 'ARCHIVE') or not row_security_active('customers');

-- The owner's: a policy that asked the table itself would meet its own policy. Ids alone.
create view erased_customers as select id from customers where erased_at is not null;

create or replace function sight_condition(customer text) returns text language sql immutable parallel safe
    return format(
        '((select sight_all()) or advisor_id = any (cast((select sight_mine()) as uuid[]))'
        || ' or unit_id = any (cast((select sight_units()) as uuid[]))'
        || ' or %1$I = any (cast((select sight_customers()) as uuid[])))'
        || case customer when 'id' then ' and (erased_at is null or (select sight_erased()))'
           else ' and ((select sight_erased()) or not exists (select from erased_customers gone where gone.id = %1$I))' end, customer);

create procedure renew_policy(relation regclass, customer text) language plpgsql as $$
begin
    execute format('drop policy sight on %s', relation);
    execute format('create policy sight on %s for all using (%s) with check (true)', relation, sight_condition(customer));
end $$;
call renew_policy('customers', 'id');
call renew_policy('orders', 'customer_id');
call renew_sight_view('customers', 'id');
call renew_sight_view('orders', 'customer_id');
create or replace view complaints_in_sight as
    select k.*, c.name as customer_name, c.advisor_id, c.unit_id
      from complaints k join customers c on c.id = k.customer_id and (c.erased_at is null or (select sight_erased()))
     where (select sight_all()) or k.assignee_id = any (cast((select sight_mine()) as uuid[])) and k.state = 'ASSIGNED'
        or exists (select from customers_in_sight seen where seen.id = k.customer_id);

-- Somebody who comes anew is not told of somebody who is gone.
create or replace function customer_met(of_key text, of_name text, of_birthday date, phone_end integer) returns boolean language sql
    stable security definer set search_path from current as $$
    select exists (select from customers c
                    where name_sound(c.name_key, c.name) = name_sound(of_key, of_name) and c.birthday = of_birthday
                      and c.erased_at is null)
        or exists (select from (select phone_tokens from customers c
                                 where name_sound(c.name_key, c.name) = name_sound(of_key, of_name) and c.erased_at is null
                                 limit 500) c
                    where phone_end = any (c.phone_tokens))
$$;

create type erasure_step as (
    section   text,
    relation  text,
    condition text,
    -- ERASE or KEEP.
    action    text,
    -- The first day it need not be kept any more.
    until     date,
    basis     text,
    row_count bigint
);

-- What erasing would do today. Articles count from the end of the business with the customer; who never ordered has none to keep
-- anything for.
create function erasure_plan(customer uuid, today date) returns setof erasure_step language plpgsql stable security definer
    set search_path from current as $$
declare
    one   record;
    ended date := (select greatest(max(o.status_at at time zone 'Asia/Shanghai')::date, max(h.ended_on),
                                   max(p.paid_at at time zone 'Asia/Shanghai')::date)
                     from orders o left join holdings h on h.order_id = o.id left join payouts p on p.order_id = o.id
                    where o.customer_id = customer);
    step  erasure_step;
begin
    for one in select r.*, a.years from personal_records r left join retention_articles a on a.code = r.basis order by r.position loop
        step := (one.section, one.relation, one.condition, 'ERASE', null, null, 0);
        if ended is not null and one.basis is not null and ended + make_interval(years => one.years) > today then
            step.action := 'KEEP';
            step.until := ended + make_interval(years => one.years);
            step.basis := one.basis;
        end if;
        if one.erase is not null or step.action = 'KEEP' then
            execute format('select count(*) from %I where %s', one.relation, one.condition) into step.row_count using customer;
            if step.row_count > 0 then
                return next step;
            end if;
        end if;
    end loop;
end $$;

-- Erases the rows, with the images operations kept of them, so that nothing that is taken back brings them back. Answers the files they
-- referred to.
create function erase_rows(customer uuid, one personal_records) returns uuid[] language plpgsql as $$
declare
    file_column text;
    found_files uuid[];
    files       uuid[] := '{}';
begin
    for file_column in
        select a.attname from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
         where f.contype = 'f' and f.confrelid = to_regclass('files') and f.conrelid = to_regclass(quote_ident(one.relation))
    loop
        execute format('select array_agg(%I) from %I where (%s) and %1$I is not null', file_column, one.relation, one.condition)
            into found_files using customer;
        files := files || coalesce(found_files, '{}');
    end loop;
    if exists (select from restorable_relations r where r.relation = one.relation) then
        execute format('delete from restorable_rows r where r.relation = %L and r.key in (
                            select restorable_key(%1$L, to_jsonb(t)) from %I t where %s)', one.relation, one.relation, one.condition)
            using customer;
    end if;
    perform set_config('wealth.restoring', one.relation, true);
    if one.erase = 'DELETE' then
        execute format('delete from %I where %s', one.relation, one.condition) using customer;
    elsif one.erase <> 'PROFILE' then
        execute format('update %I set %s where %s', one.relation, one.erase, one.condition) using customer;
    end if;
    perform set_config('wealth.restoring', '', true);
    return files;
end $$;

-- The profile itself. Without any order the row goes; with orders, which are figures by then, it stays without the person.
create function erase_profile(customer uuid, moment timestamptz, sealed_phone bytea) returns void language plpgsql as $$
begin
    perform set_config('wealth.restoring', 'customers', true);
    if exists (select from orders where customer_id = customer) then
        update customers
           set name = '[已删除]', name_key = cast(id as text), search_text = '', phone_cipher = sealed_phone,
               phone_index = sha256(convert_to('erased:' || cast(id as text), 'UTF8')), phone_tokens = '{0}',
               id_number_cipher = null, id_number_index = null, gender = null, birthday = null, occupation = null, city = null,
               last_contact_at = null, erased_at = coalesce(erased_at, moment), erase_after = null, version = version + 1000
         where id = customer;
    else
        update users set customer_id = null where customer_id = customer;
        delete from customers where id = customer;
    end if;
    perform set_config('wealth.restoring', '', true);
end $$;

-- Erases what the plan of today says, in the same words, and answers that plan. The caller has locked the customer's row and released
-- the files in erased_files afterwards. sealed_phone stands in for the phone of who had orders.
create function erase_customer(customer uuid, moment timestamptz, today date, sealed_phone bytea, out plan erasure_step[], out files uuid[])
    language plpgsql security definer set search_path from current as $$
declare
    step    erasure_step;
    one     personal_records;
    persons uuid[] := array(select persons_of(customer));
    named   text[];
begin
    plan := array(select p from erasure_plan(customer, today) p);
    files := '{}';
    insert into former_accounts
    select u.id, customer from users u
     where u.id in (select accounts_of(customer)) and u.customer_id is distinct from customer on conflict do nothing;
    named := array(select '%' || cast(id as text) || '%' from (select unnest(persons) union select accounts_of(customer)) n (id));
    -- A merge is of two files of the same person: with the one the other is gone, and neither comes back.
    delete from restorable_rows r using merges m where r.operation_id = m.id and m.survivor_id = any (persons);
    update restorable_operations o set undo_until = moment - interval '1 second'
      from merges m where m.id = o.id and m.survivor_id = any (persons) and o.undone_at is null;
    foreach step in array plan loop
        if step.action = 'ERASE' then
            select r.* into one from personal_records r where r.relation = step.relation and r.condition = step.condition;
            files := files || erase_rows(customer, one);
        end if;
    end loop;
    -- Answers and news on their way that still tell of the person.
    delete from idempotency_keys where body like any (named) or location like any (named);
    delete from outbox_events where done_at is not null and cast(payload as text) like any (named);
    if exists (select from unnest(plan) p where p.relation = 'customers' and p.action = 'KEEP') then
        update customers
           set advisor_id = null, advisor_since = null, erased_at = coalesce(erased_at, moment), version = version + 1000,
               -- Who comes back is somebody new: neither is known by them any more.
               phone_index = sha256(convert_to('erased:' || cast(id as text), 'UTF8')),
               id_number_index = case when id_number_index is not null
                                      then sha256(convert_to('erased id:' || cast(id as text), 'UTF8')) end,
               erase_after = (select min(p.until) from unnest(plan) p join personal_records r using (relation, condition)
                               where p.action = 'KEEP' and r.erase is not null)
         where id = customer;
    else
        perform erase_profile(customer, moment, sealed_phone);
    end if;
    files := files_unreferenced(files);
end $$;

-- Of files those nothing refers to any more.
create function files_unreferenced(candidates uuid[]) returns uuid[] language plpgsql stable as $$
declare
    one      record;
    referred uuid[];
    gone     uuid[] := array(select distinct id from files where id = any (candidates));
begin
    for one in
        select c.relname, a.attname from pg_constraint f join pg_class c on c.oid = f.conrelid
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
         where f.contype = 'f' and f.confrelid = to_regclass('files')
    loop
        execute format('select array_agg(%I) from %I where %1$I = any ($1)', one.attname, one.relname) into referred using gone;
        gone := array(select unnest(gone) except select unnest(coalesce(referred, '{}')));
    end loop;
    return gone;
end $$;
