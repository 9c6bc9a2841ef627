package io.wealthcrm.chat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.testing.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Conversations for tests. */
final class Talk {
    private Talk() {}

    @CanIgnoreReturnValue
    static UUID direct(Person one, Person other) {
        return UUID.fromString(one.once()
                .body(Map.of("kind", "DIRECT", "memberIds", List.of(other.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    static UUID group(Person owner, Person... others) {
        return UUID.fromString(owner.once()
                .body(Map.of(
                        "kind",
                        "GROUP",
                        "title",
                        "项目组",
                        "memberIds",
                        Arrays.stream(others).map(Person::id).toList()))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }
}
