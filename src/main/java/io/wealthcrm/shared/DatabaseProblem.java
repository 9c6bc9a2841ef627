package io.wealthcrm.shared;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** What a failure of the database means to the client; the constraint's name is logged, values never are. */
public final class DatabaseProblem {
    private static final Set<String> BROKEN = Set.of("Broken pipe", "Connection reset by peer", "Connection reset");

    private static final Logger LOG = Logger.getLogger(DatabaseProblem.class);
    /** Of a unique key, and of an exclusion. */
    private static final Set<String> DUPLICATES = Set.of("23505", "23P01");

    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    private static final Pattern NAMED = Pattern.compile("constraint \"([^\"]+)\"");

    private DatabaseProblem() {}

    /** The name of the broken unique key, check or foreign key; null when the failure is of another kind. */
    public static String constraint(Throwable failure) {
        PgException pg = find(failure, PgException.class);
        if (pg != null) {
            return pg.getConstraint();
        }
        // Hibernate hands the driver's failure on as a bare SQLException: only the message still names the constraint.
        SQLException sql = find(failure, SQLException.class);
        Matcher named = NAMED.matcher(sql == null ? "" : sql.getMessage());
        return named.find() ? named.group(1) : null;
    }

    /** True when this very unique key or exclusion stood in the way. */
    public static boolean isDuplicate(Throwable failure, String uniqueKey) {
        return DUPLICATES.contains(state(failure)) && uniqueKey.equals(constraint(failure));
    }

    /** True when any key, check or foreign key stood in the way. */
    public static boolean isBrokenConstraint(Throwable failure) {
        return state(failure).startsWith("23");
    }

    /** What a failure is called, without a value of any row: the database's code, else the failure's class. */
    public static String nameOf(Throwable failure) {
        String state = state(failure);
        return state.isEmpty() ? failure.getClass().getSimpleName() : state;
    }

    static Problem of(Throwable failure) {
        String state = state(failure);
        if (state.isEmpty()) {
            return isConnectionLoss(failure) ? unavailable(failure) : stale(failure);
        }
        if (state.equals(SERIALIZATION_FAILURE) || state.equals(DEADLOCK) || state.startsWith("23")) {
            LOG.infof("refused by the database: %s %s", state, constraint(failure));
            return Problem.of(CommonProblem.CONFLICT);
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
            return unavailable(failure);
        }
        if (state.startsWith("22")) {
            LOG.infof("refused by the database: %s", state);
            return Problem.of(CommonProblem.INVALID_INPUT);
        }
        LOG.errorf(failure, "database failure %s", state);
        return Problem.of(CommonProblem.INTERNAL);
    }

    private static Problem unavailable(Throwable failure) {
        LOG.warnf("unavailable: %s", failure);
        return Problem.unavailable();
    }

    private static String state(Throwable failure) {
        PgException pg = find(failure, PgException.class);
        SQLException sql = find(failure, SQLException.class);
        String state = pg != null ? pg.getSqlState() : sql != null ? sql.getSQLState() : null;
        return state == null ? "" : state;
    }

    static boolean isConnectionLoss(Throwable failure) {
        return find(failure, SocketException.class) != null
                || find(failure, ClosedChannelException.class) != null
                || isBrokenPipe(find(failure, IOException.class))
                || find(failure, io.vertx.core.VertxException.class) != null
                || find(failure, io.vertx.core.impl.NoStackTraceThrowable.class) != null;
    }

    /** What a channel says of a server that is gone when it writes first; it has no class of its own. */
    private static boolean isBrokenPipe(IOException failure) {
        return failure != null && BROKEN.contains(String.valueOf(failure.getMessage()));
    }

    private static Problem stale(Throwable failure) {
        if (failure instanceof org.hibernate.StaleStateException) {
            return Problem.of(CommonProblem.STALE_VERSION);
        }
        LOG.error("database failure", failure);
        return Problem.of(CommonProblem.INTERNAL);
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
