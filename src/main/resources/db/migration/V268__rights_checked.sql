alter table exports validate constraint exports_state_check;
