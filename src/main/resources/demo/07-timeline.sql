-- About five dealings (联系记录) a customer, the newest of them the customer's last contact; and the orders' steps.

create temporary table demo_contacts on commit drop as
select c.id as customer_id, c.advisor_id, c.n, i, c.last_contact_at - make_interval(days => i * c.contact_gap) as at,
       -- A remark for colleagues is no contact, so none of them is the last one.
       coalesce(nullif(pg_temp.one_of(c.n * 20 + i, 50, array['CALL', 'CALL', 'CALL', 'VISIT', 'MESSAGE', 'MESSAGE', 'CARE', 'NOTE']),
                       case i when 0 then 'NOTE' end), 'CALL') as kind,
       pg_temp.pick(c.n * 20 + i, 51, 8) as topic,
       i = 0 and c.place % 6 = 1 as follows
  from demo_customers c, generate_series(0, c.contacts - 1) i;

insert into interactions (id, customer_id, kind, at, summary, next_step, next_at, by_id, created_at)
select pg_temp.id_at(at, 'contact-' || n || '-' || i), customer_id, kind, at,
       (array['介绍本周净值变化，客户表示理解短期波动', '确认到期资金安排，客户倾向续投固定收益类', '沟通资产配置比例，建议降低单一产品集中度',
              '客户询问信托产品底层资产，已发送信息披露文件', '预约下周到访，面谈家族传承安排', '电话问候，客户近期出差，月底再联系',
              '提醒风险测评即将到期，客户同意线上重新测评', '参加客户沙龙，对宏观对冲策略感兴趣'])[topic + 1],
       case when follows then (array['发送产品材料', '约定面谈时间', '跟进测评结果'])[topic % 3 + 1] end,
       case when follows then pg_temp.at_hour(pg_temp.firm_today() + 1 + n % 10, 10) end,
       advisor_id, at
  from demo_contacts;

insert into timeline_entries (id, customer_id, at, kind, by_id, ref_id, data)
select i.id, i.customer_id, i.at, i.kind, i.by_id, i.id,
       jsonb_strip_nulls(jsonb_build_object('summary', i.summary, 'nextStep', i.next_step,
           'nextAt', to_char(i.next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
  from interactions i;

-- Of old orders only how they ended; of the last two months every step somebody took.
insert into timeline_entries (id, customer_id, at, kind, by_id, ref_id, data)
select h.id, o.customer_id, h.at, 'ORDER_' || h.to_status, h.by_id, o.id,
       jsonb_build_object('orderId', o.id, 'status', h.to_status)
  from order_history h join orders o on o.id = h.order_id
 where h.by_id is not null and (h.to_status = o.status or o.booked_at > pg_temp.firm_now() - interval '60 days');

-- The papers of the orders of the last two months: contract, identity document, risk disclosure.
create temporary table demo_documents on commit drop as
select pg_temp.id_at(o.booked_at + interval '5 hours', 'document-' || o.id || k.kind) as id, o.id as order_id, k.kind, k.name,
       o.advisor_id, o.booked_at + interval '5 hours' as at
  from orders o, (values ('CONTRACT_PHOTO', '合同.pdf'), ('ID_DOCUMENT', '身份证.pdf'), ('RISK_DISCLOSURE', '风险揭示书.pdf')) k(kind, name)
 where o.submitted_by is not null and o.booked_at > pg_temp.firm_now() - interval '60 days';

insert into files (id, sha256, size, media_type, name, purpose, pages, uploaded_by, created_at)
select id, current_setting('demo.specimen_sha256'), cast(current_setting('demo.specimen_size') as bigint), 'application/pdf', name,
       kind, 1, advisor_id, at
  from demo_documents;
insert into order_documents (id, order_id, kind, uploaded_by, uploaded_at)
select id, order_id, kind, advisor_id, at from demo_documents;

insert into files (id, sha256, size, media_type, name, purpose, pages, uploaded_by, created_at)
select pg_temp.fixed_id('product-file', cast(number as integer)), current_setting('demo.specimen_sha256'),
       cast(current_setting('demo.specimen_size') as bigint), 'application/pdf', name || '产品说明书.pdf', 'PRODUCT_DOCUMENT', 1,
       pg_temp.fixed_id('user', 402), pg_temp.firm_now() - interval '2 days'
  from demo_products;
insert into product_documents (id, product_id, file_id, kind, title, added_at, added_by)
select pg_temp.fixed_id('product-document', cast(number as integer)), id, pg_temp.fixed_id('product-file', cast(number as integer)),
       'PROSPECTUS', name || '产品说明书', pg_temp.firm_now() - interval '2 days', pg_temp.fixed_id('user', 402)
  from demo_products;
