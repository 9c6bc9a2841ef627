package io.wealthcrm.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/** The one password of all demo sign-ins: the public one, or the one set in the environment. */
@ApplicationScoped
class DemoPassword {
    static final String PUBLIC = "Wealth-Demo-2026";

    private static final Logger LOG = Logger.getLogger(DemoPassword.class);
    private static final int BCRYPT_COST = 12;
    private static final int BCRYPT_BYTES = 72;
    /** The demo's administrator, by the id that 02-staff.sql gives; a firm of somebody's own has no such person. */
    private static final String KNOWN =
            "select password_hash from users where username = 'admin' and cast(id as text) like '019b8bb1-4040-7%'";

    private final String password;

    DemoPassword(WealthConfig config) {
        password = config.demoPassword().filter(given -> !given.isBlank()).orElse(PUBLIC);
        if (password.getBytes(UTF_8).length > BCRYPT_BYTES) {
            throw new IllegalStateException("WEALTH_DEMO_PASSWORD is longer than " + BCRYPT_BYTES + " bytes");
        }
    }

    /** Whether it is the public one, which may be printed. */
    boolean isPublic() {
        return password.equals(PUBLIC);
    }

    /** Takes a quarter of a second. */
    String hash() {
        return BCrypt.withDefaults().hashToString(BCRYPT_COST, password.toCharArray());
    }

    /**
     * Gives the demo's sign-ins the password of this start, so that a demo once started with the public one never opens to
     * others with it. Leaves alone whoever has a password of their own by now.
     */
    void renew(Connection connection) throws SQLException {
        String known = known(connection);
        if (known == null || BCrypt.verifyer().verify(password.toCharArray(), known).verified) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update users set password_hash = ? where password_hash = ?")) {
            update.setString(1, hash());
            update.setString(2, known);
            LOG.infof("The password of %d demo sign-ins is renewed", update.executeUpdate());
        }
    }

    private static String known(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(KNOWN)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
