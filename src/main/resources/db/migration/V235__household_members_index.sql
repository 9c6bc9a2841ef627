-- Built beside the running firm, outside a transaction, so what a build that was broken off left behind goes first.

-- Whoever removes a customer is asked for all memberships, ended ones too.
drop index concurrently if exists household_members_ever;
create index concurrently household_members_ever on household_members (customer_id);
