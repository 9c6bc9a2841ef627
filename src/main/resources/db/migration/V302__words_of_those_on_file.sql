-- In pieces, each committed, so that nobody who changes a name waits for all of them. Who is there already came or changed since V301.
do $$
declare
    upto uuid := '00000000-0000-0000-0000-000000000000';
begin
    loop
        with piece as (
            select id, search_text, phone_tokens, erased_at is not null as erased from customers
             where id > upto order by id limit 10000 for key share),
        added as (insert into customer_words select * from piece on conflict (id) do nothing)
        select (select id from piece order by id desc limit 1) into upto;
        exit when upto is null;
        commit;
    end loop;
end $$;
