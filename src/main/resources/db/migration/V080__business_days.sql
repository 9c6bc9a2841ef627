-- The business-day calendar of China. Saturdays and Sundays are closed by rule; what departs from that is listed here, as the
-- General Office of the State Council announces it for each year (国务院办公厅关于部分节假日安排的通知).
create table business_day_exceptions (
    day    date primary key,
    -- HOLIDAY: nobody works. MAKE_UP (调休上班): a weekend day on which offices and banks work but securities markets do not
    -- trade. MARKET_HOLIDAY: only the markets are closed.
    kind   text not null check (kind in ('HOLIDAY', 'MAKE_UP', 'MARKET_HOLIDAY')),
    name   text not null,
    source text not null,
    constraint business_day_exceptions_make_up check (kind <> 'MAKE_UP' or extract(isodow from day) > 5)
);

insert into business_day_exceptions (day, kind, name, source)
select cast(d as date), 'HOLIDAY', name, source
  from (values
    ('2024-01-01', '2024-01-01', '元旦', '国办发明电〔2023〕7号'),
    ('2024-02-10', '2024-02-17', '春节', '国办发明电〔2023〕7号'),
    ('2024-04-04', '2024-04-06', '清明节', '国办发明电〔2023〕7号'),
    ('2024-05-01', '2024-05-05', '劳动节', '国办发明电〔2023〕7号'),
    ('2024-06-10', '2024-06-10', '端午节', '国办发明电〔2023〕7号'),
    ('2024-09-15', '2024-09-17', '中秋节', '国办发明电〔2023〕7号'),
    ('2024-10-01', '2024-10-07', '国庆节', '国办发明电〔2023〕7号'),
    ('2025-01-01', '2025-01-01', '元旦', '国办发明电〔2024〕12号'),
    ('2025-01-28', '2025-02-04', '春节', '国办发明电〔2024〕12号'),
    ('2025-04-04', '2025-04-06', '清明节', '国办发明电〔2024〕12号'),
    ('2025-05-01', '2025-05-05', '劳动节', '国办发明电〔2024〕12号'),
    ('2025-05-31', '2025-06-02', '端午节', '国办发明电〔2024〕12号'),
    ('2025-10-01', '2025-10-08', '国庆节、中秋节', '国办发明电〔2024〕12号'),
    ('2026-01-01', '2026-01-03', '元旦', '国办发明电〔2025〕7号'),
    ('2026-02-15', '2026-02-23', '春节', '国办发明电〔2025〕7号'),
    ('2026-04-04', '2026-04-06', '清明节', '国办发明电〔2025〕7号'),
    ('2026-05-01', '2026-05-05', '劳动节', '国办发明电〔2025〕7号'),
    ('2026-06-19', '2026-06-21', '端午节', '国办发明电〔2025〕7号'),
    ('2026-09-25', '2026-09-27', '中秋节', '国办发明电〔2025〕7号'),
    ('2026-10-01', '2026-10-07', '国庆节', '国办发明电〔2025〕7号')
  ) as notice (first, last, name, source),
  generate_series(cast(first as date), cast(last as date), interval '1 day') as d;

insert into business_day_exceptions (day, kind, name, source)
select cast(d as date), 'MAKE_UP', '调休上班', source
  from (values
    ('国办发明电〔2023〕7号', '{2024-02-04,2024-02-18,2024-04-07,2024-04-28,2024-05-11,2024-09-14,2024-09-29,2024-10-12}'),
    ('国办发明电〔2024〕12号', '{2025-01-26,2025-02-08,2025-04-27,2025-09-28,2025-10-11}'),
    ('国办发明电〔2025〕7号', '{2026-01-04,2026-02-14,2026-02-28,2026-05-09,2026-09-20,2026-10-10}')
  ) as notice (source, days),
  unnest(cast(days as date[])) as d;

-- New Year's Eve of 2024 was a working day by the notice, but the exchanges did not trade.
insert into business_day_exceptions values ('2024-02-09', 'MARKET_HOLIDAY', '除夕休市', '沪深交易所2024年休市安排');
