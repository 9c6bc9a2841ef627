-- Keys of extra fields that an export has as columns, after its others and in their order.
alter table exports add column extra text[] not null default '{}';
