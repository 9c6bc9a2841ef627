-- The day a holding ended (终止日): the record date of the repayment that ended it, the first day that no longer earns.
-- Rows from before are filled in by the next migration, so that this one holds its lock on the table for a moment only.
alter table holdings add column ended_on date;
alter table holdings add constraint holdings_ended
    check ((ended_on is null) = (status = 'OPEN') and ended_on >= opened_on) not valid;
