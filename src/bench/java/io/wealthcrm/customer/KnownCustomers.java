package io.wealthcrm.customer;

import io.wealthcrm.shared.BenchCipher;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Some of the {@link ManyCustomers}, by whom they are served: whom a benchmark asks for. */
public record KnownCustomers(Person advisor, List<Known> customers) {
    /** @param phone all its digits */
    public record Known(UUID id, String name, String phone) {
        /** Of the name's pinyin. */
        public String initials() {
            return Requests.initials(name);
        }
    }

    /** Those of the first, the second … advisor, who signs in. */
    public static KnownCustomers of(Service service, int advisor) throws SQLException {
        Person person = Person.signIn(service.port(), "many-" + advisor, Person.PASSWORD);
        PersonalData personal = new PersonalData(BenchCipher.of(service.dataDir()));
        List<Known> known = new ArrayList<>();
        try (Connection connection = service.jdbc();
                PreparedStatement statement = connection.prepareStatement(
                        "select id, name, phone_cipher from customers where advisor_id = ? order by id")) {
            statement.setObject(1, person.id());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID id = rows.getObject(1, UUID.class);
                    known.add(new Known(id, rows.getString(2), personal.openPhone(id, rows.getBytes(3))));
                }
            }
        }
        return new KnownCustomers(person, known);
    }
}
