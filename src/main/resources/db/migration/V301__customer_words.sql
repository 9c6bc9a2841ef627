-- What customers are found by, apart from their files: a search's two indices have some sixty entries of each, which whatever else
-- changes of a file, as its advisor does with each claim, wrote anew. The files keep both columns, which merging and taking back
-- treat with the rest; nobody writes here but the triggers below.
create table customer_words (
    -- The customer's.
    id           uuid      primary key references customers on delete cascade,
    search_text  text      collate "C" not null,
    phone_tokens integer[] not null check (cardinality(phone_tokens) > 0),
    -- Whether only what the law demands is left of the file.
    erased       boolean   not null
);
-- Kind CUSTOMER of V210 would show those of the erased, whose files some are kept of, to whom their files are not shown.
alter table customer_words enable row level security;
create policy sight on customer_words for all
    using (exists (select from customers_in_sight seen where seen.id = customer_words.id)) with check (true);
create view customer_words_in_sight as select w.* from customer_words w join customers_in_sight c on c.id = w.id;
-- The same of those who see the firm, without its files.
create view firm_words_in_sight as
    select * from customer_words where (select sight_all()) and (not erased or (select sight_erased()));

-- Of those who come, at once for all of a statement: an import brings a thousand.
create function customers_come_with_words() returns trigger language plpgsql security definer set search_path from current as $$
begin
    insert into customer_words select id, search_text, phone_tokens, erased_at is not null from come
        on conflict (id) do update
           set search_text = excluded.search_text, phone_tokens = excluded.phone_tokens, erased = excluded.erased;
    return null;
end $$;
create trigger customers_come_with_words after insert on customers referencing new table as come
    for each statement execute function customers_come_with_words();

-- Of those whose words change or who are erased, which hardly any change of a file does.
create function customers_change_words() returns trigger language plpgsql security definer set search_path from current as $$
begin
    insert into customer_words values (new.id, new.search_text, new.phone_tokens, new.erased_at is not null)
        on conflict (id) do update
           set search_text = excluded.search_text, phone_tokens = excluded.phone_tokens, erased = excluded.erased;
    return null;
end $$;
create trigger customers_change_words after update of search_text, phone_tokens, erased_at on customers
    for each row when ((old.search_text, old.phone_tokens, old.erased_at is null)
                       is distinct from (new.search_text, new.phone_tokens, new.erased_at is null))
    execute function customers_change_words();

-- They go with the customer and say nothing else.
insert into personal_records (position, relation, condition, section, withheld, withheld_zh, erase, basis) values
    (149, 'customer_words', 'id = $1', 'PROFILE', 'stands in the profile', '基本资料中已有', null, null);

-- As in V232, but that what goes with the customer is no reason to keep one.
create or replace function remove_arrivals(arrivals uuid[]) returns setof uuid language plpgsql as $$
declare
    untouched uuid[];
    reference record;
begin
    -- Whoever writes something of a customer holds its row, or waits for it from here on.
    perform from customers where id = any (arrivals) order by id for update;
    select array_agg(c.id) into untouched from customers c
     where c.id = any (arrivals) and c.version = 0 and c.last_contact_at is null
       and not exists (select from users u join sessions s on s.user_id = u.id where u.customer_id = c.id);
    for reference in
        select t.relname as relation, a.attname as attribute from pg_constraint k
          join pg_class t on t.oid = k.conrelid
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         where k.contype = 'f' and k.confrelid = 'customers'::regclass and k.confdeltype <> 'c'
           and t.relname not in ('customer_contributions', 'pool_warnings')
    loop
        -- That the rules gave another tier since is nobody's work.
        execute format(
            'select array_agg(arrived.customer) from unnest($1) arrived (customer)
              where not exists (select from %I t where t.%I = arrived.customer%s)',
            reference.relation, reference.attribute,
            case reference.relation when 'timeline_entries' then ' and (t.kind <> ''TIER_CHANGED'' or t.by_id is not null)' else '' end)
            into untouched using untouched;
    end loop;
    delete from timeline_entries where customer_id = any (untouched);
    delete from customer_contributions where customer_id = any (untouched);
    delete from pool_warnings where customer_id = any (untouched);
    update users set customer_id = null, phone_index = null, display_name = '—', active = false, version = version + 1
     where customer_id = any (untouched);
    return query delete from customers where id = any (untouched) returning id;
end $$;
