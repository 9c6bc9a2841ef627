-- What was done for customers whose records are erased: figures of those who did it, and nothing of the customer.
create table erased_deeds (
    id            uuid        primary key,
    person_id     uuid        not null references users,
    at            timestamptz not null,
    new_customers integer     not null,
    contacts      integer     not null,
    plans_due     integer     not null,
    -- When a plan was done, if it was.
    done_at       timestamptz
);
create index erased_deeds_by_time on erased_deeds (at);

-- What facts of performance are made of and has no other figures left once the customer is erased. The plan's person is who had it
-- within a day.
create function deeds_for(customer uuid) returns setof erased_deeds language sql stable as $$
    select c.id, c.created_by, c.created_at, 1, 0, 0, cast(null as timestamptz)
      from customers c where c.id = customer and c.created_by is not null
    union all
    select i.id, i.by_id, i.at, 0, 1, 0, null from interactions i where i.customer_id = customer and i.kind <> 'NOTE'
    union all
    select t.id, p.person_id, t.first_due_at, 0, 0, 1, case t.state when 'DONE' then t.ended_at end
      from tasks t
     cross join lateral (
        select coalesce((select m.assignee_id from task_moves m
                          where m.task_id = t.id and m.at < t.first_due_at + interval '1 day' order by m.id desc limit 1),
                        t.assignee_id) as person_id) p
     where t.customer_id = customer and t.origin in ('FOLLOW_UP', 'PLAN') and t.state <> 'CANCELLED' and p.person_id is not null
$$;

-- Erasing is what it was; what is gone afterwards leaves its figure.
alter function erase_customer(uuid, timestamptz, date, bytea) rename to erase_customer_records;
create function erase_customer(customer uuid, moment timestamptz, today date, sealed_phone bytea, out plan erasure_step[], out files uuid[])
    language plpgsql security definer set search_path from current as $$
declare
    deeds erased_deeds[] := array(select d from deeds_for(customer) d);
begin
    select e.plan, e.files into plan, files from erase_customer_records(customer, moment, today, sealed_phone) e;
    -- Under an id of its own: that of the record would tell whose it was.
    insert into erased_deeds
    select uuidv7(), d.person_id, d.at, d.new_customers, d.contacts, d.plans_due, d.done_at from unnest(deeds) d
     where not exists (select from customers where id = d.id) and not exists (select from interactions where id = d.id)
       and not exists (select from tasks where id = d.id);
end $$;
