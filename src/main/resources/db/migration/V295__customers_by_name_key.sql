-- First away with what an interrupted run left.
drop index concurrently if exists customers_by_name_key;
create index concurrently customers_by_name_key on customers using gin (name_keys(search_text))
    with (gin_pending_list_limit = 512);
