-- How many customers somebody serves, wherever these are: those of a unit that an advisor has left count for the cap of customers, also
-- where who gives another does not see them.
create function customers_held(by_advisor uuid) returns bigint language sql stable parallel safe security definer
    set search_path from current as $$
    select count(*) from customers where advisor_id = by_advisor
$$;
