-- In pieces, each committed, so that nobody who changes a name waits for all of them. Who is there already came or changed since V319.
-- Who changes many at once may have them in another order, and does not wait for this longer than a third of a second.
set lock_timeout = '300ms';
do $$
declare
    upto uuid := '00000000-0000-0000-0000-000000000000';
    reached uuid;
begin
    loop
        begin
            with piece as (
                select id, unit_id, erased_at is not null as erased, search_text, phone_tokens from customers
                 where id > upto order by id limit 10000 for key share),
            added as (insert into unit_words (id, unit_id, erased, search_text, phone_tokens)
                      select * from piece on conflict (id) do nothing)
            select (select id from piece order by id desc limit 1) into reached;
            exit when reached is null;
            upto := reached;
        exception when lock_not_available or deadlock_detected then
            raise notice 'once more after %', upto;
        end;
        commit;
    end loop;
end $$;
reset lock_timeout;
