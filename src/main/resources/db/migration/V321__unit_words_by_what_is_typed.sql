-- First away with what an interrupted run left. V322 gives both the names of those they follow.
drop index concurrently if exists unit_words_by_phone_part;
create index concurrently unit_words_by_phone_part on unit_words using gin (phone_tokens) with (gin_pending_list_limit = 2048);
drop index concurrently if exists unit_words_by_name_key;
create index concurrently unit_words_by_name_key on unit_words using gin (name_keys(search_text))
    with (gin_pending_list_limit = 2048);
