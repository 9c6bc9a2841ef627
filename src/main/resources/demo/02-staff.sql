-- 总部, three branches of four teams, ten advisors a team. demo.password_hash is shared by all sign-ins.

create temporary table demo_units on commit drop as
select 0 as number, cast(null as integer) as parent, 'HEAD_OFFICE' as kind, '明德财富总部' as name
union all
select b, 0, 'BRANCH', (array['上海分公司', '北京分公司', '深圳分公司'])[b] from generate_series(1, 3) b
union all
select 100 + t, (t + 3) / 4, 'TEAM',
       (array['上海', '北京', '深圳'])[(t + 3) / 4] || (array['一', '二', '三', '四'])[(t - 1) % 4 + 1] || '部'
  from generate_series(1, 12) t;

insert into units (id, parent_id, kind, name, path)
select pg_temp.fixed_id('unit', u.number),
       case when u.parent is not null then pg_temp.fixed_id('unit', u.parent) end,
       u.kind, u.name,
       '/' || coalesce(pg_temp.fixed_id('unit', above.parent) || '/', '')
           || coalesce(pg_temp.fixed_id('unit', u.parent) || '/', '') || pg_temp.fixed_id('unit', u.number) || '/'
  from demo_units u left join demo_units above on above.number = u.parent
 order by u.number;

create temporary table demo_staff on commit drop as
with people as (
    select a as number, 'advisor' || a as username, 'ADVISOR' as role, 100 + (a + 9) / 10 as unit
      from generate_series(1, 120) a
    union all
    select 200 + t, 'lead' || t, 'TEAM_LEAD', 100 + t from generate_series(1, 12) t
    union all
    select 300 + b, 'manager' || b, 'BRANCH_MANAGER', b from generate_series(1, 3) b
    union all
    values (401, 'compliance1', 'COMPLIANCE', 0), (402, 'operations1', 'OPERATIONS', 0),
           (403, 'operations2', 'OPERATIONS', 0), (404, 'finance1', 'FINANCE', 0), (405, 'callback1', 'CALLBACK', 0),
           (406, 'marketing1', 'MARKETING', 0), (407, 'executive1', 'EXECUTIVE', 0), (408, 'admin', 'ADMIN', 0),
           (409, 'compliance2', 'COMPLIANCE', 0))
select p.*, pg_temp.fixed_id('user', p.number) as id, pg_temp.fixed_id('unit', p.unit) as unit_id,
       (array['陈', '林', '周', '吴', '徐', '孙', '朱', '高', '何', '郭', '罗', '梁', '宋', '郑', '谢', '韩', '唐', '冯', '董', '程',
              '曹', '袁', '邓', '许', '傅', '沈', '曾', '彭', '吕', '苏'])[p.number % 30 + 1]
       || (array['思远', '雅琴', '志强', '晓彤', '文博', '静怡', '建华', '梦洁', '子轩', '雨欣', '国栋', '美玲', '俊杰', '婉清', '天佑',
                 '若曦', '明哲', '欣然', '浩然'])[p.number % 19 + 1] as display_name
  from people p;

insert into users (id, username, password_hash, display_name, roles, unit_id, created_at)
select id, username, current_setting('demo.password_hash'), display_name, array[role], unit_id,
       pg_temp.firm_now() - interval '1500 days'
  from demo_staff
 order by number;
