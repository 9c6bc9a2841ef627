-- No token version is given twice, not even to an installation that is removed and registered again: what FCM says late of the
-- old token never meets the new one. Only ever compared for being the same, so it may begin again after two thousand million.
create sequence device_token_versions as integer cycle;
do $$
begin
    perform setval('device_token_versions', (select coalesce(max(token_version), 0) + 1 from devices));
end $$;
alter table devices alter column token_version set default nextval('device_token_versions');
