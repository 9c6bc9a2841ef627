-- Removes those of the customers, whom an import has put on file, that nothing refers to but what every customer has; answers
-- whom. Their app accounts, never used, lose what is personal: other tables may tell of them, so their rows stay.
create function remove_arrivals(arrivals uuid[]) returns setof uuid language plpgsql as $$
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
         where k.contype = 'f' and k.confrelid = 'customers'::regclass
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

-- What of an operation could not be put back.
create index restorable_rows_left_alone on restorable_rows (operation_id) where left_alone;
