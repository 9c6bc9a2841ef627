package io.wealthcrm.bench;

import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A workload with what its requests had the service send to PostgreSQL.
 *
 * @param requests of people of all kinds, of the shape most requests have
 * @param ofOne of one person, likewise
 * @param body bytes of an answer without its headers, the median
 */
record RecordedWorkload(Workload workload, List<Exchange> requests, List<Exchange> ofOne, int body) {
    private static final int SAMPLES = 100;

    static RecordedWorkload of(Workload workload, Service service, SqlLog log) {
        List<Integer> bodies = new ArrayList<>();
        List<Exchange> requests = recorded(workload.calls(), service, log, bodies);
        List<Exchange> ofOne = recorded(workload.ofOne(), service, log, bodies);
        List<Integer> sorted = bodies.stream().sorted().toList();
        return new RecordedWorkload(workload, requests, ofOne, sorted.get(sorted.size() / 2));
    }

    private static List<Exchange> recorded(List<HttpCall> calls, Service service, SqlLog log, List<Integer> bodies) {
        List<Exchange> all = new ArrayList<>();
        for (HttpCall call : calls.subList(0, Math.min(SAMPLES, calls.size()))) {
            all.add(log.of(() -> bodies.add(call.ask(service.port()).body())));
        }
        Map<List<String>, List<Exchange>> byShape = all.stream().collect(Collectors.groupingBy(Exchange::shape));
        return byShape.values().stream()
                .max((one, other) -> Integer.compare(one.size(), other.size()))
                .orElseThrow();
    }

    /** Its own statements alone, with the sight settled for good. */
    SqlScript ownSql() {
        return new SqlScript(
                "own_" + workload.name(), ofOne.stream().map(Exchange::own).toList(), false);
    }

    /** All that its requests send, in as many round trips as the service takes. */
    SqlScript wholeSql() {
        return new SqlScript("whole_" + workload.name(), requests, true);
    }

    /** Its own statements after what the connection is to show. */
    List<Exchange> bare() {
        return requests.stream()
                .map(request -> {
                    List<Sent> sent = new ArrayList<>();
                    request.statements().stream()
                            .filter(Sent::isSight)
                            .reduce((first, second) -> second)
                            .ifPresent(sent::add);
                    sent.addAll(request.own().statements());
                    return new Exchange(sent);
                })
                .toList();
    }

    /** In a path. */
    String slug() {
        return workload.name().replaceAll("[^a-z0-9]+", "-");
    }
}
