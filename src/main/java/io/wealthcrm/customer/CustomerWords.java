package io.wealthcrm.customer;

import io.wealthcrm.shared.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * The condition of what is typed into the search: parts of a name, of its reading, of its initials, or of a phone.
 *
 * @param plain as it is asked of a customer {@code c} at hand
 * @param indexed the same, as the indices of words {@code w} find it
 * @param rare whether hardly a customer fits, so that none is worth looking for in the order
 */
record CustomerWords(String plain, String indexed, boolean rare) {
    /** So many digits are in the phones of few, even where numbers of a town begin alike. */
    private static final int RARE_DIGITS = 5;

    /** Null when nothing is looked for. */
    static CustomerWords of(String query, PersonalData personal, BoundSql sql) {
        if (CustomerFilter.isEmpty(query)) {
            return null;
        }
        List<String> plain = new ArrayList<>();
        List<String> indexed = new ArrayList<>();
        // First what is cheapest to ask of a row: what several indices find together is asked once more of each.
        String digits = PhoneTokens.queried(query);
        if (digits != null) {
            String token = "array[" + sql.hidden(personal.phoneToken(digits), "integer") + "]";
            String others = "(array(select customer_id from customer_other_phones_in_sight where phone_tokens @> "
                    + token + "))";
            plain.add("c.phone_tokens @> " + token + " or c.id = any" + others);
            indexed.add("w.phone_tokens @> " + token + " or w.id = any" + others);
        }
        for (String pattern : SearchText.patterns(query)) {
            String like = "search_text like " + sql.hidden(pattern, "text");
            plain.add("c." + like);
            indexed.add(indexed("w." + like, NameKeys.of(pattern), sql));
        }
        return new CustomerWords(any(plain), any(indexed), digits != null && digits.length() >= RARE_DIGITS);
    }

    /** A condition that no index serves, where the planner's choice among several would be a guess. */
    static String unindexed(String condition) {
        return "case when " + condition + " then true end";
    }

    /** Found by its keys, the rest asked of what they find. */
    private static String indexed(String like, List<String> keys, BoundSql sql) {
        return unindexed(like) + " and name_keys(w.search_text) @> "
                + sql.hidden(keys.toArray(String[]::new), "text[]");
    }

    private static String any(List<String> conditions) {
        return conditions.isEmpty() ? "false" : "(" + String.join(" or ", conditions) + ")";
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
