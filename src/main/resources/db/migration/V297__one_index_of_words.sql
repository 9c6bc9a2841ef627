-- The function search_keys stays for nodes of the version before that still run; it costs nothing.
drop index concurrently if exists customers_by_search;
drop index concurrently if exists customers_by_search_key;
