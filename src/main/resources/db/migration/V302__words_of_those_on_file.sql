-- In pieces, each committed, so that nobody who changes a name waits for all of them. Who is there already came or changed since V301.
-- Who changes many at once may have them in another order.
do $$
declare
    upto uuid := '00000000-0000-0000-0000-000000000000';
    reached uuid;
begin
    loop
        begin
            with piece as (
                select id, search_text, phone_tokens, erased_at is not null as erased from customers
                 where id > upto order by id limit 10000 for key share),
            added as (insert into customer_words select * from piece on conflict (id) do nothing)
            select (select id from piece order by id desc limit 1) into reached;
            exit when reached is null;
            upto := reached;
        exception when deadlock_detected then
            raise notice 'once more after %', upto;
        end;
        commit;
    end loop;
end $$;
