package io.wealthcrm.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.attrition.AttritionKind;
import io.wealthcrm.attrition.AttritionState;
import io.wealthcrm.complaint.ComplaintCategory;
import io.wealthcrm.complaint.ComplaintKind;
import io.wealthcrm.complaint.ComplaintState;
import io.wealthcrm.contribution.ContributionView;
import io.wealthcrm.customer.CustomerView;
import io.wealthcrm.customer.InteractionKind;
import io.wealthcrm.household.HouseholdKind;
import io.wealthcrm.household.HouseholdNote;
import io.wealthcrm.household.HouseholdRole;
import io.wealthcrm.order.OpenOrder;
import io.wealthcrm.reminder.ReminderKind;
import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A customer at one look. What the caller may not see of it is empty, as what there is none of.
 *
 * @param profile as at {@code /customers/{id}}, with the tier
 * @param households 10 groups the customer is in; not for the customer, as {@code contacts} and {@code contribution}
 * @param holdings the newest 20 that are open
 * @param holdingTotals of all that are open, by currency
 * @param orders the newest 10 that are under way and in the caller's sight
 * @param reminders the next 10, what is overdue among them; a customer's own are maturities
 * @param contacts the last 5, remarks aside
 * @param complaints the 5 due first of those that are not closed
 * @param consents the newest of each purpose
 * @param contribution as at {@code /customers/{id}/contribution}
 * @param attrition warnings that have not ended (流失预警); not for the customer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Overview(
        CustomerView profile,
        List<OwnHousehold> households,
        List<OpenHolding> holdings,
        List<HoldingTotal> holdingTotals,
        List<OpenOrder> orders,
        List<NextReminder> reminders,
        List<LastContact> contacts,
        List<OpenComplaint> complaints,
        List<NewestConsent> consents,
        ContributionView contribution,
        List<ShrunkDealing> attrition) {

    /**
     * A household or group.
     *
     * @param role what the customer is in it
     * @param members those in the caller's sight, the customer among them; {@code hiddenMembers} counts the others
     * @param totals what those in sight own together
     * @param notes the last three
     */
    record OwnHousehold(
            UUID id,
            String name,
            HouseholdKind kind,
            HouseholdRole role,
            List<Fellow> members,
            int hiddenMembers,
            List<HoldingTotal> totals,
            List<HouseholdNote> notes) {}

    /** Somebody of a household. */
    record Fellow(UUID customerId, String name, HouseholdRole role) {}

    /**
     * A position (持仓).
     *
     * @param value as at {@code /customers/{id}/holdings}; {@code navDate} is the day of the net asset value it is by
     * @param maturesOn left out for open-ended products
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OpenHolding(
            UUID id,
            UUID productId,
            String productName,
            String productKind,
            UUID orderId,
            String currency,
            Money principal,
            Money value,
            LocalDate navDate,
            LocalDate openedOn,
            LocalDate maturesOn) {}

    /** How many open holdings of a currency there are, and what they are worth together. */
    record HoldingTotal(String currency, int holdings, Money principal, Money value) {}

    /**
     * Something coming up or overdue.
     *
     * @param date the business date of the birthday, maturity or task
     * @param entityId the customer, the holding or the task
     * @param title of a task, or the product's name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NextReminder(ReminderKind kind, LocalDate date, UUID entityId, UUID productId, String title) {}

    /**
     * Dealings of a kind have shrunk within the days.
     *
     * @param before CNY, or how many contacts; like {@code after} as on the day the warning was raised
     */
    record ShrunkDealing(
            UUID id,
            AttritionKind kind,
            int days,
            LocalDate raisedOn,
            AttritionState state,
            Money before,
            Money after) {}

    /** A dealing as somebody wrote it down. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LastContact(
            UUID id,
            InteractionKind kind,
            Instant at,
            UUID by,
            String byName,
            String summary,
            String nextStep,
            Instant nextAt) {}

    /**
     * A complaint or service request that is not closed.
     *
     * @param severity 1 the gravest to 4; like {@code level} the firm's own, left out for the customer
     * @param overdue whether it should have been answered by now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OpenComplaint(
            UUID id,
            String number,
            ComplaintKind kind,
            ComplaintCategory category,
            Integer severity,
            String subject,
            ComplaintState state,
            Integer level,
            UUID assigneeId,
            String assigneeName,
            Instant openedAt,
            Instant dueAt,
            boolean overdue) {}

    /** What the customer said last about a purpose; {@code holds} tells whether it is a consent that counts today. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewestConsent(String purpose, boolean granted, LocalDate givenOn, LocalDate validUntil, boolean holds) {}
}
