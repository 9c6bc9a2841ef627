-- To whom a complaint was disclosed sees what was said of it, not what hangs on it: steps and files are for those in whose sight
-- its customer is, and for who works on it.
do $$
declare
    relation text;
begin
    foreach relation in array array['complaint_moves', 'complaint_files'] loop
        execute format(
            'alter policy sight on %1$I using ((select sight_all()) or exists (
                 select from complaints_in_sight k where k.id = %1$I.complaint_id
                    and (k.assignee_id = any (cast((select sight_mine()) as uuid[])) and k.state = ''ASSIGNED''
                         or exists (select from customers_in_sight c where c.id = k.customer_id))))', relation);
    end loop;
end $$;
