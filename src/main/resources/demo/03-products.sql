-- Fifteen products: both kinds, R1 to R5, every regime; twelve open, two drafts, one closed. Days count from today.

create temporary table demo_products on commit drop as
select row_number() over () as number, p.*
  from (values
    ('ZG-2601', '安享固收一号资管计划', 'FIXED_TERM', 'R1', 'ASSET_MANAGEMENT_PLAN', 300000, 100000, 0.0420, 180, 'ACT_365F', 'AT_MATURITY', 'OPEN'),
    ('ZG-2602', '稳盈九十天资管计划', 'FIXED_TERM', 'R2', 'ASSET_MANAGEMENT_PLAN', 300000, 100000, 0.0450, 90, 'ACT_360', 'AT_MATURITY', 'OPEN'),
    ('XT-2601', '恒信城投优选集合信托', 'FIXED_TERM', 'R2', 'TRUST', 1000000, 100000, 0.0580, 365, 'ACT_365F', 'QUARTERLY', 'OPEN'),
    ('XT-2602', '恒信工商企业集合信托', 'FIXED_TERM', 'R3', 'TRUST', 1000000, 100000, 0.0650, 540, 'THIRTY_360', 'QUARTERLY', 'OPEN'),
    ('ZG-2603', '进取混合资管计划', 'NAV_FUND', 'R3', 'ASSET_MANAGEMENT_PLAN', 400000, 100000, null, null, 'ACT_365F', 'AT_MATURITY', 'OPEN'),
    ('ZQ-2601', '明德市场中性私募证券基金', 'NAV_FUND', 'R3', 'PRIVATE_SECURITIES_FUND', 1000000, 100000, null, null, 'ACT_365F', 'AT_MATURITY', 'OPEN'),
    ('ZQ-2602', '明德价值成长私募证券基金', 'NAV_FUND', 'R4', 'PRIVATE_SECURITIES_FUND', 1000000, 100000, null, null, 'ACT_365F', 'AT_MATURITY', 'OPEN'),
    ('ZQ-2603', '明德宏观对冲私募证券基金', 'NAV_FUND', 'R4', 'PRIVATE_SECURITIES_FUND', 1000000, 500000, null, null, 'ACT_365F', 'AT_MATURITY', 'OPEN'),
    ('ZQ-2604', '明德商品策略私募证券基金', 'NAV_FUND', 'R5', 'PRIVATE_SECURITIES_FUND', 1000000, 100000, null, null, 'ACT_365F', 'AT_MATURITY', 'OPEN'),
    ('ZQ-2605', '明德指数增强私募证券基金', 'NAV_FUND', 'R4', 'PRIVATE_SECURITIES_FUND', 1000000, 100000, null, null, 'ACT_365F', 'AT_MATURITY', 'OPEN'),
    ('ZQ-2606', '明德固收增强私募证券基金', 'NAV_FUND', 'R2', 'PRIVATE_SECURITIES_FUND', 1000000, 100000, null, null, 'ACT_365F', 'AT_MATURITY', 'OPEN'),
    ('GQ-2601', '科创成长私募股权基金', 'FIXED_TERM', 'R5', 'PRIVATE_EQUITY_FUND', 1000000, 500000, 0.0800, 1825, 'ACT_365F', 'ANNUAL', 'OPEN'),
    ('XT-2501', '恒信优享集合信托', 'FIXED_TERM', 'R2', 'TRUST', 1000000, 100000, 0.0600, 365, 'ACT_365F', 'AT_MATURITY', 'CLOSED'),
    ('XT-2603', '恒信安心集合信托', 'FIXED_TERM', 'R2', 'TRUST', 1000000, 100000, 0.0550, 365, 'ACT_365F', 'QUARTERLY', 'DRAFT'),
    ('GQ-2602', '医疗健康私募股权基金', 'FIXED_TERM', 'R5', 'PRIVATE_EQUITY_FUND', 1000000, 500000, 0.0800, 2555, 'ACT_365F', 'ANNUAL', 'DRAFT')
  ) p(code, name, kind, risk_level, regime, min_amount, increment, benchmark_rate, term_days, day_count, interest_schedule, status);

