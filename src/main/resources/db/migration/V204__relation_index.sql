-- Built beside the running firm, outside a transaction, so what a build that was broken off left behind goes first.

-- A relation that has ended may begin again; takes the place of the key over ended ones and all.
drop index concurrently if exists customer_relations_live;
create unique index concurrently customer_relations_live on customer_relations (customer_id, related_id, kind) where until is null;
