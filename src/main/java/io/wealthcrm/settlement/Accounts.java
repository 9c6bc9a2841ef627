package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The chart of accounts (会计科目), and what the accounting software calls each. */
@ApplicationScoped
class Accounts {
    private static final String SELECT = "select code, number, kind, name_zh, name_en, version from ledger_accounts";

    private final Audit audit;

    Accounts(Audit audit) {
        this.audit = audit;
    }

    /** An account; {@code number} is its number in the accounting software, as vouchers carry it. */
    record AccountView(String code, String number, String kind, String nameZh, String nameEn, long version) {}

    /** The account's number in the accounting software: letters, digits, dots and hyphens. */
    record AccountNumber(@NotNull @Pattern(regexp = "[0-9A-Za-z.-]{1,40}") String number) {}

    @WithSession
    Uni<Page<AccountView>> list() {
        return Db.select(AccountView.class, SELECT + " order by number").map(rows -> new Page<>(rows, null));
    }

    /** @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION */
    @WithTransaction
    Uni<AccountView> renumber(Caller caller, String code, String ifMatch, AccountNumber input) {
        return Db.one(AccountView.class, SELECT + " where code = ?1 for update", code)
                .invoke(account -> Version.require(ifMatch, account.version()))
                .chain(() -> Db.execute(
                        "update ledger_accounts set number = ?2, version = version + 1 where code = ?1",
                        code,
                        input.number()))
                .chain(() -> audit.record(caller.userId(), "ACCOUNT_RENUMBERED " + code, "LEDGER_ACCOUNT", null))
                .chain(() -> Db.one(AccountView.class, SELECT + " where code = ?1", code));
    }
}
