package io.wealthcrm.customer;

import io.wealthcrm.testing.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Advisors by the thousand, {@code many-1} … {@code many-<n>}: fifteen to a team, ten teams to a branch. */
record ManyAdvisors(List<Advisor> all) {
    static final int OF_A_TEAM = 15;
    private static final int TEAMS_OF_A_BRANCH = 10;

    /** ?1 the head office, ?2 branches, ?3 teams, ?4 teams of a branch, ?5 everybody's password, ?6 advisors, ?7 of a team. */
    private static final String STAFF =
            """
            with head as (select id, path from units where id = ?),
            b as materialized (select uuidv7() as id, n from generate_series(1, ?) n),
            branch as (
                insert into units (id, parent_id, kind, name, path)
                select b.id, head.id, 'BRANCH', '分公司 ' || b.n, head.path || b.id || '/' from b cross join head),
            t as materialized (
                select uuidv7() as id, b.id as branch, head.path || b.id || '/' as path, team.n
                  from generate_series(1, ?) team(n) join b on b.n = 1 + (team.n - 1) / ? cross join head),
            team as (
                insert into units (id, parent_id, kind, name, path)
                select id, branch, 'TEAM', '团队 ' || n, path || id || '/' from t),
            hired as (
                insert into users (id, username, password_hash, display_name, roles, unit_id)
                select uuidv7(), 'many-' || a.n, ?, '顾问', '{ADVISOR}', t.id
                  from generate_series(1, ?) a(n) join t on t.n = 1 + (a.n - 1) / ?
                returning id, unit_id)
            select id, unit_id from hired order by id""";

    /** ?1 devices, ?2 advisors. */
    private static final String DEVICES =
            """
            with owner as (select id, row_number() over (order by id) as n from users where username like 'many-%')
            insert into devices (installation_id, user_id, platform, push_token)
            select 'many-' || d, owner.id, (array['ANDROID', 'IOS', 'WEB'])[1 + d % 3], 'many-token-' || d
              from generate_series(1, ?) d join owner on owner.n = 1 + d % ?""";

    record Advisor(UUID id, UUID team) {}

    /**
     * Hires them.
     *
     * @param devices of them all, each with a token of FCM
     */
    static ManyAdvisors hire(Connection connection, UUID headOffice, int advisors, int devices) throws SQLException {
        int teams = ceiling(advisors, OF_A_TEAM);
        List<Advisor> hired = new ArrayList<>();
        try (PreparedStatement hire = prepared(
                        connection,
                        STAFF,
                        headOffice,
                        ceiling(teams, TEAMS_OF_A_BRANCH),
                        teams,
                        TEAMS_OF_A_BRANCH,
                        Person.PASSWORD_HASH,
                        advisors,
                        OF_A_TEAM);
                ResultSet rows = hire.executeQuery()) {
            while (rows.next()) {
                hired.add(new Advisor(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
        }
        try (PreparedStatement lay = prepared(connection, DEVICES, devices, advisors)) {
            int laid = lay.executeUpdate();
            assert laid == devices : laid;
        }
        return new ManyAdvisors(hired);
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static int ceiling(int all, int each) {
        return (all + each - 1) / each;
    }
}
