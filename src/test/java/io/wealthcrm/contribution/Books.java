package io.wealthcrm.contribution;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/** What other features leave behind of a firm's business, laid in by SQL: holdings, registered fees, final commission. */
final class Books {
    final Firm firm;
    final Person finance;
    final Person operations;
    final Person advisor;
    final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    final LocalDate yearAgo = today.minusYears(1);
    final UUID fund;
    final UUID fixedTerm;

    private final UUID plan = Ids.next();
    private final UUID version = Ids.next();
    private final UUID rule = Ids.next();

    private Books(Service service) {
        firm = Firm.on(service);
        finance = firm.office(Role.FINANCE);
        operations = firm.office(Role.OPERATIONS);
        advisor = firm.advisor();
        fund = firm.product(Map.of("kind", "'NAV_FUND'", "term_days", "null"));
        fixedTerm = firm.product();
        firm.execute(
                "insert into commission_plans values (?, ?, '基本法', 'CNY', ?, now())", plan, "P" + plan, finance.id());
        firm.execute(
                "insert into commission_plan_versions (id, plan_id, number, drafted_by, drafted_at) values (?, ?, 1, ?, now())",
                version,
                plan,
                finance.id());
        firm.execute(
                "insert into commission_rules (id, version_id, role_level) values (?, ?, 'ADVISOR')", rule, version);
    }

    static Books of(Service service) {
        return new Books(service);
    }

    void nav(LocalDate day, String nav) {
        firm.execute(
                "insert into navs (product_id, nav_date, nav, recorded_at) values (?, ?, cast(? as numeric), now())",
                fund,
                day,
                nav);
    }

    /** An order confirmed at noon of the day. */
    UUID order(UUID customer, UUID product, String amount, LocalDate confirmed) {
        UUID order = Ids.next();
        firm.execute(
                """
                insert into orders (id, customer_id, product_id, advisor_id, unit_id, booked_by, customer_name, product_name,
                       amount, regime, risk_level, status, status_at, booked_at, expires_at, contract_number, signed_at,
                       paid_at, cooling_off_ends_at)
                select ?, c.id, p.id, c.advisor_id, c.unit_id, c.advisor_id, c.name, p.name, cast(? as numeric), p.regime,
                       p.risk_level, 'CONFIRMED', cast(? as timestamptz), now(), now(), 'C-' || cast(? as text), now(), now(), now()
                  from customers c, products p where c.id = ? and p.id = ?""",
                order,
                amount,
                confirmed + "T12:00:00+08:00",
                order.toString(),
                customer,
                product);
        return order;
    }

    /** What the order became; {@code shares} may be null. */
    UUID holding(UUID order, String shares, String status) {
        UUID holding = Ids.next();
        firm.execute(
                """
                insert into holdings (id, customer_id, product_id, order_id, advisor_id, unit_id, principal, shares, opened_on,
                       status, ended_on)
                select ?, customer_id, product_id, id, advisor_id, unit_id, amount, cast(? as numeric), current_date, ?,
                       case when ? <> 'OPEN' then current_date end
                  from orders where id = ?""",
                holding,
                shares,
                status,
                status,
                order);
        return holding;
    }

    /** The holding's shares are registered at the value of the day, with an entry, for that fee. */
    void cleared(UUID holding, LocalDate day, String fee) {
        firm.execute(
                """
                with run as (
                    insert into clearing_runs (id, product_id, dealing_day, nav, fee_rate, fee_discount, status, holdings, amount,
                           fee, shares, prepared_by, prepared_at, decided_by, decided_at, booked_on)
                    select uuidv7(), product_id, ?, 1, 0.01, 0, 'DONE', 1, principal, cast(? as numeric), shares, ?, now(), ?,
                           now(), current_date
                      from holdings where id = ? returning id, product_id, amount, fee, shares),
                entry as (
                    insert into ledger_entries (id, posting_key, kind, booked_on, currency, amount, subject_id, posted_at)
                    select uuidv7(), 'CLEARING/' || id, 'CLEARING', current_date, 'CNY', amount, id, now() from run returning id),
                posted as (
                    insert into ledger_lines (entry_id, line_no, account, product_id, debit, credit)
                    select entry.id, line.no, line.account, run.product_id, line.debit, line.credit
                      from run, entry, lateral (values (1, 'SUBSCRIPTIONS', run.amount, 0), (2, 'FEES_PAYABLE', 0, run.fee),
                                                (3, 'INVESTED', 0, run.amount - run.fee)) line (no, account, debit, credit))
                insert into clearing_lines (run_id, holding_id, amount, fee, shares, entry_id)
                select run.id, ?, run.amount, run.fee, run.shares, entry.id from run, entry""",
                day,
                fee,
                operations.id(),
                finance.id(),
                holding,
                holding);
    }

    /** A run of the month with one line, 1 % of the base; answers the line. */
    UUID commission(UUID order, LocalDate month, String base, boolean isFinal) {
        return line(run(month), order, base, null, isFinal);
    }

    /** A run of the month that takes the line back. */
    void reversed(UUID order, LocalDate month, String base, UUID line) {
        UUID unused = line(run(month), order, "-" + base, line, true);
    }

    private UUID run(LocalDate month) {
        UUID run = Ids.next();
        firm.execute(
                """
                insert into commission_runs (id, plan_id, plan_version_id, month, status, prepared_by, prepared_at)
                values (?, ?, ?, ?, 'PREVIEW', ?, now())""",
                run,
                plan,
                version,
                month.withDayOfMonth(1),
                finance.id());
        return run;
    }

    private UUID line(UUID run, UUID order, String base, UUID reverses, boolean isFinal) {
        UUID line = Ids.next();
        firm.execute(
                """
                insert into commission_lines (id, run_id, plan_id, kind, order_id, rule_id, role_level, seller_id, unit_id,
                       beneficiary_id, base, volume, rate, amount, reverses_id)
                select ?, ?, ?, ?, id, ?, 'ADVISOR', advisor_id, unit_id, advisor_id, b.base, 0, 0.01, b.base * 0.01, ?
                  from orders, (select cast(? as numeric) as base) b where id = ?""",
                line,
                run,
                plan,
                reverses == null ? "EARNED" : "REVERSAL",
                rule,
                reverses,
                base,
                order);
        if (isFinal) {
            firm.execute(
                    "update commission_runs set status = 'FINAL', approved_by = ?, approved_at = now() where id = ?",
                    operations.id(),
                    run);
        }
        return line;
    }
}
