-- Conversations: every advisor with operations and with the team's lead, every team, every order under way.

create temporary table demo_rooms on commit drop as
select 'direct-operations-' || a.number as label, 'DIRECT' as kind, cast(null as text) as title, a.id as opener,
       cast(null as uuid) as order_id, array[a.id, o.id] as people, 2 + a.number % 5 as talk, a.number as number
  from demo_staff a join demo_staff o on o.username = 'operations1' where a.role = 'ADVISOR'
union all
select 'direct-lead-' || a.number, 'DIRECT', null, l.id, null, array[l.id, a.id], 2 + a.number % 4, 1000 + a.number
  from demo_staff a join demo_staff l on l.role = 'TEAM_LEAD' and l.unit = a.unit where a.role = 'ADVISOR'
union all
select 'team-' || l.number, 'GROUP', (select name from demo_units u where u.number = l.unit) || '晨会', l.id, null,
       array[l.id] || (select array_agg(a.id order by a.number) from demo_staff a where a.role = 'ADVISOR' and a.unit = l.unit),
       24, 2000 + l.number
  from demo_staff l where l.role = 'TEAM_LEAD'
union all
select 'order-' || d.number, 'ORDER', d.name || ' · ' || d.product_name, a.id, d.id,
       array[a.id, o1.id, o2.id, c.id], 3 + d.number % 3, 3000 + d.number
  from (select d.*, o.customer_name as name, o.product_name from demo_orders d join orders o on o.id = d.id) d
  join demo_staff a on a.number = d.advisor
  join demo_staff o1 on o1.username = 'operations1'
  join demo_staff o2 on o2.username = 'operations2'
  join demo_staff c on c.username = 'compliance1'
 where d.status in ('SUBMITTED', 'RETURNED', 'APPROVED', 'COOLING_OFF', 'AWAITING_CALLBACK');

alter table demo_rooms add column id uuid, add column began timestamptz;
update demo_rooms set began = case when order_id is null
           then pg_temp.firm_now() - make_interval(days => 3 + number % 20, mins => number % 600)
           else (select o.booked_at + interval '7 minutes' from orders o where o.id = order_id) end;
-- The talk of an order's room lies between its booking and now.
alter table demo_rooms add column pace interval;
update demo_rooms set id = pg_temp.id_at(began, label), pace = (pg_temp.firm_now() - began) / (talk + 1);

insert into conversations (id, kind, title, created_by, created_at, direct_key, order_id, last_seq, last_at,
                           new_members_see_history)
select id, kind, title, opener, began,
       case kind when 'DIRECT' then least(people[1], people[2]) || ':' || greatest(people[1], people[2]) end,
       order_id, talk, began + pace * talk, order_id is not null
  from demo_rooms;

insert into members (conversation_id, user_id, role, joined_at, received_seq, read_seq, changed_at)
select r.id, person, case when r.kind <> 'DIRECT' and person = r.opener then 'OWNER' else 'MEMBER' end, r.began, r.talk,
       -- The last message is unread by all but who wrote it.
       case when person = r.people[1 + r.talk % cardinality(r.people)] then r.talk else r.talk - 1 end, r.began
  from demo_rooms r, unnest(r.people) person;

insert into messages (conversation_id, seq, id, sender_id, cid, kind, body, at)
select r.id, seq, pg_temp.id_at(r.began + r.pace * seq, r.label || '-' || seq), r.people[1 + seq % cardinality(r.people)],
       pg_temp.id_at(r.began + r.pace * seq, r.label || '-cid-' || seq), 'text',
       jsonb_build_object('text', case r.kind
           when 'ORDER' then (array['合同已签署，照片已上传，请审核', '收到，正在核对材料', '客户今天完成打款，请留意到账', '流水已核对，进入冷静期',
                                    '回访时间客户希望在下午'])[1 + seq % 5]
           when 'GROUP' then (array['早上好，今天重点跟进本周到期客户', '新产品材料已更新，请大家学习', '收到', '昨天两单已提交审批', '下午三点培训，请准时参加',
                                    '我这边有位客户想了解固收产品', '注意适当性匹配，测评过期的先更新'])[1 + seq % 7]
           else (array['您好，请问这款产品额度还有多少？', '还有几千万，建议尽快预约', '客户的合同需要补拍第三页', '好的，我今天补上', '资料已经收到，谢谢',
                       '本周到期名单我发您一份'])[1 + (seq + r.number) % 6] end),
       r.began + r.pace * seq
  from demo_rooms r, generate_series(1, r.talk) seq
 order by 1, 2;
