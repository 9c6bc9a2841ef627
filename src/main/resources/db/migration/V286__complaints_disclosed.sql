-- Compliance may show whom a complaint is about what was said before it is closed (向被投诉人披露), so that they can be heard. Of an edit that names
-- somebody else nothing is left of it.
alter table complaints add column disclosed_to uuid;
alter table complaints add constraint complaints_disclosed_to_fkey foreign key (disclosed_to) references users not valid;

alter table complaint_moves drop constraint complaint_moves_check;
alter table complaint_moves add constraint complaint_moves_check check (case kind
    when 'OPENED' then from_state is null and to_state = 'OPEN'
    when 'ASSIGNED' then from_state = 'OPEN' and to_state = 'ASSIGNED'
    when 'HANDED_OVER' then from_state = 'ASSIGNED' and to_state = 'ASSIGNED'
    when 'RETURNED' then from_state = 'ASSIGNED' and to_state = 'OPEN' and to_id is null
    when 'ANSWERED' then from_state = 'ASSIGNED' and to_state = 'ANSWERED' and note is not null
    when 'REOPENED' then from_state = 'ANSWERED' and to_state = 'ASSIGNED'
    when 'CLOSED' then from_state = 'ANSWERED' and to_state = 'CLOSED'
    when 'ESCALATED' then from_state = to_state and to_state in ('OPEN', 'ASSIGNED', 'ANSWERED') and level > 0
    when 'EDITED' then from_state = to_state and to_state in ('OPEN', 'ASSIGNED', 'ANSWERED')
    when 'DISCLOSED' then from_state = to_state and to_state in ('OPEN', 'ASSIGNED', 'ANSWERED') and note is not null
    when 'RATED' then from_state = 'CLOSED' and to_state = 'CLOSED'
    else false end) not valid;

-- To whom it was disclosed sees it wherever its customer has gone, as who works on it does.
create or replace view complaints_in_sight as
    select k.id, k.number, k.customer_id, k.kind, k.category, k.severity, k.subject, k.text, k.channel, k.order_id, k.product_id,
           k.about_user_id, k.state, k.level, k.assignee_id, k.opened_by, k.opened_at, k.sla_version, k.counts_from, k.first_due_at, k.due_at,
           k.late_at, k.very_late_at, k.passed, k.escalate_at, k.answered_at, k.answered_by, k.closed_at, k.closed_by, k.root_cause, k.rating,
           k.rating_note, k.rated_at, k.version, c.name as customer_name, c.advisor_id, c.unit_id, k.disclosed_to
      from complaints k join customers c on c.id = k.customer_id and (c.erased_at is null or (select sight_erased()))
     where (select sight_all()) or k.assignee_id = any (cast((select sight_mine()) as uuid[])) and k.state = 'ASSIGNED'
        or k.disclosed_to = any (cast((select sight_mine()) as uuid[]))
        or exists (select from customers_in_sight seen where seen.id = k.customer_id);
alter policy sight on complaints
    using ((select sight_all()) or assignee_id = any (cast((select sight_mine()) as uuid[])) and state = 'ASSIGNED'
           or disclosed_to = any (cast((select sight_mine()) as uuid[]))
           or exists (select from customers_in_sight c where c.id = complaints.customer_id));
create or replace view open_complaints as
    select id, number, customer_id, kind, category, severity, subject, state, level, assignee_id, opened_at, due_at, about_user_id, disclosed_to
      from complaints_in_sight where state <> 'CLOSED';

-- Of the customer's copy it is no part, as whom the complaint is about is none.
update personal_records set omitted = omitted || '{disclosed_to}' where relation = 'complaints';
