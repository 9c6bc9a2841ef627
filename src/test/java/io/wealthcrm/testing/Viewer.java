package io.wealthcrm.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Somebody who sends statements of any kind over a connection of their own; nothing they do lasts. */
public final class Viewer implements AutoCloseable {
    private final Connection connection;

    /** Takes the connection over. */
    public Viewer(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    /** Sees the data as they are to the other one, whatever others do meanwhile; before anything else. */
    @CanIgnoreReturnValue
    public Viewer beside(Viewer other) throws SQLException {
        String moment = other.texts("select pg_export_snapshot()").get(0);
        try (PreparedStatement statement = prepared("set transaction snapshot '" + moment + "'")) {
            boolean unused = statement.execute();
        }
        return this;
    }

    /** Is told whom it serves, as the service tells its connections. */
    @CanIgnoreReturnValue
    public Viewer showing(String reach, List<UUID> mine, List<UUID> units, List<UUID> customers) throws SQLException {
        List<String> told = texts(
                """
                select set_config('wealth.reach', ?, true) || set_config('wealth.mine', ?, true)
                       || set_config('wealth.units', ?, true) || set_config('wealth.customers', ?, true)""",
                reach,
                text(mine),
                text(units),
                text(customers));
        assert told.size() == 1;
        return this;
    }

    /** How many rows a table or view shows. */
    public long rows(String relation) throws SQLException {
        return count("select count(*) from " + relation);
    }

    /** The one number a query answers. */
    public long count(String sql, Object... parameters) throws SQLException {
        return Long.parseLong(texts(sql, parameters).get(0));
    }

    /** The one id a query answers. */
    public UUID id(String sql, Object... parameters) throws SQLException {
        return UUID.fromString(texts(sql, parameters).get(0));
    }

    /** The first column of all rows, which are ids. */
    public List<UUID> ids(String sql, Object... parameters) throws SQLException {
        return texts(sql, parameters).stream().map(UUID::fromString).toList();
    }

    /** The first column of all rows. A list among the parameters is bound as an array of ids. */
    public List<String> texts(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** How many rows a statement touched. */
    public int change(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Whether the database says that this one may not. */
    public boolean mayNot(String sql) throws SQLException {
        try (PreparedStatement statement = prepared(sql)) {
            boolean unused = statement.execute();
            return false;
        } catch (SQLException refusal) {
            return refusal.getSQLState().equals("42501");
        } finally {
            connection.rollback();
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i] instanceof List<?> ids
                    ? connection.createArrayOf("uuid", ids.toArray())
                    : parameters[i];
            statement.setObject(i + 1, value);
        }
        return statement;
    }

    private static String text(List<UUID> ids) {
        return ids.toString().replace('[', '{').replace(']', '}').replace(" ", "");
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
