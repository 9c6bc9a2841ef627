-- What likely duplicates are looked up by, built beside the running firm. Outside a transaction, so what a build that was broken off
-- left behind goes first.
drop index concurrently if exists customers_by_sound;
create index concurrently customers_by_sound on customers (name_sound(name_key, name), birthday, id);
-- A merged customer's row goes: each table that refers to it is asked, and households had an index of the living members only.
drop index concurrently if exists household_members_by_any_customer;
create index concurrently household_members_by_any_customer on household_members (customer_id);
