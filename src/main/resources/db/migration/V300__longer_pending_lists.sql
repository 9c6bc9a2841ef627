-- SearchIndexUpkeep sorts them in every 20 seconds; who changes a file does so only where thousands change in between. A search reads the
-- list besides, in a millisecond at most.
alter index customers_by_phone_part set (gin_pending_list_limit = 2048);
alter index customers_by_name_key set (gin_pending_list_limit = 2048);
