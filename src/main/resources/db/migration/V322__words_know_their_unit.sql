-- What is common among the words searches ask of PostgreSQL (WordCounts): of three thousand keys and parts of phones, as one thousand
-- are the parts of three digits alone.
alter table unit_words alter column phone_tokens set statistics 300;
alter index unit_words_by_name_key alter column 1 set statistics 300;
analyze unit_words;

-- All that is needed below, in the order in which searches take it. Who waits for this waits a third of a second at most, and those behind
-- them: then it gives way and tries again, as also where it and somebody else wait for each other.
do $$
begin
    set local lock_timeout = '300ms';
    loop
        begin
            lock table customer_words_in_sight, firm_words_in_sight in access exclusive mode;
            lock table customers, customer_words, unit_words in access exclusive mode;
            exit;
        exception when lock_not_available or deadlock_detected then
            perform pg_sleep(0.2);
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
