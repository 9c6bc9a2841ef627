package io.wealthcrm.customer;

import io.wealthcrm.shared.Money;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes {@link CustomerConditions} as SQL on customers {@code c}. */
final class ConditionSql {
    private final BoundSql sql;
    private final LocalDate today;
    private final ZoneId zone;
    private final List<String> where = new ArrayList<>();

    ConditionSql(BoundSql sql, LocalDate today, ZoneId zone) {
        this.sql = sql;
        this.today = today;
        this.zone = zone;
    }

    List<String> of(CustomerConditions asked) {
        among("c.tier", asked.tiers());
        among("c.asset_band", asked.assetBands());
        among("c.occupation", asked.occupations());
        among("c.gender", asked.genders());
        among("c.channel", asked.channels());
        among("c.city", asked.cities());
        if (asked.local() != null) {
            where.add("(c.city = c.hometown) = " + sql.bind(asked.local()));
        }
        person(asked);
        worth(asked);
        spoken(asked);
        positions(asked);
        return where;
    }

    private void among(String column, Collection<?> values) {
        if (values != null) {
            where.add(column + " = any("
                    + sql.bind(values.stream()
                            .map(String::valueOf)
                            .map(String::strip)
                            .toArray(String[]::new)) + "::text[])");
        }
    }

    private void person(CustomerConditions asked) {
        if (asked.fromAge() != null) {
            where.add("c.birthday <= " + sql.bind(today.minusYears(asked.fromAge())));
        }
        if (asked.toAge() != null) {
            where.add("c.birthday > " + sql.bind(today.minusYears(asked.toAge() + 1L)));
        }
        if (asked.birthMonth() != null) {
            where.add("extract(month from c.birthday) = " + sql.bind(asked.birthMonth()));
        }
    }

    /** Who was never worked out owns and brings nothing. */
    private void worth(CustomerConditions asked) {
        compare("assets", " >= ", asked.fromAssets());
        compare("assets", " < ", asked.toAssets());
        compare("contribution", " >= ", asked.fromContribution());
    }

    private void compare(String figure, String comparison, Money bound) {
        if (bound != null) {
            where.add("coalesce((select w." + figure + " from customer_worth w where w.customer_id = c.id), 0)"
                    + comparison + sql.bind(bound.amount()));
        }
    }

    private void spoken(CustomerConditions asked) {
        if (asked.contactedWithinDays() != null) {
            where.add("c.last_contact_at >= " + dayBefore(asked.contactedWithinDays()));
        }
        if (asked.notContactedForDays() != null) {
            where.add(
                    "coalesce(c.last_contact_at, timestamptz '-infinity') < " + dayBefore(asked.notContactedForDays()));
        }
    }

    private String dayBefore(int days) {
        return sql.bind(today.minusDays(days).atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC));
    }

    private void positions(CustomerConditions asked) {
        if (asked.holding() != null) {
            where.add((asked.holding() ? "" : "not ") + position(""));
        }
        if (asked.holds() != null) {
            where.add(position(" and h.product_id = " + sql.bind(asked.holds())));
        }
        if (asked.maturesWithinDays() != null) {
            where.add(position(" and h.matures_on between " + sql.bind(today) + " and "
                    + sql.bind(today.plusDays(asked.maturesWithinDays()))));
        }
    }

    private static String position(String also) {
        return "exists (select from holdings h where h.customer_id = c.id and h.status = 'OPEN'" + also + ")";
    }
}
