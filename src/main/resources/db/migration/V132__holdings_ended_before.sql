-- Holdings that ended before the day was kept: on the record date of their repayment; without one, when they matured.
update holdings h set ended_on = repaid.on_day
  from (select l.holding_id, max(d.record_date) as on_day
          from distributions d join distribution_lines l on l.distribution_id = d.id and l.entry_id is not null
         where d.kind = 'PRINCIPAL' group by l.holding_id) repaid
 where h.id = repaid.holding_id and h.status <> 'OPEN';
update holdings set ended_on = coalesce(matures_on, opened_on) where status <> 'OPEN' and ended_on is null;
alter table holdings validate constraint holdings_ended;
