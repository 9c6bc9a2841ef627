-- 20,000 customers in plain values, from which the customer feature makes what is sealed and searchable. Advisor a serves
-- the customers a, a + 120, a + 240, … ; 'place' counts them from 0 within each advisor.
-- Phones lie in 1740, satellite terminals: valid by the numbering plan, nobody's mobile. ID numbers carry a province 99 that there
-- is not, and are unique by their other region digits.

create temporary table demo_customers on commit drop as
with numbered as (
    select n, (n - 1) / 120 as place, (n - 1) % 120 + 1 as advisor, pg_temp.pick(n, 1, 2) = 0 as female,
           pg_temp.firm_today() as today
      from generate_series(1, 20000) n),
born as (
    select *, case place
               when 0 then today - make_interval(years => 30 + n % 40)
               when 1 then today + 3 - make_interval(years => 30 + n % 40)
               when 2 then today + 1 - make_interval(years => 30 + n % 40)
               when 3 then today + 7 - make_interval(years => 30 + n % 40)
               when 4 then make_date(1956 + 4 * (n % 10), 2, 29)
               else date '1946-01-01' + pg_temp.pick(n, 2, 19500) end as birth,
           pg_temp.pick(n, 3, 20) as wealth, pg_temp.pick(n, 4, 20) as daring, pg_temp.pick(n, 5, 20) as diligence,
           case when place < 150 then 1000 + pg_temp.pick(n, 6, 900) else 30 + pg_temp.pick(n, 6, 300) end as known_days
      from numbered)
