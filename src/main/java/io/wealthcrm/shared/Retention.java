package io.wealthcrm.shared;

import java.util.List;

/** What a feature keeps for a time only; {@link Housekeeping} removes it. */
public interface Retention {
    /** Statements that each delete at most {@code ?1} rows, found by an index and skipping rows another node is at. */
    List<String> deletes();
}
