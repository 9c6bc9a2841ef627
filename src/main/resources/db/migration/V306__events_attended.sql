-- Advisors note who came to an event of the firm (活动); the timeline had a group for it and no line. Those on file are checked in V307.
alter table interactions add constraint interactions_kind
    check (kind in ('CALL', 'VISIT', 'MESSAGE', 'COMPLAINT', 'CARE', 'EVENT', 'NOTE')) not valid;
alter table interactions drop constraint interactions_kind_check;
