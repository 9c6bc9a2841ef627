-- Limits of visitors are counted like those of sign-in (throttles), which many at once do not pass; nothing of a visitor's address
-- is kept with the question any more.

alter table consultations drop column visitor_index;
