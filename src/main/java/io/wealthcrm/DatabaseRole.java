package io.wealthcrm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wealthcrm.shared.PrivateFiles;
import io.wealthcrm.shared.Secrets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whom the service signs in as at its embedded database, by a password made at first and kept with the keys. */
record DatabaseRole(String name, String password) {

    /** The role of the data directory. */
    static DatabaseRole of(Path home, String name) {
        byte[] password = PrivateFiles.readOrCreate(
                passwordFile(home, name), () -> Secrets.random().getBytes(US_ASCII));
        return new DatabaseRole(name, new String(password, US_ASCII));
    }

    static Path passwordFile(Path home, String name) {
        return Secrets.directory(home).resolve("postgres-" + name.replace('_', '-'));
    }

    /** Makes the role where it is missing; the superuser's statement. */
    void make(Statement statement) throws SQLException {
        if (!exists(statement)) {
            statement.execute("create role " + name + " login");
        }
        // The password is base64url of our own making; it holds nothing to quote.
        statement.execute("alter role " + name + " password '" + password + "'");
    }

    private boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select from pg_roles where rolname = '" + name + "'")) {
            return rows.next();
        }
    }
}
