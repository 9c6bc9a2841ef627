package io.wealthcrm.shared.wall;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whose records PostgreSQL shows over one connection. The lists add to each other.
 *
 * @param reach how far beyond the lists
 * @param mine people whose customers and orders are shown: the {@code advisor_id} of a record
 * @param units units whose customers and orders are shown: the {@code unit_id} of a record
 * @param customers single customers, and all that hangs on them
 */
public record Sight(Reach reach, List<UUID> mine, List<UUID> units, List<UUID> customers) {
    /** Nobody's records: what everybody has before being known. */
    public static final Sight NOTHING = new Sight(Reach.LISTED, List.of(), List.of(), List.of());

    /** Every record of the firm, still behind the wall: office roles. */
    public static final Sight FIRM = new Sight(Reach.FIRM, List.of(), List.of(), List.of());

    /** The same, and files of which only what the law demands is left: compliance and operations. */
    public static final Sight ARCHIVE = new Sight(Reach.ARCHIVE, List.of(), List.of(), List.of());

    /** As the owner of the tables, before whom there is no wall: work of the service's own. */
    static final Sight SYSTEM = new Sight(Reach.SYSTEM, List.of(), List.of(), List.of());

    /** From the narrowest to the widest. */
    public enum Reach {
        LISTED,
        FIRM,
        ARCHIVE,
        SYSTEM
    }

    /** What the lists name, and nothing else. */
    public static Sight of(List<UUID> mine, List<UUID> units, List<UUID> customers) {
        return new Sight(Reach.LISTED, mine, units, customers);
    }

    /** As PostgreSQL writes an array of its own. */
    static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
