-- Searches ask what is common among the words (WordCounts), which else is known of them a minute later.
analyze unit_words;

-- Whoever writes a customer meanwhile waits, and then writes by the functions below. Who has read words and writes a customer next may
-- wait for this as this waits for that.
do $$
begin
    loop
        begin
            lock table customers in share row exclusive mode;
            lock table customer_words, unit_words in access exclusive mode;
            exit;
        exception when deadlock_detected then
            raise notice 'once more';
        end;
    end loop;
end $$;
-- Of units and of single customers; who sees customers by whose they are searches among the files, and finds none here.
create or replace view customer_words_in_sight as
    select id, search_text, phone_tokens, erased, unit_id from unit_words
     where ((select sight_all()) or unit_id = any (cast((select sight_units()) as uuid[]))
            or id = any (cast((select sight_customers()) as uuid[])))
       and (not erased or (select sight_erased()));
create or replace view firm_words_in_sight as
    select id, search_text, phone_tokens, erased from unit_words
     where (select sight_all()) and (not erased or (select sight_erased()));
drop table customer_words;
alter table unit_words rename to customer_words;
alter index unit_words_pkey rename to customer_words_pkey;
alter table customer_words rename constraint unit_words_id_fkey to customer_words_id_fkey;
alter table customer_words rename constraint unit_words_phone_tokens_check to customer_words_phone_tokens_check;
alter index unit_words_by_phone_part rename to customer_words_by_phone_part;
alter index unit_words_by_name_key rename to customer_words_by_name_key;

create or replace function customers_come_with_words() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    insert into customer_words (id, unit_id, erased, search_text, phone_tokens)
        select id, unit_id, erased_at is not null, search_text, phone_tokens from come
        on conflict (id) do update
           set unit_id = excluded.unit_id, erased = excluded.erased, search_text = excluded.search_text,
               phone_tokens = excluded.phone_tokens;
    return null;
end $$;
create or replace function customers_change_words() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    insert into customer_words (id, unit_id, erased, search_text, phone_tokens)
        values (new.id, new.unit_id, new.erased_at is not null, new.search_text, new.phone_tokens)
        on conflict (id) do update
           set unit_id = excluded.unit_id, erased = excluded.erased, search_text = excluded.search_text,
               phone_tokens = excluded.phone_tokens;
    return null;
end $$;
