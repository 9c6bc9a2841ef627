package io.wealthcrm.customer;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What somebody sees and writes of customers' extra fields (自定义字段), by roles: the one place where that is decided, and the one
 * way in which values leave a customer's file.
 */
final class FieldAccess {
    /** They see customers or nothing of them; what the firm notes without a definition is not for the customer. */
    private static final Set<Role> OF_FIRM =
            EnumSet.complementOf(EnumSet.of(Role.CUSTOMER, Role.ADMIN, Role.MARKETING));

    private final Map<String, ExtraField> defined;
    private final Set<Role> roles;

    /** @param defined by key, retired ones among them */
    FieldAccess(Map<String, ExtraField> defined, Set<Role> roles) {
        this.defined = defined;
        this.roles = roles;
    }

    /**
     * What is to be kept after an edit.
     *
     * @param extra all of it, with what the editor does not see
     * @param sensitive whether it says something that the customer must have consented to
     */
    record Edited(Map<String, Object> extra, boolean sensitive) {}

    /** For an answer; null for a customer for whom there is nothing. */
    VisibleExtra shown(Customer customer) {
        Map<String, Object> seen = seen(customer);
        return seen.isEmpty() && !isOfFirm() ? null : new VisibleExtra(seen);
    }

    /** What the person sees, by key. */
    Map<String, Object> seen(Customer customer) {
        return part(customer.extra, true);
    }

    /** What the person sees of what is stored of a customer. */
    VisibleExtra shown(Map<String, Object> extra) {
        return new VisibleExtra(part(extra, true));
    }

    String label(String key, Language language) {
        ExtraField field = defined.get(key);
        return field == null ? key : language == Language.EN ? field.labelEn : field.labelZh;
    }

    /** What the person does not see of two files; where both have it, it is the survivor's. */
    Map<String, Object> unseen(FilePair pair) {
        Map<String, Object> unseen = part(pair.merged().extra, false);
        unseen.putAll(part(pair.survivor().extra, false));
        return unseen;
    }

    private Map<String, Object> part(Map<String, Object> extra, boolean seen) {
        Map<String, Object> part = new TreeMap<>(extra);
        part.keySet().removeIf(key -> reads(key) != seen);
        return part;
    }

    boolean reads(String key) {
        ExtraField field = defined.get(key);
        return field == null ? isOfFirm() : field.isReadBy(roles);
    }

    /** Whether somebody who sees customers for the firm, not the customer. */
    boolean isOfFirm() {
        return roles.stream().anyMatch(OF_FIRM::contains);
    }

    /** For a new customer. @throws Problem FIELD_NOT_WRITABLE, INVALID_INPUT */
    Edited entered(Map<String, Object> wanted) {
        Edited edited = edited(Map.of(), wanted);
        defined.values().stream()
                .filter(field -> field.required && field.isWrittenBy(roles) && !wanted.containsKey(field.key))
                .findFirst()
                .ifPresent(FieldAccess::refuseMissing);
        return edited;
    }

    /** Takes over what the person sees and edits of it; the rest stays. @throws Problem FIELD_NOT_WRITABLE, INVALID_INPUT */
    Edited edited(Customer customer, Map<String, Object> wanted) {
        return edited(customer.extra, wanted);
    }

    private Edited edited(Map<String, Object> extra, Map<String, Object> wanted) {
        Set<String> changed = changed(part(extra, true), wanted);
        changed.forEach(key -> requireWritable(key, wanted.containsKey(key)));
        changed.forEach(key -> check(key, wanted.get(key)));
        Map<String, Object> whole = part(extra, false);
        whole.putAll(wanted);
        boolean sensitive = changed.stream()
                .filter(wanted::containsKey)
                .anyMatch(key -> defined.containsKey(key) && defined.get(key).sensitive);
        return new Edited(whole, sensitive);
    }

    /** The definitions of what the person writes, in their order. */
    Stream<ExtraField> writable() {
        return defined.values().stream()
                .filter(field -> field.isWrittenBy(roles))
                .sorted(Comparator.comparingInt((ExtraField field) -> field.position)
                        .thenComparing(field -> field.key));
    }

    /** For many customers only what is defined is written. @throws Problem FIELD_NOT_WRITABLE, INVALID_INPUT */
    void requireDefined(String key) {
        requireWritable(key, true);
        if (!defined.containsKey(key)) {
            refuseUnknown(key);
        }
    }

    private static Set<String> changed(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> either = new LinkedHashMap<>(before);
        either.putAll(after);
        Set<String> changed = new LinkedHashSet<>(either.keySet());
        changed.removeIf(key -> isSame(before.get(key), after.get(key)));
        return changed;
    }

    /** 2 and 2.0 are the same number, whatever reads them. */
    private static boolean isSame(Object before, Object after) {
        return before instanceof Number && after instanceof Number && Double.isFinite(((Number) after).doubleValue())
                ? new BigDecimal(before.toString()).compareTo(new BigDecimal(after.toString())) == 0
                : Objects.equals(before, after);
    }

    /**
     * All are asked before any value is looked at, and a field out of sight is refused as one that nobody defined, so that a refusal
     * tells nothing of it. A firm that has defined fields notes nothing else: no form would show it again. What is there
     * already stays, or goes.
     */
    private void requireWritable(String key, boolean said) {
        ExtraField field = defined.get(key);
        if (!reads(key) || field == null && said && !defined.isEmpty()) {
            refuseUnknown(key);
        }
        if (field != null && !field.isWrittenBy(roles)) {
            throw Problem.of(CustomerProblem.FIELD_NOT_WRITABLE, Map.of("field", key));
        }
    }

    private void check(String key, Object value) {
        ExtraField field = defined.get(key);
        if (field == null) {
            requireFit(key, value == null || ExtraFieldKind.isScalar(value), "SCALAR", "≤ 1000");
        } else if (value != null) {
            boolean fits = field.kind.fits(value, List.of(field.choices));
            requireFit(key, fits, field.kind.name(), field.kind.expected());
        } else if (field.required) {
            refuseMissing(field);
        }
    }

    private static void requireFit(String key, boolean fits, String code, String expected) {
        if (!fits) {
            throw Problem.invalid(pointer(key), code, expected);
        }
    }

    private static String pointer(String key) {
        return Problem.pointer(List.of("extra", key));
    }

    private static void refuseUnknown(String key) {
        CommonProblem unknown = CommonProblem.UNKNOWN_FIELD;
        throw Problem.invalid(pointer(key), unknown.name(), unknown.zh() + " / " + unknown.en());
    }

    private static void refuseMissing(ExtraField field) {
        throw Problem.invalid("/extra/" + field.key, "REQUIRED", field.labelZh + " / " + field.labelEn);
    }
}
