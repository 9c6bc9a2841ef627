-- First away with what an interrupted run left. SearchIndexUpkeep sorts into both what waits in their lists (V300).
drop index concurrently if exists customer_words_by_phone_part;
create index concurrently customer_words_by_phone_part on customer_words using gin (phone_tokens)
    with (gin_pending_list_limit = 2048);
drop index concurrently if exists customer_words_by_name_key;
create index concurrently customer_words_by_name_key on customer_words using gin (name_keys(search_text))
    with (gin_pending_list_limit = 2048);
