-- What stands in the bank's file of a batch, also of payees who are erased since and whose records an article keeps: the file is the
-- same whenever it is fetched. Sealed and for office roles alone; the route is finance's.
create view bank_file_lines as
    select a.batch_id, p.id as payout_id, o.id as order_id, o.customer_name, o.bank_name, o.bank_account_cipher, p.amount, p.currency,
           p.pay_on, r.code as product
      from payout_attempts a
      join payouts p on p.id = a.payout_id
      join orders o on o.id = p.order_id
      join products r on r.id = p.product_id
     where (select sight_all());
