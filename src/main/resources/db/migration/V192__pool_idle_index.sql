-- What the rule NO_CONTACT goes by; built beside the running firm. Outside a transaction, so what a build that was broken off left
-- behind goes first.
drop index concurrently if exists customers_idle;
create index concurrently customers_idle on customers (greatest(last_contact_at, advisor_since, created_at))
    where advisor_id is not null;
