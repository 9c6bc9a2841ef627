-- What an upload is for: what it must be, and which feature may take it.
alter table resumable_uploads add column purpose text not null default 'RECORDING';
alter table resumable_uploads add constraint resumable_uploads_purpose check (purpose in ('RECORDING', 'CUSTOMER_IMPORT')) not valid;
