-- As before, and nobody is married to two at once. Marriages there are already stay as they are until somebody changes them.
create or replace function relations_agree() returns trigger language plpgsql security definer set search_path from current as $$
declare
    line text[] := relation_line(new.kind);
    kin  text[] := array['SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'GRANDPARENT', 'GRANDCHILD'];
begin
    perform pg_advisory_xact_lock(hashtextextended('customer_relations', 203));
    if exists (select from customer_relations r
                where r.customer_id = new.related_id and r.related_id = new.customer_id and r.until is null and r.id <> new.id
                  and relation_inverse(r.kind) = new.kind) then
        raise exception 'broken constraint "customer_relations_key"'
            using errcode = '23505', constraint = 'customer_relations_key';
    end if;
    if new.kind = any (line) and relation_leads(new.related_id, new.customer_id, line)
       or new.kind <> all (line) and relation_leads(new.customer_id, new.related_id, line) then
        raise exception 'broken constraint "customer_relations_acyclic"'
            using errcode = '23514', constraint = 'customer_relations_acyclic';
    end if;
    if new.kind = any (kin)
       and exists (select from customer_relations r
                    where (r.customer_id, r.related_id) in ((new.customer_id, new.related_id), (new.related_id, new.customer_id))
                      and r.until is null and r.id <> new.id and r.kind = any (kin)
                      and (r.customer_id, r.kind) <> (new.customer_id, new.kind)) then
        raise exception 'broken constraint "customer_relations_kin"'
            using errcode = '23514', constraint = 'customer_relations_kin';
    end if;
    if new.kind = 'SPOUSE'
       and exists (select from customer_relations r
                    where r.kind = 'SPOUSE' and r.until is null and r.id <> new.id
                      and (r.customer_id in (new.customer_id, new.related_id) or r.related_id in (new.customer_id, new.related_id))
                      and (r.customer_id, r.related_id) not in ((new.customer_id, new.related_id), (new.related_id, new.customer_id))) then
        raise exception 'broken constraint "customer_relations_kin"'
            using errcode = '23514', constraint = 'customer_relations_kin';
    end if;
    return new;
end $$;
