-- What the overview of a customer reads of features that work their figures out in code.

-- All that an order's gates are judged by, in one row; the rule itself stays in GateFacts.
create view order_gate_facts as
    select o.id, o.customer_id, o.advisor_id, o.unit_id, o.status, o.booked_at,
           jsonb_build_object(
               'order', jsonb_build_object(
                   'id', o.id, 'customerId', o.customer_id, 'customerName', o.customer_name, 'productId', o.product_id,
                   'productName', o.product_name, 'advisorId', o.advisor_id, 'amount', cast(o.amount as text),
                   'currency', o.currency, 'status', o.status, 'statusAt', o.status_at, 'bookedAt', o.booked_at,
                   'version', o.version),
               'expiresAt', o.expires_at, 'coolingOffEndsAt', o.cooling_off_ends_at, 'riskLevel', o.risk_level,
               'contractNumber', o.contract_number, 'paidAt', o.paid_at, 'discountPending', o.discount_pending,
               'customer', jsonb_build_object(
                   'id', c.id, 'name', c.name, 'advisorId', c.advisor_id, 'unitId', c.unit_id, 'riskLevel', c.risk_level,
                   'riskValidUntil', c.risk_valid_until, 'qualifiedUntil', c.qualified_until,
                   'qualifiedKind', c.qualified_kind, 'qualifiedAmount', c.qualified_amount,
                   'qualifiedPending', c.qualified_pending),
               'regime', jsonb_build_object(
                   'code', r.code, 'minAmount', cast(r.min_amount as text), 'investorCap', r.investor_cap,
                   'partnershipCap', r.partnership_cap, 'qualifiedAssets', cast(r.qualified_assets as text),
                   'qualifiedIncome', cast(r.qualified_income as text),
                   'qualifiedNetAssets', cast(r.qualified_net_assets as text),
                   'coolingOffHours', r.cooling_off_hours, 'coolingOffFrom', r.cooling_off_from,
                   'callbackRequired', r.callback_required, 'mismatch', r.mismatch,
                   'declarationsRequired', r.declarations_required,
                   'dualRecordingRequired', r.dual_recording_required, 'recordingYears', r.recording_years,
                   'certificationReview', r.certification_review, 'articles', r.articles, 'version', r.version),
               'documents', coalesce(
                   (select jsonb_agg(distinct d.kind) from order_documents d where d.order_id = o.id), '[]'),
               'declared', coalesce(
                   (select jsonb_agg(distinct d.kind) from customer_declarations d
                     where d.customer_id = o.customer_id and d.product_id = o.product_id
                       and (d.risk_level is null or d.risk_level = c.risk_level)), '[]'),
               'recorded', exists (select from order_recordings d where d.order_id = o.id)) as facts
      from orders o join customers c on c.id = o.customer_id join regimes r on r.code = o.regime;

-- Zero until first worked out.
create view contribution_figures as
    select c.id as customer_id, cast(last.as_of - interval '1 year' + interval '1 day' as date) as since, last.as_of,
           coalesce(t.fees, 0.00) as fees, coalesce(t.cost, 0.00) as cost, coalesce(t.contribution, 0.00) as contribution,
           coalesce(t.assets, 0.00) as assets, coalesce(t.confirmed, 0.00) as confirmed, coalesce(t.level, 0) as level,
           coalesce(t.leeway, 0) as leeway
      from customers c
      left join customer_contributions t on t.customer_id = c.id
      left join (select as_of from contribution_recomputations where finished_at is not null
                  order by finished_at desc limit 1) last on true;

-- Open holdings at their value on a day: shares times the newest net asset value known then, as Holdings.value has it. Inlined
-- into the query that asks.
create function open_holdings_on(today date)
    returns table (id uuid, customer_id uuid, product_id uuid, product_name text, product_kind text, order_id uuid, currency text,
                   principal numeric, value numeric, nav_date date, opened_on date, matures_on date)
    language sql stable as $$
    select h.id, h.customer_id, h.product_id, p.name, p.kind, h.order_id, p.currency, h.principal,
           coalesce(half_even_cents(h.shares * n.nav), h.principal), n.nav_date, h.opened_on, h.matures_on
      from holdings h
      join products p on p.id = h.product_id
      left join lateral (select nav, nav_date from navs where product_id = h.product_id and nav_date <= today
                          order by nav_date desc limit 1) n on true
     where h.status = 'OPEN'
$$;
