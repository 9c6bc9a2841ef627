-- What the two are known to be: the newer assessment, the better certification, the later contact, and of tiers
-- given by hand that which holds longer: rules judge whom nobody judged. As columns of customers.
create or replace function merge_standing(from_id uuid, to_id uuid, today date) returns jsonb language sql stable as $$
    select coalesce((select jsonb_build_object('risk_level', c.risk_level, 'risk_valid_until', c.risk_valid_until)
                       from customers c
                       left join lateral (select id from risk_assessments a where a.customer_id = c.id order by id desc limit 1) a on true
                      where c.id in (from_id, to_id) and c.risk_level is not null
                      order by a.id desc nulls last, c.risk_valid_until desc, c.id = to_id desc limit 1), '{}')
        || coalesce((select jsonb_build_object('qualified_until', c.qualified_until, 'qualified_kind', c.qualified_kind,
                                               'qualified_amount', c.qualified_amount, 'qualified_pending', c.qualified_pending)
                       from customers c where c.id in (from_id, to_id) and c.qualified_until is not null
                      order by (not c.qualified_pending and c.qualified_until >= today) desc, c.qualified_until desc, c.id = to_id desc
                      limit 1), '{}')
        || coalesce((select jsonb_build_object('tier', c.tier, 'tier_until', c.tier_until) from customers c
                      where c.id in (from_id, to_id) and c.tier_until > today order by c.tier_until desc, c.id = to_id desc limit 1), '{}')
        || (select jsonb_build_object('last_contact_at', max(c.last_contact_at)) from customers c where c.id in (from_id, to_id))
$$;
