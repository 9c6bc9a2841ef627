-- What facts of a day are found by, built beside the running firm. Outside a transaction, so what a build that was broken off left
-- behind goes first.
drop index concurrently if exists interactions_by_time;
create index concurrently interactions_by_time on interactions (at);
drop index concurrently if exists tasks_planned;
create index concurrently tasks_planned on tasks (first_due_at) where origin in ('FOLLOW_UP', 'PLAN');
drop index concurrently if exists merged_customers_by_time;
create index concurrently merged_customers_by_time on merged_customers (merged_at);
