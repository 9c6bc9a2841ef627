-- When it was seen that the last day of a cover is over, and told to whoever has to do with it.
alter table advisor_covers add column over_at timestamptz;
