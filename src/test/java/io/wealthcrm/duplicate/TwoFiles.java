package io.wealthcrm.duplicate;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Two files that are one customer's, with a record of every kind on either. */
@OnSharedService
abstract class TwoFiles {
    Service service;
    MergeCase files;
    UUID survivor;
    UUID merged;
    UUID ours;
    UUID theirs;

    @BeforeEach
    void twoFiles(Service running) {
        service = running;
        files = new MergeCase(service);
        Map.of("grade", "TEXT", "club", "BOOLEAN").forEach(files.firm::extraField);
        survivor = files.customer(
                files.advisor, Map.of("city", "上海", "interests", List.of("茶", "高尔夫"), "extra", Map.of("grade", "A")));
        merged = files.customer(
                files.other,
                Map.of(
                        "name",
                        "王晓伟",
                        "birthday",
                        "1980-05-06",
                        "interests",
                        List.of("茶", "帆船"),
                        "extra",
                        Map.of("club", true)));
        files.live(survivor, files.advisor);
        files.live(merged, files.other);
        ours = files.account(survivor);
        theirs = files.account(merged);
    }

    TreeMap<String, List<String>> snapshot() {
        return snapshot(survivor, merged, ours, theirs);
    }

    /** Without pairs, which a scan beside the test may find. */
    TreeMap<String, List<String>> snapshot(UUID... named) {
        var rows = Snapshot.of(service, named);
        rows.remove("duplicate_pairs");
        return rows;
    }
}
