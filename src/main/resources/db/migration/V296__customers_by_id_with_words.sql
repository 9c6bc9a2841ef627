-- First away with what an interrupted run left. Beside the words stands what the wall's view asks of a row.
drop index concurrently if exists customers_by_id_with_words;
create index concurrently customers_by_id_with_words on customers (id) include (search_text, advisor_id, unit_id, erased_at);
