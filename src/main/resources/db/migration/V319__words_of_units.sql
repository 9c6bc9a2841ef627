-- The words of customers again (V301) with the unit that has them: who searches among units is spared looking up of each customer whom
-- the index finds in the firm which unit that is. It stands in no index and pages keep room for another, so that a customer who changes
-- units keeps the sixty entries of the words. V322 puts this in the place of customer_words, which could not have been filled in
-- without writing each entry once more beside the old.
create table unit_words (
    -- The customer's.
    id           uuid      primary key references customers on delete cascade,
    unit_id      uuid,
    -- Whether only what the law demands is left of the file.
    erased       boolean   not null,
    search_text  text      collate "C" not null,
    phone_tokens integer[] not null check (cardinality(phone_tokens) > 0)
) with (fillfactor = 90);
alter table unit_words enable row level security;
create policy sight on unit_words for all
    using (exists (select from customers_in_sight seen where seen.id = unit_words.id)) with check (true);

-- Of those who come, at once for all of a statement: an import brings a thousand.
create or replace function customers_come_with_words() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    insert into customer_words (id, search_text, phone_tokens, erased)
        select id, search_text, phone_tokens, erased_at is not null from come
        on conflict (id) do update
           set search_text = excluded.search_text, phone_tokens = excluded.phone_tokens, erased = excluded.erased;
    insert into unit_words (id, unit_id, erased, search_text, phone_tokens)
        select id, unit_id, erased_at is not null, search_text, phone_tokens from come
        on conflict (id) do update
           set unit_id = excluded.unit_id, erased = excluded.erased, search_text = excluded.search_text,
               phone_tokens = excluded.phone_tokens;
    return null;
end $$;

-- Of those whose words or unit change or who are erased, which few changes of a file do.
create or replace function customers_change_words() returns trigger language plpgsql security definer
    set search_path from current as $$
begin
    insert into customer_words (id, search_text, phone_tokens, erased)
        values (new.id, new.search_text, new.phone_tokens, new.erased_at is not null)
        on conflict (id) do update
           set search_text = excluded.search_text, phone_tokens = excluded.phone_tokens, erased = excluded.erased
         where (customer_words.search_text, customer_words.phone_tokens, customer_words.erased)
               is distinct from (excluded.search_text, excluded.phone_tokens, excluded.erased);
    insert into unit_words (id, unit_id, erased, search_text, phone_tokens)
        values (new.id, new.unit_id, new.erased_at is not null, new.search_text, new.phone_tokens)
        on conflict (id) do update
           set unit_id = excluded.unit_id, erased = excluded.erased, search_text = excluded.search_text,
               phone_tokens = excluded.phone_tokens;
    return null;
end $$;
create or replace trigger customers_change_words after update of search_text, phone_tokens, erased_at, unit_id on customers
    for each row when ((old.search_text, old.phone_tokens, old.erased_at is null, old.unit_id)
                       is distinct from (new.search_text, new.phone_tokens, new.erased_at is null, new.unit_id))
    execute function customers_change_words();
