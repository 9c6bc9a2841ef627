package io.wealthcrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.Firm;

/** Advisors with devices that can be pushed to, laid set-based. */
public final class ManyDevices {
    private ManyDevices() {}

    /** Into the firm's second team, each with as many devices. */
    public static void layInto(Firm firm, int advisors, int each) {
        int made = firm.execute(
                """
                with made as (
                    insert into users (id, username, password_hash, display_name, roles, unit_id)
                    select uuidv7(), 'bench-' || n, '-', 'Advisor ' || n, array['ADVISOR'], ? from generate_series(1, ?) n returning id)
                insert into devices (installation_id, user_id, platform, push_token)
                select 'bench-' || id || '-' || n, id, 'ANDROID', rpad('bench-token-' || id || '-' || n, 160, 'x')
                  from made cross join generate_series(1, ?) n""",
                firm.teamB,
                advisors,
                each);
        assertThat(made).isEqualTo(advisors * each);
        firm.execute("analyze");
    }
}
