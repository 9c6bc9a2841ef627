package io.wealthcrm.complaint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;

/** The way of a complaint: opened, assigned, answered, closed, rated. Each step is one transaction with its history and news. */
@ApplicationScoped
class Complaints {
    private final ComplaintReads reads;
    private final ComplaintNews news;
    private final ComplaintSubjects subjects;
    private final ComplaintNumbers numbers;
    private final Assignees assignees;
    private final TimeLimits limits;
    private final ComplaintReturns returns;
    private final MergePatch mergePatch;
    private final Customers customers;
    private final Audit audit;
    private final Clock clock;

    Complaints(
            ComplaintReads reads,
            ComplaintNews news,
            ComplaintSubjects subjects,
            ComplaintNumbers numbers,
            Assignees assignees,
            TimeLimits limits,
            ComplaintReturns returns,
            MergePatch mergePatch,
            Customers customers,
            Audit audit,
            Clock clock) {
        this.reads = reads;
        this.news = news;
        this.subjects = subjects;
        this.numbers = numbers;
        this.assignees = assignees;
        this.limits = limits;
        this.returns = returns;
        this.mergePatch = mergePatch;
        this.customers = customers;
        this.audit = audit;
        this.clock = clock;
    }

    /** By the customer, or by somebody of the firm for the customer. @throws Problem NOT_FOUND, UNKNOWN_SUBJECT */
    @WithTransaction
    Uni<ComplaintView> open(Caller caller, UUID customer, NewComplaint input) {
        NewComplaint said = caller.has(Role.CUSTOMER) ? input.byCustomer() : input.byStaff();
        Complaint complaint = Complaint.open(Ids.next(), customer, said, caller.userId(), clock.instant());
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> subjects.require(customer, said.orderId(), said.productId(), said.aboutUserId()))
                .replaceWith(complaint)
                .call(limits::set)
                .call(numbers::give)
                .call(Db::persist)
                .chain(opened -> written(caller, opened));
    }

    /**
     * Of those who come at once one gets it. Advisors and call-back agents take it for themselves.
     *
     * @throws Problem NOT_FOUND, FORBIDDEN, COMPLAINT_STATE, CONFLICT_OF_INTEREST, COMPLAINT_ASSIGNEE_UNKNOWN
     */
    @WithTransaction
    Uni<ComplaintView> assign(Caller caller, UUID id, UUID to, String note) {
        return reads.locked(caller, id)
                .invoke(complaint -> Assignees.requireMayAssign(caller, to))
                .call(complaint -> assignees.requireAble(to, complaint.customerId))
                .invoke(complaint -> complaint.assign(caller.userId(), to, clock.instant(), note))
                .chain(complaint -> written(caller, complaint));
    }

    /** By who has it or directs such work. @throws Problem as {@link #assign} */
    @WithTransaction
    Uni<Void> handOver(Caller caller, UUID id, UUID to, String note) {
        return reads.locked(caller, id)
                .invoke(complaint -> Assignees.requireHandles(caller, complaint))
                .call(complaint -> assignees.requireAble(to, complaint.customerId))
                .invoke(complaint -> complaint.handOver(caller.userId(), to, clock.instant(), note))
                .chain(news::write);
    }

    /** @throws Problem NOT_FOUND, COMPLAINT_STATE, NOT_THE_ASSIGNEE, INVALID_INPUT */
    @WithTransaction
    Uni<ComplaintView> answer(Caller caller, UUID id, String text, String rootCause) {
        return step(caller, id, complaint -> complaint.answer(caller.userId(), clock.instant(), text, rootCause));
    }

    /** @throws Problem NOT_FOUND, FORBIDDEN, COMPLAINT_STATE, CONFLICT_OF_INTEREST, ANSWERER_MAY_NOT_CLOSE */
    @WithTransaction
    Uni<ComplaintView> close(Caller caller, UUID id, String note) {
        return step(caller, id, complaint -> {
            Assignees.requireParty(caller, complaint);
            complaint.close(caller.userId(), clock.instant(), note);
        });
    }

    /** Its times count anew; where who answered may not work on it any more, it waits to be assigned. @throws Problem NOT_FOUND, FORBIDDEN, COMPLAINT_STATE, CONFLICT_OF_INTEREST */
    @WithTransaction
    Uni<ComplaintView> reopen(Caller caller, UUID id, String reason) {
        return reads.locked(caller, id)
                .invoke(complaint -> Assignees.requireParty(caller, complaint))
                .call(complaint ->
                        limits.setAfter(complaint, () -> complaint.reopen(caller.userId(), clock.instant(), reason)))
                .call(news::write)
                .call(complaint -> returns.unlessAble(complaint.assigneeId))
                .chain(() -> reads.view(caller, id));
    }

    /**
     * What is changed may bring other time limits, from where they count.
     *
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, COMPLAINT_STATE, CONFLICT_OF_INTEREST, UNKNOWN_SUBJECT
     */
    @WithTransaction
    Uni<ComplaintView> edit(Caller caller, UUID id, String ifMatch, ObjectNode patch) {
        return reads.locked(caller, id)
                .invoke(complaint -> Version.require(ifMatch, complaint.version))
                .call(complaint -> edit(caller, complaint, patch))
                .chain(complaint -> written(caller, complaint));
    }

    private Uni<Void> edit(Caller caller, Complaint complaint, ObjectNode patch) {
        ComplaintEdit edit = mergePatch.apply(ComplaintEdit.of(complaint), patch, ComplaintEdit.class);
        Assignees.requireMayClear(caller, complaint.aboutUserId, edit.aboutUserId());
        return subjects.require(complaint.customerId, edit.orderId(), edit.productId(), edit.aboutUserId())
                .chain(() -> limits.setAfter(complaint, () -> complaint.edit(caller.userId(), clock.instant(), edit)));
    }

    /** @throws Problem NOT_FOUND, COMPLAINT_STATE, CONFLICT_OF_INTEREST, ESCALATED_TO_THE_TOP */
    @WithTransaction
    Uni<ComplaintView> escalate(Caller caller, UUID id, String reason) {
        return step(caller, id, complaint -> complaint.escalate(caller.userId(), clock.instant(), reason));
    }

    /**
     * Whom it is about is told, and reads what was said from then on; what was found, the answers and others' files stay kept from them.
     *
     * @throws Problem NOT_FOUND, COMPLAINT_STATE, CONFLICT_OF_INTEREST, UNKNOWN_SUBJECT
     */
    @WithTransaction
    Uni<ComplaintView> disclose(Caller caller, UUID id, String reason) {
        return reads.locked(caller, id)
                .invoke(complaint -> complaint.disclose(caller.userId(), clock.instant(), reason))
                .call(complaint -> complaint.moves.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : audit.record(caller.userId(), "COMPLAINT_DISCLOSED", "COMPLAINT", id))
                .chain(complaint -> written(caller, complaint));
    }

    /** @throws Problem NOT_FOUND, COMPLAINT_STATE, COMPLAINT_RATED */
    @WithTransaction
    Uni<ComplaintView> rate(Caller caller, UUID id, int stars, String note) {
        return step(caller, id, complaint -> complaint.rate(caller.userId(), clock.instant(), stars, note));
    }

    private Uni<ComplaintView> step(Caller caller, UUID id, Consumer<Complaint> step) {
        return reads.locked(caller, id).invoke(step).chain(complaint -> written(caller, complaint));
    }

    private Uni<ComplaintView> written(Caller caller, Complaint complaint) {
        return news.write(complaint).chain(() -> reads.view(caller, complaint.id));
    }
}
