-- Built beside the running firm, outside a transaction, so what a build that was broken off left behind goes first.
drop index concurrently if exists customers_to_erase;
create index concurrently customers_to_erase on customers (erase_after) where erase_after is not null;
drop index concurrently if exists customers_gone;
create index concurrently customers_gone on customers (id) where erased_at is not null;
-- The images operations keep of one row, by its key.
drop index concurrently if exists restorable_rows_by_key;
create index concurrently restorable_rows_by_key on restorable_rows (relation, key);
alter table customers validate constraint customers_erased;