alter table demo_products add column id uuid;
update demo_products set id = pg_temp.fixed_id('product', cast(number as integer));

insert into products (id, code, name, summary, kind, risk_level, regime, currency, min_amount, increment, quota_amount,
       quota_seats, benchmark_rate, term_days, day_count, interest_schedule, status, opens_at, closes_at, launched_at,
       launched_by, created_at, created_by)
select id, code, name,
       case kind when 'NAV_FUND' then '开放式净值型产品，定期披露净值，净值随市场波动，不保证本金与收益。'
                 else '固定期限产品，到期一次性返还；业绩比较基准不构成收益承诺。' end,
       kind, risk_level, regime, 'CNY', min_amount, increment, 2000000000, 200, benchmark_rate, term_days, day_count,
       interest_schedule, status,
       pg_temp.at_hour(pg_temp.firm_today() - case status when 'DRAFT' then 1 else 900 end, 9),
       pg_temp.at_hour(pg_temp.firm_today() + case status when 'CLOSED' then -2 else 720 end, 18),
       case when status <> 'DRAFT' then pg_temp.at_hour(pg_temp.firm_today() - 900, 9) end,
       case when status <> 'DRAFT' then pg_temp.fixed_id('user', 402) end,
       pg_temp.at_hour(pg_temp.firm_today() - case status when 'DRAFT' then 3 else 930 end, 11),
       pg_temp.fixed_id('user', 402)
  from demo_products
 order by number;

-- One NAV a weekday: a drift and swings as wide as the risk level says.
insert into navs (product_id, nav_date, nav, recorded_at, recorded_by)
select id, day, round(cast(exp(sum(step) over (partition by id order by day)) as numeric), 4),
       pg_temp.at_hour(day, 20), pg_temp.fixed_id('user', 402)
  from (select p.id, cast(d as date) as day,
               0.0001 + (pg_temp.pick(cast(d as date) - date '2000-01-01', p.number, 2001) - 1000) / 1000.0
                        * 0.003 * cast(substr(p.risk_level, 2) as integer) as step
          from demo_products p,
               generate_series(pg_temp.firm_today() - 900, pg_temp.firm_today() - 1, interval '1 day') d
         where p.kind = 'NAV_FUND' and extract(isodow from d) < 6) steps;

insert into announcements (id, product_id, title, body, published_at, published_by)
select pg_temp.id_at(pg_temp.at_hour(pg_temp.firm_today() - days, 16), 'announcement-' || code || days), id, title,
       '尊敬的投资者：' || name || body, pg_temp.at_hour(pg_temp.firm_today() - days, 16), pg_temp.fixed_id('user', 402)
  from demo_products, (values
    (95, '季度管理报告', '上一季度运作正常，组合与风险指标均在合同约定范围内，详见管理报告。'),
    (12, '信息披露提示', '本月信息披露文件已上传，请顾问提示客户查阅，历史业绩不代表未来表现。')) a(days, title, body)
 where status <> 'DRAFT';

insert into product_questions (id, product_id, text, asked_at, asked_by, asked_by_name)
select pg_temp.id_at(pg_temp.at_hour(pg_temp.firm_today() - 8, 9 + p.number / 4.0), 'question-' || p.code), p.id,
       case p.kind when 'NAV_FUND' then '客户问下一个开放日是哪天，赎回资金几天到账？'
                   else '客户问起息日怎么确定，到期遇节假日如何处理？' end,
       pg_temp.at_hour(pg_temp.firm_today() - 8, 9 + p.number / 4.0), s.id, s.display_name
  from demo_products p join demo_staff s on s.number = p.number * 7
 where p.status <> 'DRAFT';

insert into product_answers (id, question_id, text, answered_at, answered_by, answered_by_name)
select pg_temp.id_at(q.asked_at + interval '3 hours', 'answer-' || q.id), q.id,
       '以产品合同第十章为准：开放日与起息日见公告，遇节假日顺延至下一工作日，资金五个工作日内到账。',
       q.asked_at + interval '3 hours', s.id, s.display_name
  from product_questions q join demo_staff s on s.username = 'operations1'
 where q.product_id not in (select id from demo_products where number % 4 = 0);
