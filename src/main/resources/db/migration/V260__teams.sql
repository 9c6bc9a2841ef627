-- Teams of several advisors on one customer (客户团队): who sits beside the advisor, with which share of new orders.

-- The lead is the customer's advisor and has no row: what the seats leave is the lead's share.
create table customer_seats (
    id          uuid          primary key,
    customer_id uuid          not null references customers,
    -- Whose team it is: a seat is in force only while this is the customer's advisor, so that nobody keeps one in the pool or under
    -- somebody who does not know of it.
    lead_id     uuid          not null references users,
    person_id   uuid          not null references users,
    -- Of the amount of a new order.
    share       numeric(5, 4) not null check (share between 0 and 1),
    -- Business dates; both count, and without the latter there is no end.
    from_on     date          not null,
    to_on       date,
    given_by    uuid          not null references users,
    given_at    timestamptz   not null,
    ended_at    timestamptz,
    -- Null where nobody ended it: the customer went elsewhere, or the person.
    ended_by    uuid          references users,
    check (lead_id <> person_id),
    check (to_on >= from_on),
    check (ended_at is not null or ended_by is null)
);
create unique index customer_seats_once on customer_seats (customer_id, lead_id, person_id) where ended_at is null;
create index customer_seats_by_customer on customer_seats (customer_id);
create index customer_seats_by_person on customer_seats (person_id) where ended_at is null;

-- On no day more than the whole is given away. Looks at all seats, whoever writes one.
create function customer_seats_add_up() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if exists (select from customer_seats day join customer_seats s using (customer_id, lead_id)
                where day.customer_id = new.customer_id and day.ended_at is null and s.ended_at is null
                  and day.from_on between s.from_on and coalesce(s.to_on, day.from_on)
                group by day.id having sum(s.share) > 1) then
        raise exception 'the seats of % have more than the whole', new.customer_id
            using errcode = '23514', constraint = 'customer_seats_add_up';
    end if;
    return null;
end $$;
create constraint trigger customer_seats_add_up after insert or update on customer_seats
    deferrable initially deferred for each row when (new.ended_at is null) execute function customer_seats_add_up();

-- Seats whose last day is to come.
create index customer_seats_by_end on customer_seats (to_on) where ended_at is null and to_on is not null;

call stand_behind_wall('customer_seats', 'CUSTOMER', 'customer_id');

-- Who sits with whom. Passes the wall: it is looked up before anybody knows what the person sees, and is part of the answer.
create view seats_in_force as
    select s.person_id, s.customer_id, s.to_on
      from customer_seats s join customers c on c.id = s.customer_id and c.advisor_id = s.lead_id
     where s.ended_at is null;

-- Whether somebody may sit in the team of a customer of that unit: sells, and in the branch the unit is part of.
create function may_sit(person uuid, unit uuid) returns boolean language sql stable as $$
    select exists (select from users u join units own on own.id = u.unit_id join units branch on branch.id = pool_of(unit)
                    where u.id = person and u.active and u.roles && '{ADVISOR,TEAM_LEAD,BRANCH_MANAGER}'
                      and starts_with(own.path, branch.path))
$$;

call make_restorable('customer_seats');
insert into customer_references values ('customer_seats', 'customer_id', 'MOVES');

-- What stands once for a customer: as before, and one team. The survivor's stands; the merged one's goes on where the survivor has
-- none under whoever serves them from now on.
create or replace function merge_single_rows(op uuid, from_id uuid, to_id uuid, by_id uuid, at timestamptz, advisor uuid) returns void
    language plpgsql as $$
begin
    if advisor is null then
        perform change_restorably(op, 'pool_entries', $q$
            delete from pool_entries e where e.customer_id = $3[1] and e.left_at is null
               and exists (select from pool_entries s where s.customer_id = $3[2] and s.left_at is null) $q$, from_id, to_id);
    else
        perform change_restorably(op, 'pool_entries', format($q$
            update pool_entries set left_at = greatest(entered_at, %L), to_advisor_id = $3[3]
             where customer_id in ($3[1], $3[2]) and left_at is null $q$, at), from_id, to_id, advisor);
    end if;
    perform change_restorably(op, 'pool_warnings', 'delete from pool_warnings where customer_id = $3[1]', from_id);
    perform change_restorably(op, 'customer_seats', format($q$
        update customer_seats m set ended_at = %L, ended_by = $3[3]
         where m.ended_at is null and (m.customer_id = $3[1] or m.customer_id = $3[2])
           and (m.lead_id is distinct from $3[4]
                or m.customer_id = $3[1] and exists (select from customer_seats s where s.customer_id = $3[2] and s.lead_id = m.lead_id
                                                        and s.ended_at is null)) $q$, at), from_id, to_id, by_id, advisor);
    perform change_restorably(op, 'follow_up_runs', format($q$
        update follow_up_runs r set state = 'CANCELLED', ended_at = %L, ended_by = $3[3]
         where r.customer_id = $3[1] and r.state = 'RUNNING'
           and exists (select from follow_up_runs s
                        where s.customer_id = $3[2] and s.plan_id = r.plan_id and s.state = 'RUNNING') $q$, at), from_id, to_id, by_id);
    perform change_restorably(op, 'tier_feedback', format($q$
        update tier_feedback f set state = 'WITHDRAWN', ended_at = %L, ended_by = $3[3]
         where f.customer_id = $3[1] and f.state = 'OPEN'
           and exists (select from tier_feedback s where s.customer_id = $3[2] and s.state = 'OPEN') $q$, at), from_id, to_id, by_id);
    perform change_restorably(op, 'timeline_entries', $q$
        delete from timeline_entries e where e.customer_id = $3[1] and e.kind = 'CHAT'
           and exists (select from timeline_entries s where s.customer_id = $3[2] and s.kind = 'CHAT'
                        and s.ref_id = e.ref_id and s.data ->> 'day' = e.data ->> 'day') $q$, from_id, to_id);
end $$;
