-- An export in which an erased customer stands is withdrawn with the erasure: it would tell of them for another day.
alter table exports drop constraint exports_state_check, add constraint exports_state_check
    check (state in ('RUNNING', 'DONE', 'FAILED', 'WITHDRAWN')) not valid;
-- Who stands in it; null in parts that were made before this was kept.
alter table export_parts add column customer_ids uuid[];

-- Steps of exports hold the lock shared, so that none writes down whom this transaction erases.
create function withdraw_exports(persons uuid[]) returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('exports', 264));
    with withdrawn as (
        update exports set state = 'WITHDRAWN', expires_at = null, next_page = null
         where state in ('RUNNING', 'DONE')
           and id in (select p.export_id from export_parts p where p.customer_ids is null or p.customer_ids && persons)
        returning id)
    delete from export_parts where export_id in (select id from withdrawn);
end $$;

create or replace function erase_customer(customer uuid, moment timestamptz, today date, sealed_phone bytea,
                                          out plan erasure_step[], out files uuid[])
    language plpgsql security definer set search_path from current as $$
declare
    deeds  erased_deeds[] := array(select d from deeds_for(customer) d);
    called text := (select c.name from customers c where c.id = customer);
begin
    perform withdraw_exports(array(select persons_of(customer)));
    select e.plan, e.files into plan, files from erase_customer_records(customer, moment, today, sealed_phone) e;
    -- Answers to who wrote of the person without saying by an id who it was; somebody else of that name loses nothing but the name.
    update idempotency_keys set body = replace(body, called, '[已删除]') where position(called in body) > 0;
    -- Under an id of its own: that of the record would tell whose it was.
    insert into erased_deeds
    select uuidv7(), d.person_id, d.at, d.new_customers, d.contacts, d.plans_due, d.done_at from unnest(deeds) d
     where not exists (select from customers where id = d.id) and not exists (select from interactions where id = d.id)
       and not exists (select from tasks where id = d.id);
end $$;
