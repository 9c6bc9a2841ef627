package io.wealthcrm.customer;

import io.wealthcrm.shared.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The condition of what is typed into the search: parts of a name, of its reading, of its initials, or of a phone.
 *
 * @param token what the phones searched for have, as it is bound; null where no digits are typed
 * @param names patterns of names with the keys of those who fit
 * @param share of the firm's customers at most, of which more than a few fit; 0 where all who fit are found at once
 */
record CustomerWords(String token, List<Name> names, double share) {
    /** So many digits are in the phones of few, even where numbers of a town begin alike. */
    private static final int RARE_DIGITS = 5;

    /** @param pattern as it is bound */
    record Name(String pattern, List<String> keys) {
        String like() {
            return "c.search_text like " + pattern;
        }
    }

    /** Null when nothing is looked for. @param few so many customers are all found sooner than others are looked at */
    static CustomerWords of(String query, PersonalData personal, WordCounts counts, int few, BoundSql sql) {
        if (CustomerFilter.isEmpty(query)) {
            return null;
        }
        String digits = PhoneTokens.queried(query);
        String token = null;
        WordCounts.Count most = WordCounts.Count.NONE;
        if (digits != null) {
            int part = personal.phoneToken(digits);
            token = "array[" + sql.hidden(part, "integer") + "]";
            most = counts.ofPhone(part);
        }
        List<Name> names = new ArrayList<>();
        for (String pattern : SearchText.patterns(query)) {
            Name name = new Name(sql.hidden(pattern, "text"), NameKeys.of(pattern));
            names.add(name);
            most = most.or(counts.ofName(name.keys()));
        }
        boolean rare = most.customers() < few || digits != null && digits.length() >= RARE_DIGITS;
        return new CustomerWords(token, names, rare ? 0 : most.share());
    }

    boolean rare() {
        return share == 0;
    }

    /** As it is asked of a customer {@code c} at hand. */
    String plain() {
        return any(Name::like);
    }

    /** As the indices of words find it. Keys are bound here: one that no statement names is refused by the server. */
    String indexed(BoundSql sql) {
        return any(name -> unindexed(name.like()) + " and name_keys(c.search_text) @> "
                + sql.hidden(name.keys().toArray(String[]::new), "text[]"));
    }

    /** Phones first, which are cheapest to ask of a row: what several indices find together is asked once more of each. */
    private String any(Function<Name, String> asked) {
        List<String> conditions = new ArrayList<>();
        if (token != null) {
            conditions.add("c.phone_tokens @> %1$s or c.id = any(array(%2$s where phone_tokens @> %1$s))"
                    .formatted(token, "select customer_id from customer_other_phones_in_sight"));
        }
        names.forEach(name -> conditions.add(asked.apply(name)));
        return conditions.isEmpty() ? "false" : "(" + String.join(" or ", conditions) + ")";
    }

    /** A condition that no index serves, where the planner's choice among several would be a guess. */
    static String unindexed(String condition) {
        return "case when " + condition + " then true end";
    }

    /** Without rows whose phone merely shares the token's bits; the cursor stays that of the rows read. */
    static Page<CustomerRow> verified(Page<CustomerRow> page, String query) {
        String digits = CustomerFilter.isEmpty(query) ? null : PhoneTokens.queried(query);
        if (digits == null) {
            return page;
        }
        return new Page<>(
                page.items().stream()
                        .filter(row -> row.otherPhones()
                                || PhoneTokens.digits(row.phone()).contains(digits)
                                || SearchText.matches(row.name(), query))
                        .toList(),
                page.nextCursor());
    }
}
