-- What of the ledger of consents counts now (当前授权状态): one row for each purpose, asked by whoever sends anything.

-- By which way the customer may be promoted to, below MARKETING; validated in a migration of its own.
alter table consents drop constraint consents_purpose_check, add constraint consents_purpose_check
    check (purpose in ('PERSONAL_DATA', 'SENSITIVE_DATA', 'MARKETING', 'MARKETING_CALL', 'MARKETING_SMS', 'MARKETING_PUSH',
                       'THIRD_PARTY')) not valid;

create table customer_consents_now (
    customer_id uuid    not null references customers,
    purpose     text    not null,
    granted     boolean not null,
    since       date    not null,
    -- The last day it holds; null for no end.
    valid_until date,
    -- The newest entry of the purpose.
    consent_id  uuid    not null references consents on delete cascade,
    primary key (customer_id, purpose)
);
create index customer_consents_now_by_consent on customer_consents_now (consent_id);
insert into customer_consents_now
select distinct on (customer_id, purpose) customer_id, purpose, granted, given_on, valid_until, id
  from consents order by customer_id, purpose, id desc;

-- Whoever writes the ledger, merges and what is taken back included.
create function consents_count_now() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if tg_op <> 'INSERT' then
        delete from customer_consents_now n
         where n.customer_id = old.customer_id and n.purpose = old.purpose and n.consent_id = old.id;
        insert into customer_consents_now
        select customer_id, purpose, granted, given_on, valid_until, id from consents
         where customer_id = old.customer_id and purpose = old.purpose order by id desc limit 1
        on conflict (customer_id, purpose) do nothing;
    end if;
    if tg_op <> 'DELETE' then
        insert into customer_consents_now as n
        values (new.customer_id, new.purpose, new.granted, new.given_on, new.valid_until, new.id)
        on conflict (customer_id, purpose) do update
           set granted = excluded.granted, since = excluded.since, valid_until = excluded.valid_until,
               consent_id = excluded.consent_id
         where excluded.consent_id >= n.consent_id;
    end if;
    return null;
end $$;
create trigger consents_count_now after insert or update of customer_id or delete on consents
    for each row execute function consents_count_now();

-- Whether the customer has said no. Asked about customers out of the asker's sight, too: a room may have several.
create function marketing_refused(customer uuid) returns boolean language sql stable security definer
    set search_path from current
    return exists (select from customer_consents_now n where n.customer_id = customer and n.purpose = 'MARKETING' and not n.granted);

-- Whether something that promotes may be sent to the customer by this way (MARKETING_CALL, MARKETING_SMS, MARKETING_PUSH): only with
-- a consent that holds, which may leave out ways, and never in the cooling-off (冷静期免打扰).
create function may_market(customer uuid, way text, today date) returns boolean language sql stable security definer
    set search_path from current
    return exists (select from customer_consents_now n
                    where n.customer_id = customer and n.purpose = 'MARKETING' and n.granted and (n.valid_until < today) is not true)
       and not exists (select from customer_consents_now n
                        where n.customer_id = customer and n.purpose = way and (not n.granted or n.valid_until < today))
       and not exists (select from contact_shields s where s.customer_id = customer and s.closed_at is null);

call stand_behind_wall('customer_consents_now', 'CUSTOMER', 'customer_id');
-- Follows the ledger by its trigger.
insert into customer_references values ('customer_consents_now', 'customer_id', 'OWN');
call make_restorable('customer_consents_now');
