package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.contract.PaperContracts;
import io.wealthcrm.contract.PaperUse;
import io.wealthcrm.customer.Disclosures;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import io.wealthcrm.shared.files.UploadRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An order's contract and documents, which the advisor brings in. */
@ApplicationScoped
class Papers {
    /** How far a client's clock may run ahead of the firm's. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final int ACCOUNT_TAIL = 4;

    private final OrderQueries queries;
    private final OrderLog log;
    private final OrderViews views;
    private final PaperContracts contracts;
    private final StoredFiles files;
    private final BankAccounts accounts;
    private final Disclosures disclosures;
    private final Audit audit;
    private final Clock clock;

    Papers(
            OrderQueries queries,
            OrderLog log,
            OrderViews views,
            PaperContracts contracts,
            StoredFiles files,
            BankAccounts accounts,
            Disclosures disclosures,
            Audit audit,
            Clock clock) {
        this.queries = queries;
        this.log = log;
        this.views = views;
        this.contracts = contracts;
        this.files = files;
        this.accounts = accounts;
        this.disclosures = disclosures;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Enters or corrects the contract; a registered paper is signed with it, the one entered before is freed.
     *
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, ILLEGAL_TRANSITION, CONTRACT_NUMBER_USED and those of
     *     {@link PaperContracts#enter}
     */
    @WithTransaction
    Uni<OrderView> enterContract(Caller caller, UUID id, String ifMatch, ContractEntry entry) {
        Instant now = clock.instant();
        requireNotInFuture("/signedAt", entry.signedAt(), now);
        return queries.locked(caller.scope(), id, now)
                .invoke(order -> Version.require(ifMatch, order.version))
                .call(order -> contracts.enter(use(caller, order, entry)))
                .invoke(order -> write(order, entry))
                .call(log::write)
                .call(() -> audit.record(caller.userId(), "CONTRACT_ENTERED", "ORDER", id))
                .chain(order -> views.after(order))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "orders_contract_number_key"))
                .transform(failure -> Problem.of(OrderProblem.CONTRACT_NUMBER_USED));
    }

    /** Refuses before the upload is looked at. @throws Problem NOT_FOUND, ILLEGAL_TRANSITION */
    @WithSession
    Uni<Void> requireOpen(Caller caller, UUID id, DocumentKind kind) {
        return queries.seen(caller.scope(), id)
                .invoke(found -> requireOpen(found.order(), kind))
                // So that whoever locks it in the same session reads it anew, should somebody have moved it meanwhile.
                .call(found -> Db.session().invoke(session -> session.detach(found.order())))
                .replaceWithVoid();
    }

    /** Lays a stored file to the order's papers. @throws Problem NOT_FOUND, ILLEGAL_TRANSITION */
    @WithTransaction
    Uni<OrderDocumentView> attach(Caller caller, UUID id, DocumentKind kind, StoredFile file, UploadRule rule) {
        Instant now = clock.instant();
        OrderDocument document = new OrderDocument();
        document.id = file.id();
        document.orderId = id;
        document.kind = kind;
        document.uploadedBy = caller.userId();
        document.uploadedAt = now;
        return queries.locked(caller.scope(), id, now)
                .invoke(order -> requireOpen(order, kind))
                .chain(() -> files.record(file, rule, caller.userId()))
                .chain(() -> Db.persist(document))
                .map(stored -> OrderDocumentView.of(stored, file));
    }

    /** A paper to be read; a look at an identity document is written down. @throws Problem NOT_FOUND, TOO_MANY_REQUESTS */
    Uni<StoredFile> read(Caller caller, UUID id, UUID documentId) {
        return disclosures.allowPaper(caller).chain(() -> Panache.withTransaction(() -> found(caller, id, documentId)));
    }

    private Uni<StoredFile> found(Caller caller, UUID id, UUID documentId) {
        return queries.seen(caller.scope(), id)
                .chain(() -> queries.document(id, documentId))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND))
                .invoke(document -> requireMayRead(caller, document))
                .call(document -> document.kind == DocumentKind.ID_DOCUMENT
                        ? disclosures.readIdDocument(caller, id)
                        : Uni.createFrom().voidItem())
                .chain(document -> files.find(document.id));
    }

    /** An identity document shows what contact details do, and to nobody else. */
    private static void requireMayRead(Caller caller, OrderDocument document) {
        if (document.kind == DocumentKind.ID_DOCUMENT) {
            caller.require(
                    Role.ADVISOR,
                    Role.TEAM_LEAD,
                    Role.BRANCH_MANAGER,
                    Role.COMPLIANCE,
                    Role.OPERATIONS,
                    Role.CALLBACK,
                    Role.CUSTOMER);
        }
    }

    static void requireNotInFuture(String pointer, Instant given, Instant now) {
        if (given.isAfter(now.plus(CLOCK_SKEW))) {
            throw Problem.invalid(pointer, "IN_FUTURE", "不能晚于当前时间 / lies in the future");
        }
    }

    private static PaperUse use(Caller caller, Order order, ContractEntry entry) {
        order.requireEditable();
        return new PaperUse(
                entry.contractNumber().strip(),
                order.contractNumber,
                order.id,
                order.productId,
                order.advisorId,
                order.unitId,
                caller.userId());
    }

    private void write(Order order, ContractEntry entry) {
        String account = entry.plainAccount();
        order.contractNumber = entry.contractNumber().strip();
        order.signedAt = entry.signedAt();
        order.bankName = entry.bankName().strip();
        order.bankAccountCipher = accounts.seal(order.id, account);
        order.bankAccountTail = account.substring(account.length() - ACCOUNT_TAIL);
    }

    private static void requireOpen(Order order, DocumentKind kind) {
        if (!kind.allowedIn(order.status)) {
            throw Problem.of(OrderProblem.ILLEGAL_TRANSITION, Map.of("current", order.status));
        }
    }
}
