-- A file's row is removed after a look at every table that may refer to it, and a message after a look at the editions it told of: one
-- by index. Built beside the running firm, outside a transaction, so what a build that was broken off left behind goes first.
drop index concurrently if exists message_editions_by_event;
create index concurrently message_editions_by_event on message_editions (conversation_id, event_seq);
drop index concurrently if exists risk_assessments_by_evidence;
create index concurrently risk_assessments_by_evidence on risk_assessments (evidence_file_id) where evidence_file_id is not null;
drop index concurrently if exists investor_certifications_by_evidence;
create index concurrently investor_certifications_by_evidence on investor_certifications (evidence_file_id);
drop index concurrently if exists consents_by_evidence;
create index concurrently consents_by_evidence on consents (evidence_file_id) where evidence_file_id is not null;
drop index concurrently if exists customer_declarations_by_evidence;
create index concurrently customer_declarations_by_evidence on customer_declarations (evidence_file_id);
-- Everything a person was ever in, for the export of a person: members_by_user has only what they are in.
drop index concurrently if exists members_of_person;
create index concurrently members_of_person on members (user_id, conversation_id);
