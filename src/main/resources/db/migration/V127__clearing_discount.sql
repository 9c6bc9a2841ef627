-- The part of the fee that was waived for this holding: the run's, or its order's where that is more. Null on lines from
-- before, which went by the run's alone.
alter table clearing_lines
    add column fee_discount numeric,
    add constraint clearing_lines_fee_discount check (fee_discount between 0 and 1) not valid;
