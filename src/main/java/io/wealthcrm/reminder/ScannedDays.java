package io.wealthcrm.reminder;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Through which day each offset of each rule has been scanned. All of it joins the transaction. */
@ApplicationScoped
class ScannedDays {
    private static final String BEGIN = "update reminder_scanned set through = ?1 where through is null";
    private static final String BEHIND =
            """
            select r.kind from reminder_rules r
             where r.active and exists (select from reminder_scanned s where s.kind = r.kind and s.days = any(r.offsets)
                                           and (s.through < ?1 or cast(?2 as boolean)))
             order by r.kind""";
    private static final String LOCK =
            """
            select s.days, s.through from reminder_scanned s join reminder_rules r on r.kind = s.kind and s.days = any(r.offsets)
             where s.kind = ?1 and r.active order by s.days for update of s""";
    private static final String REACH =
            "update reminder_scanned set through = greatest(through, ?2) where kind = ?1 and days = any(?3)";
    private static final String CATCH_UP =
            """
            insert into reminder_scanned as s (kind, days, through) select cast(?1 as text), days, cast(?2 as date) from unnest(cast(?3 as integer[])) as days
            on conflict (kind, days) do update set through = greatest(s.through, excluded.through)""";

    /** An offset and the last day it was scanned for. */
    record Scanned(int days, LocalDate through) {}

    /** What nobody has ever scanned begins with this day, whether or not its first round succeeds. */
    Uni<Void> begin(LocalDate today) {
        return Db.execute(BEGIN, today.minusDays(1)).replaceWithVoid();
    }

    /** The rules in force that have not been scanned through this day; with {@code again}, all rules in force. */
    Uni<List<RuleKind>> behind(LocalDate today, boolean again) {
        return Db.select(String.class, BEHIND, today, again)
                .map(kinds -> kinds.stream().map(RuleKind::valueOf).toList());
    }

    /** A rule's offsets as they stand; held, so that one node at a time scans the rule. None while it is switched off. */
    Uni<List<Scanned>> lock(RuleKind kind) {
        return Db.select(Scanned.class, LOCK, kind.name());
    }

    Uni<Void> reached(RuleKind kind, Collection<Integer> offsets, LocalDate day) {
        return Db.execute(REACH, kind.name(), day, array(offsets)).replaceWithVoid();
    }

    /** These offsets are in force from now on: the next round makes up for the days after {@code through}, and for none before. */
    Uni<Void> catchUp(RuleKind kind, Collection<Integer> offsets, LocalDate through) {
        return Db.execute(CATCH_UP, kind.name(), through, array(offsets)).replaceWithVoid();
    }

    static Integer[] array(Collection<Integer> offsets) {
        return offsets.toArray(Integer[]::new);
    }
}
