package io.wealthcrm.testing;

/**
 * A PostgreSQL that is there already, and who signs in to it.
 *
 * @param url {@code postgresql://host:port/database}
 * @param owner of the tables
 * @param walled for people's connections: no superuser, and owns nothing
 */
public record DatabaseAccess(String url, Account owner, Account walled) {
    /** A role and its password. */
    public record Account(String name, String password) {}

    String jdbcUrl() {
        return "jdbc:" + url;
    }
}
