-- What single persons may beyond what their roles give, such as taking lists of customers out of the service.
alter table users add column permissions text[] not null default '{}';
alter table users add constraint users_permissions_known check (permissions <@ array['CUSTOMER_EXPORT']) not valid;
