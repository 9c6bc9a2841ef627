-- Said of new rows in V176; the rows from before are looked at here, beside the daily work.
alter table message_editions validate constraint message_editions_of_message, validate constraint message_editions_told_by;
