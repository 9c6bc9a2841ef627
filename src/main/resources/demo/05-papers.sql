-- Assessments (风险测评), certifications (合格投资者认定) and consents. Every paper is the same specimen, stored once.

insert into files (id, sha256, size, media_type, name, purpose, pages, uploaded_by, created_at)
select pg_temp.fixed_id('file', 1), current_setting('demo.specimen_sha256'), cast(current_setting('demo.specimen_size') as bigint),
       'application/pdf', 'specimen.pdf', 'EVIDENCE', 1, pg_temp.fixed_id('user', 402), pg_temp.firm_now() - interval '1500 days';

-- Ten answers of as many points as the level: sums of 10 to 50, in the middle of each level's band.
insert into risk_assessments (id, customer_id, answers, score, level, assessed_on, valid_until, evidence_file_id, by_id, created_at)
select pg_temp.id_at(pg_temp.at_hour(assessed_on, 10), 'assessment-' || n), id, array_fill(cast(risk as smallint), array[10]),
       risk * 10, 'C' || risk, assessed_on, risk_valid_until, pg_temp.fixed_id('file', 1), advisor_id,
       pg_temp.at_hour(assessed_on, 10)
  from demo_customers where risk is not null;

insert into investor_certifications (id, customer_id, kind, amount, evidence_file_id, certified_on, valid_until, by_id, created_at,
       status, reviewed_by, reviewed_at)
select pg_temp.id_at(pg_temp.at_hour(certified_on, 11), 'certification-' || n), id,
       case when n % 4 = 0 then 'INCOME' else 'FINANCIAL_ASSETS' end, case when n % 4 = 0 then 600000 else 4000000 end,
       pg_temp.fixed_id('file', 1), certified_on, qualified_until, advisor_id, pg_temp.at_hour(certified_on, 11),
       'ACCEPTED', pg_temp.fixed_id('user', 401), pg_temp.at_hour(certified_on, 15)
  from demo_customers where certified_on is not null;

insert into consents (id, customer_id, purpose, granted, given_on, by_id, created_at)
select pg_temp.id_at(created_at, 'consent-' || n || purpose), id, purpose, purpose = 'PERSONAL_DATA' or n % 30 > 0,
       cast(created_at as date), advisor_id, created_at
  from demo_customers, (values ('PERSONAL_DATA'), ('MARKETING')) p(purpose) where purpose = 'PERSONAL_DATA' or n % 10 = 0;
