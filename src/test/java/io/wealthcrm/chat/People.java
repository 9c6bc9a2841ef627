package io.wealthcrm.chat;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import java.util.UUID;

/** People beyond what {@link Firm} makes. */
final class People {
    private People() {}

    /** A customer of the advisor's in the app; signs in by password, which spares the tests the SMS. */
    static Person customerOf(Firm firm, Person advisor, String name) {
        UUID customer = firm.customerOf(advisor, name);
        firm.execute(
                """
                insert into users (id, display_name, roles, customer_id) values (?, ?, '{CUSTOMER}', ?)
                on conflict do nothing""",
                Ids.next(),
                name,
                customer);
        String username = "customer-" + customer;
        firm.execute(
                """
                update users set username = ?, password_hash = (select password_hash from users where id = ?)
                 where customer_id = ?""",
                username,
                advisor.id(),
                customer);
        UUID id = UUID.fromString(firm.one("select id from users where customer_id = ?", customer));
        Person person = new Person(id, username, null, advisor.port(), null);
        return person.anewOn(person.installation());
    }
}
