package io.wealthcrm.consultation;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Map;
import java.util.UUID;

/** A customer who asks, the own advisor, and in the same team somebody on duty and who leads them. */
record Questions(Firm firm, Person advisor, Person customer, Person duty, Person lead) {
    static final String PATH = "/api/v1/consultations";

    static Questions on(Service service) {
        Firm firm = Firm.on(service);
        Person advisor = firm.advisor();
        Person duty = firm.advisor();
        available(duty, Map.of("onDuty", true)).statusCode(200);
        return new Questions(firm, advisor, firm.appOf(advisor, "咨询客户"), duty, firm.person(firm.teamA, Role.TEAM_LEAD));
    }

    ValidatableResponse ask(String question) {
        return customer.once().body(Map.of("question", question)).post(PATH).then();
    }

    /** The customer's file. */
    UUID file() {
        return UUID.fromString(firm.one("select customer_id from users where id = ?", customer.id()));
    }

    /** How many notices of the question somebody has. */
    String told(Person person, String id) {
        return firm.one(
                "select count(*) from notifications where person_id = ? and kind = 'CONSULTATION' and entity_id = ?",
                person.id(),
                UUID.fromString(id));
    }

    static UUID room(ValidatableResponse asked) {
        return UUID.fromString(asked.extract().path("conversationId"));
    }

    static ValidatableResponse view(Person by, String id) {
        return by.request().get(PATH + "/" + id).then();
    }

    static ValidatableResponse claim(Person by, String id) {
        return by.once().post(PATH + "/" + id + "/claim").then();
    }

    static ValidatableResponse handOver(Person by, String id, UUID to) {
        return by.once()
                .body(to == null ? Map.of("note", "请值班同事接待") : Map.of("userId", to))
                .post(PATH + "/" + id + "/handover")
                .then();
    }

    static ValidatableResponse available(Person person, Map<String, ?> availability) {
        return person.request().body(availability).put(PATH + "/availability").then();
    }
}
