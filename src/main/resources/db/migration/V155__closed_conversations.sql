-- A closed conversation is read and no longer written in.

alter table conversations add column closed_at timestamptz;
