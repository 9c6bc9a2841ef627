-- Lanes that FCM asked to leave alone: for every node, and for one that was killed meanwhile. Real time, as leases are.
create table push_lane_rests (
    lane        smallint primary key check (lane between 0 and 4),
    rests_until timestamptz not null
);
