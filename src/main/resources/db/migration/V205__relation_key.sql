-- The new key takes the old one's name. What V203 said of new rows, rows from before keep as well.
alter table customer_relations drop constraint customer_relations_key;
alter index customer_relations_live rename to customer_relations_key;
alter table customer_relations
    validate constraint customer_relations_term,
    validate constraint customer_relations_ended,
    validate constraint customer_relations_kind_check;