select n, place, advisor, pg_temp.fixed_id('customer', n) as id, s.id as advisor_id, s.unit_id,
       pg_temp.one_of(n, 7, array['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙', '马', '朱', '胡', '郭', '何', '林',
           '高', '罗', '郑', '梁', '谢', '宋', '唐', '许', '邓', '冯', '韩', '曹', '曾', '彭', '萧', '蔡', '潘', '田', '董', '袁', '于',
           '余', '叶', '蒋', '杜', '苏', '魏', '程', '吕', '丁', '沈', '任', '姚', '卢', '傅', '钟', '姜', '崔', '谭', '廖', '范', '汪',
           '陆', '金', '石', '戴', '贾', '韦', '夏', '邱', '方', '侯', '邹', '熊', '孟', '秦', '白', '江', '阎', '薛', '尹', '段', '雷',
           '单', '仇', '解', '区', '查', '欧阳', '司马', '上官', '诸葛', '王', '李', '张', '刘', '陈', '杨', '王', '李', '张'])
       || case when female then
           pg_temp.one_of(n, 8, array['雅', '静', '丽', '慧', '婉', '晓', '玉', '秀', '佳', '梦', '雨', '思', '欣', '美', '淑', '若', '诗',
               '紫', '春', '海']) ||
           pg_temp.one_of(n, 9, array['琴', '娟', '敏', '芳', '婷', '萍', '怡', '洁', '蓉', '燕', '琳', '雯', '莹', '彤', '云', '兰', '霞',
               '颖', '瑶', '', '珍', '华'])
         else
           pg_temp.one_of(n, 8, array['志', '建', '国', '文', '明', '伟', '俊', '子', '浩', '天', '宏', '永', '德', '嘉', '泽', '振', '家',
               '立', '少', '一']) ||
           pg_temp.one_of(n, 9, array['强', '军', '平', '杰', '鹏', '峰', '涛', '斌', '辉', '宇', '轩', '博', '林', '刚', '毅', '栋', '龙',
               '成', '海', '', '东', '豪']) end as name,
       '1740' || lpad(cast((cast(n as bigint) * 299993 + 123457) % 6000000 as text), 7, '0') as phone,
       case when pg_temp.pick(n, 10, 10) < 6 then '99' || lpad(cast(n % 10000 as text), 4, '0') || to_char(birth, 'YYYYMMDD')
           || lpad(cast(2 * (n / 10000 * 150 + pg_temp.pick(n, 11, 150)) + case when female then 0 else 1 end as text), 3, '0') end as id_stem,
       case when female then 'FEMALE' else 'MALE' end as gender,
       cast(birth as date) as birthday,
       case when birth < today - interval '62 years' then 'RETIRED'
            else pg_temp.one_of(n, 12, array['BUSINESS_OWNER', 'BUSINESS_OWNER', 'BUSINESS_OWNER', 'EXECUTIVE', 'EXECUTIVE',
                'CIVIL_SERVANT', 'LAWYER', 'DOCTOR', 'DOCTOR', 'TEACHER', 'FINANCE', 'FINANCE', 'ENGINEER', 'ENGINEER',
                'ACCOUNTANT', 'ARTIST', 'SELF_EMPLOYED', 'EMPLOYEE', 'INVESTOR', 'HOMEMAKER']) end as occupation,
       case when pg_temp.pick(n, 13, 10) < 7 then (array['上海', '北京', '深圳'])[(advisor + 39) / 40]
            else pg_temp.one_of(n, 14, array['杭州', '苏州', '南京', '宁波', '广州', '成都', '武汉', '天津', '青岛', '厦门']) end as city,
       pg_temp.one_of(n, 15, array['浙江温州', '江苏无锡', '福建泉州', '广东潮州', '山东烟台', '湖北武汉', '四川成都', '河南洛阳', '安徽合肥', '湖南长沙',
           '江西南昌', '上海', '北京', '陕西西安', '重庆']) as hometown,
       pg_temp.one_of(n, 16, array['REFERRAL', 'REFERRAL', 'REFERRAL', 'EVENT', 'EVENT', 'WEBSITE', 'MEMBER_APP', 'CALL',
           'PARTNER', 'BANK', 'ADVERTISING', 'ADVISOR_NETWORK', 'WALK_IN']) as channel,
       (array['BELOW_1M', 'FROM_1M_TO_3M', 'FROM_1M_TO_3M', 'FROM_1M_TO_3M', 'FROM_1M_TO_3M', 'FROM_3M_TO_6M', 'FROM_3M_TO_6M',
           'FROM_3M_TO_6M', 'FROM_3M_TO_6M', 'FROM_3M_TO_6M', 'FROM_3M_TO_6M', 'FROM_3M_TO_6M', 'FROM_6M_TO_10M',
           'FROM_6M_TO_10M', 'FROM_6M_TO_10M', 'FROM_6M_TO_10M', 'FROM_10M_TO_50M', 'FROM_10M_TO_50M', 'FROM_10M_TO_50M',
           'ABOVE_50M'])[wealth + 1] as asset_band,
       array[pg_temp.one_of(n, 17, array['高尔夫', '茶艺', '书画收藏', '红酒', '徒步']),
             pg_temp.one_of(n, 18, array['子女教育', '海外置业', '养老规划', '家族传承', '健康管理'])] as interests,
       -- 1 to 5, in the order C1 to C5; null where never assessed.
       case when place < 12 then 5 - place % 3
            when diligence > 0 then (array[1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5])[daring + 1] end as risk,
       case when place < 12 or place >= 150 then today - 10 - pg_temp.pick(n, 19, 15)
            when diligence = 1 then today - 1130 - pg_temp.pick(n, 19, 200)
            else today - 10 - pg_temp.pick(n, 19, 900) end as assessed_on,
       case when place < 12 then today - 5 - pg_temp.pick(n, 20, 15)
            when place >= 150 then case when wealth > 4 then today - 5 - pg_temp.pick(n, 20, 15) end
            when diligence = 2 then today - 1130 - pg_temp.pick(n, 20, 200)
            when wealth > 4 and diligence > 2 then today - 5 - pg_temp.pick(n, 20, 900) end as certified_on,
       case when place < 12 then 4 + place % 3 when place < 150 then 1 + pg_temp.pick(n, 21, 9)
            else 1 + pg_temp.pick(n, 21, 3) end as contacts,
       case when place < 150 then 5 + pg_temp.pick(n, 22, 50) else 2 end as contact_gap,
       pg_temp.at_hour(today - 1 - case when place < 12 then place when place < 150 then pg_temp.pick(n, 23, 120)
               else pg_temp.pick(n, 23, 20) end,
           9 + pg_temp.pick(n, 24, 540) / 60.0) as last_contact_at,
       pg_temp.at_hour(today - known_days, 9 + pg_temp.pick(n, 25, 540) / 60.0) as created_at
  from born join demo_staff s on s.number = born.advisor;

alter table demo_customers add column id_number text, add column risk_valid_until date, add column qualified_until date;
update demo_customers c
   set id_number = id_stem || substr('10X98765432', 1 + cast((
           select sum(cast(substr(id_stem, i, 1) as integer) * (array[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])[i])
             from generate_series(1, 17) i) % 11 as integer), 1),
       risk_valid_until = case when risk is not null then assessed_on + 1095 end,
       qualified_until = certified_on + 1095;
create index on demo_customers (n);
analyze demo_customers;
