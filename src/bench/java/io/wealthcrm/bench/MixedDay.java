package io.wealthcrm.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** Many workloads at once, in a random order that is the same each time. */
final class MixedDay {
    static final String NAME = "mixed day";

    /** Rounds of all shares, each request of which is drawn anew. */
    private static final int HUNDREDS = 20;

    private MixedDay() {}

    /** Each as often as it has a share. */
    static <T> List<T> of(List<T> all, ToIntFunction<T> share) {
        List<T> mixed = new ArrayList<>();
        for (T one : all) {
            mixed.addAll(Collections.nCopies(share.applyAsInt(one), one));
        }
        Collections.shuffle(mixed, new Random(3));
        return mixed;
    }

    /** Requests to the service. */
    static List<HttpCall> calls(List<Workload> all) {
        Random random = new Random(9);
        List<HttpCall> calls = new ArrayList<>();
        for (int hundred = 0; hundred < HUNDREDS; hundred++) {
            for (Workload one : of(all, Workload::share)) {
                calls.add(one.calls().get(random.nextInt(one.calls().size())));
            }
        }
        return calls;
    }
}
