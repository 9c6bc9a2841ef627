package io.wealthcrm.complaint;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.BusinessCalendar;
import io.wealthcrm.shared.Problem;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The time limits (时限) of complaints and service requests.
 *
 * @param workingFrom {@code 09:00}; with {@code workingTo} the working hours of business days, in the firm's zone
 * @param rules one for each kind and severity
 * @param changedBy absent for the table the firm began with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SlaTable(
        long version,
        @JsonFormat(pattern = "HH:mm") LocalTime workingFrom,
        @JsonFormat(pattern = "HH:mm") LocalTime workingTo,
        List<SlaRule> rules,
        UUID changedBy,
        Instant changedAt) {

    private record Case(ComplaintKind kind, int severity) {}

    SlaRule rule(ComplaintKind kind, int severity) {
        return rules.stream()
                .filter(rule -> rule.kind() == kind && rule.severity() == severity)
                .findFirst()
                .orElseThrow();
    }

    WorkingHours hours(BusinessCalendar days, ZoneId zone) {
        return new WorkingHours(days, workingFrom, workingTo, zone);
    }

    /** @throws Problem INVALID_INPUT unless there is one sensible rule for every case */
    void check() {
        if (!workingFrom.isBefore(workingTo)) {
            throw Problem.invalid("/workingTo", "ORDER", "> " + workingFrom);
        }
        Set<Case> seen = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            SlaRule rule = rules.get(i);
            rule.check("/rules/" + i);
            if (!seen.add(new Case(rule.kind(), rule.severity()))) {
                throw Problem.invalid("/rules/" + i, "TWICE", "每种类型和等级只有一条 / one for each kind and severity");
            }
        }
    }
}
