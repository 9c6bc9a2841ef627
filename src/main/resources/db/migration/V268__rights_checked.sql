alter table exports validate constraint exports_state_check;
alter table personal_records validate constraint personal_records_withheld;
