-- Where others are told of somebody by name, in rows that are not that person's alone, the name goes with the person.

-- Whether a text names the customer.
create function names_customer(words text, customer uuid) returns boolean language sql stable
    return coalesce((select position(c.name in words) > 0 from customers c where c.id = customer), false);

-- The text without the name, no longer than the column takes.
create function without_name(words text, customer uuid, longest integer) returns text language sql stable
    return (select left(replace(words, c.name, '[已删除]'), longest) from customers c where c.id = customer);

-- Why something is not in a copy, in both languages.
alter table personal_records add column withheld_zh text;
update personal_records
   set withheld_zh = case withheld
       when 'secrets of a sign-in' then '登录凭据'
       when 'repeats the notifications' then '与通知内容重复'
       when 'one-time codes' then '一次性验证码'
       when 'places in conversations' then '会话阅读位置'
       when 'the firm''s own handling' then '公司内部处理记录'
       when 'the firm''s own planning' then '公司内部工作安排'
       when 'the firm''s own judgement' then '公司内部判断'
       when 'the firm''s own notes' then '公司内部备注'
       when 'the firm''s watch over its own people' then '公司对员工的监督记录'
       when 'who of the firm serves whom' then '公司内部服务分工'
       when 'worked out of the orders' then '由订单计算得出'
       when 'counts the orders' then '订单计数'
       when 'speaks of another person too' then '内容同时涉及他人'
       when 'repeats the ledger of consents' then '与授权记录重复'
       when 'ids alone' then '仅有编号'
       when 'the end of the phone, which the profile has' then '手机尾号，基本资料中已有'
       when 'such a copy itself' then '即副本本身'
       when 'stands in the profile' then '基本资料中已有'
       end
 where withheld is not null;
alter table personal_records add constraint personal_records_withheld check ((withheld is null) = (withheld_zh is null)) not valid;

insert into personal_records (position, relation, condition, section, withheld, withheld_zh, erase, basis) values
    (36, 'conversations',
     'id in (select c.id from conversations c where c.order_id in (select o.id from orders o where o.customer_id = $1) union select m.conversation_id from members m where m.user_id in (select accounts_of($1))) and names_customer(title, $1)',
     'CHAT', 'speaks of another person too', '内容同时涉及他人', 'title = without_name(title, $1, 100), version = version + 1', null),
    (56, 'timeline_entries',
     'kind = ''HOUSEHOLD_NOTE'' and customer_id in (select o.customer_id from household_members m join household_members o on o.household_id = m.household_id and o.customer_id <> $1 where m.customer_id = $1) and names_customer(data ->> ''summary'', $1)',
     'FAMILY', 'speaks of another person too', '内容同时涉及他人',
     'data = jsonb_set(data, ''{summary}'', to_jsonb(without_name(data ->> ''summary'', $1, 4000)))', null),
    (57, 'household_notes',
     'household_id in (select m.household_id from household_members m where m.customer_id = $1) and names_customer(text, $1)',
     'FAMILY', 'the firm''s own notes', '公司内部备注', 'text = without_name(text, $1, 4000)', null),
    (58, 'households',
     'id in (select m.household_id from household_members m where m.customer_id = $1) and names_customer(name, $1)',
     'FAMILY', 'speaks of another person too', '内容同时涉及他人', 'name = without_name(name, $1, 100), version = version + 1', null);
