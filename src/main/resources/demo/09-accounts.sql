-- The member app is open to every customer.
insert into users (id, display_name, roles, customer_id, phone_index, created_at)
select pg_temp.fixed_id('member', d.n), c.name, '{CUSTOMER}', c.id, c.phone_index, c.created_at
  from demo_customers d join customers c on c.id = d.id
 order by d.n;
