-- Row-level security: a second wall under the application's scope. People's connections sign in as a role that owns nothing,
-- and are told whom they serve by four settings each time they are taken from the pool; jobs and Flyway are the owner, before
-- whom there is no wall.

-- Whether everything is shown: to office roles, and to those before whom there is no wall.
create function sight_all() returns boolean language sql stable parallel safe
    return coalesce(current_setting('wealth.reach', true), '') = 'FIRM' or not row_security_active('customers');

-- People whose records are shown.
create function sight_mine() returns uuid[] language sql stable parallel safe
    return cast(coalesce(nullif(current_setting('wealth.mine', true), ''), '{}') as uuid[]);

-- Units whose records are shown.
create function sight_units() returns uuid[] language sql stable parallel safe
    return cast(coalesce(nullif(current_setting('wealth.units', true), ''), '{}') as uuid[]);

-- Single customers who are shown, with what hangs on them.
create function sight_customers() returns uuid[] language sql stable parallel safe
    return cast(coalesce(nullif(current_setting('wealth.customers', true), ''), '{}') as uuid[]);

-- The condition itself, for a relation with advisor_id, unit_id and the customer's id in that column. The sub-selects make the
-- settings be read once per statement and not per row; a function around all of it would not be inlined.
create function sight_condition(customer text) returns text language sql immutable parallel safe
    return format(
        '((select sight_all()) or advisor_id = any (cast((select sight_mine()) as uuid[]))'
        || ' or unit_id = any (cast((select sight_units()) as uuid[]))'
        || ' or %I = any (cast((select sight_customers()) as uuid[])))', customer);

-- Puts a table behind the wall. What may be written stays the application's rule; what may be read is the wall's.
--   OWNER       it has advisor_id, unit_id and, in column key, its customer
--   CUSTOMER    its column key is a customer: shown with that one; likewise ORDER, VISIT, TASK, APPOINTMENT, COMPLAINT,
--               HOUSEHOLD
--   OFFICE      for office roles alone; no key
create procedure stand_behind_wall(relation regclass, kind text, key text default null) language plpgsql as $$
declare
    condition text := case kind
        when 'OWNER' then sight_condition(key)
        when 'OFFICE' then '(select sight_all())'
        else format('(select sight_all()) or exists (select from %I seen where seen.id = %s.%I)',
                    lower(kind) || 's_in_sight', relation, key)
    end;
begin
    execute format('alter table %s enable row level security', relation);
    execute format('create policy sight on %s for all using (%s) with check (true)', relation, condition);
end $$;

-- Makes the view NAME_in_sight of a table of kind OWNER: the same rows as the policy shows, but as an ordinary condition. Under a
-- policy the planner uses an index only for operators that are leakproof, which LIKE, arrays and numeric comparisons are not; a
-- view of the owner's has no policy under it, so searches and lists keep their indexes. To be called again after a column is
-- added to the table.
create procedure renew_sight_view(relation regclass, customer text) language plpgsql as $$
begin
    execute format('create or replace view %I as select * from %s where %s',
                   relation::text || '_in_sight', relation, sight_condition(customer));
end $$;

call renew_sight_view('customers', 'id');
call renew_sight_view('orders', 'customer_id');
call renew_sight_view('customer_contributions', 'customer_id');
