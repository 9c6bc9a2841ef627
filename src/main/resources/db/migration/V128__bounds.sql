-- A month of our times: one of the year 1 or 4801 would close the books for good.
alter table ledger_closings add constraint ledger_closings_of_our_times
    check (period between '1900-01-01' and '2199-12-01');

-- Said of new rows in V126 and V127; the rows from before are looked at here, beside the daily work.
alter table orders validate constraint orders_fee_discount;
alter table clearing_lines validate constraint clearing_lines_fee_discount;
