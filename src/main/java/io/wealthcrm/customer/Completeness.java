package io.wealthcrm.customer;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * How complete a customer's file is (资料完整度).
 *
 * @param score whole percent, 0 to 100, of the fields a file should hold; all weigh the same
 * @param missing those it does not hold
 */
public record Completeness(int score, List<FileField> missing) {

    /** Of the file as it stands on that business date. */
    static Completeness of(Customer customer, LocalDate on) {
        List<FileField> missing = Arrays.stream(FileField.values())
                .filter(field -> !field.isHeld(customer, on))
                .toList();
        int all = FileField.values().length;
        return new Completeness((all - missing.size()) * 100 / all, missing);
    }
}
