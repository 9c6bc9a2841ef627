package io.wealthcrm.chat;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.SignedToken;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Advisors in groups, each signed in on one device, laid in set-based: ten thousand who sign in one by one would take longer than
 * what is measured. Their access tokens are signed with the service's own key, as it does; everything from the ticket on
 * is the service's. An id ends in the number of whom or what it names.
 */
final class SeatedAdvisors {
    private static final String LAID =
            """
            with advisor as materialized (
                select n, cast('a0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0') as uuid) as id,
                       cast('b0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0') as uuid) as session,
                       cast('c0000000-0000-7000-8000-' || lpad(to_hex(n / ?), 12, '0') as uuid) as room
                  from generate_series(0, ? - 1) n),
            first as (
                select distinct on (room) n, id, room from advisor order by room, n),
            hired as (
                insert into users (id, username, password_hash, display_name, roles, unit_id)
                select id, 'room-' || n, '-', 'Advisor ' || n, '{ADVISOR}', ? from advisor),
            signed_in as (
                insert into sessions (id, user_id, installation_id, expires_at)
                select session, id, 'device-' || n, now() + interval '1 day' from advisor),
            opened as (
                insert into conversations (id, kind, title, created_by) select room, 'GROUP', '项目组', id from first)
            insert into members (conversation_id, user_id, role)
            select room, id, case when n in (select n from first) then 'OWNER' else 'MEMBER' end from advisor""";

    private final Firm firm;
    private final int room;
    private final List<String> tokens;

    private SeatedAdvisors(Firm firm, int room, List<String> tokens) {
        this.firm = firm;
        this.room = room;
        this.tokens = tokens;
    }

    /** Lays them in. @param room how many share one */
    static SeatedAdvisors layInto(Service service, int advisors, int room)
            throws IOException, GeneralSecurityException {
        Firm firm = Firm.on(service);
        Person example = firm.advisor();
        firm.execute(LAID, room, advisors, firm.teamB);
        firm.execute("analyze");
        Map<UUID, UUID> sessions = new LinkedHashMap<>();
        for (int n = 0; n < advisors; n++) {
            sessions.put(id('a', n), id('b', n));
        }
        return new SeatedAdvisors(firm, room, SignedToken.ofEach(sessions, example.token(), service.dataDir()));
    }

    /** Some of them with all that was said so far, a line for each as {@link LoadMember} reads it. */
    List<String> lines(int advisors) {
        String last = firm.one(
                "select string_agg(cast(last_seq as text), ' ' order by id) from conversations where kind = 'GROUP'");
        String[] seqs = last.split(" ", -1);
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < advisors; n++) {
            lines.add(id('c', n / room) + " " + seqs[n / room] + " device-" + n + " " + tokens.get(n));
        }
        return lines;
    }

    /** Of an advisor, a session or a room by its number. */
    static UUID id(char kind, int number) {
        return UUID.fromString("%c0000000-0000-7000-8000-%012x".formatted(kind, number));
    }
}
