-- Indexes and foreign keys are taken off the large tables and put back, as they were, by 10-fasten.sql in the same
-- transaction: one sort and one join each instead of a look-up for every row. Nobody else sees the tables meanwhile.

create temporary table demo_taken_off (position serial, command text) on commit drop;

do $$
declare
    piece record;
begin
    for piece in
        with large(id) as (
            select cast(unnest(array['customers', 'timeline_entries', 'interactions', 'risk_assessments', 'investor_certifications',
                       'consents', 'customer_consents_now', 'holdings', 'orders', 'order_history', 'order_payments', 'order_callbacks',
                       'order_documents', 'contact_shields', 'product_investors', 'users', 'messages', 'members']) as regclass))
        select format('drop index %s', cast(i.indexrelid as regclass)) as remove, pg_get_indexdef(i.indexrelid) as restore
          from pg_index i join large on large.id = i.indrelid
         where not exists (select from pg_constraint c where c.conindid = i.indexrelid)
        union all
        select format('alter table %s drop constraint %I', cast(c.conrelid as regclass), c.conname),
               format('alter table %s add constraint %I %s', cast(c.conrelid as regclass), c.conname, pg_get_constraintdef(c.oid))
          from pg_constraint c join large on large.id = c.conrelid
         where c.contype = 'f'
    loop
        insert into demo_taken_off (command) values (piece.restore);
        execute piece.remove;
    end loop;
end $$;
