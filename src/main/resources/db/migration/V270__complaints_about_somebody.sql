-- Whom a complaint is about reads only that there is one until it is closed; so the overview has to know who that is.
create or replace view open_complaints as
    select id, number, customer_id, kind, category, severity, subject, state, level, assignee_id, opened_at, due_at, about_user_id
      from complaints_in_sight where state <> 'CLOSED';

-- On the timeline it stands by its number from now on; of those not closed the subject goes from what was written before.
update timeline_entries e
   set data = e.data - 'summary'
  from complaints k
 where k.about_user_id is not null and k.state <> 'CLOSED'
   and e.customer_id = k.customer_id and e.ref_id = k.id and e.kind like 'COMPLAINT\_%';
