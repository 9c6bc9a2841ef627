-- A node of the version before that still runs finds the same row by row, and logs every 20 seconds that it has nothing to sort.
drop index concurrently if exists customers_by_phone_part;
drop index concurrently if exists customers_by_name_key;
