package io.wealthcrm.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/**
 * A workload as each contender is asked to do it, by the contenders' names; the service is the first.
 *
 * @param closed as fast as it can
 * @param open at a fixed rate; of those that speak HTTP and do the work
 */
record Asked(String name, Map<String, Run> closed, Map<String, Paced> open) {
    /** One of them, for a while. */
    interface Run {
        /** @return how it went, with {@link Round#NONE} where its program is missing */
        Round go() throws SQLException, IOException;
    }

    /** One of them, for a while, at so many requests a second. */
    interface Paced {
        HttpLoad.Answered go(double rate);
    }
}
