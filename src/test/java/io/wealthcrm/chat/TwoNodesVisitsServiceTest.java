package io.wealthcrm.chat;

import static io.wealthcrm.chat.TwoNodes.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Visitors of the website, whom a proxy leads to either node. */
@ExtendWith(SharedNodes.class)
@ResourceLock(SharedNodes.LOCK)
class TwoNodesVisitsServiceTest {
    private static final String PATH = "/api/v1/consultations";

    private final Service one;
    private final Service two;
    private final Firm firm;

    TwoNodesVisitsServiceTest(TwoNodes nodes) {
        one = nodes.one();
        two = nodes.two();
        firm = nodes.firm();
    }

    @Test
    void aVisitorWhoWaitsAtOneNodeHearsWhatIsSaidAtTheOther() throws Exception {
        var opened = open("10.1.1.1");
        String id = opened.path("id");
        Person duty = at(one, firm.office(Role.OPERATIONS));
        duty.request().body(Map.of("onDuty", true)).put(PATH + "/availability");
        String room =
                duty.once().post(PATH + "/" + id + "/claim").then().extract().path("conversationId");
        ChatApp app = ChatApp.of(duty);
        CompletableFuture<Response> waits = CompletableFuture.supplyAsync(() -> from(two, "10.1.1.1")
                .header("Visit-Token", opened.<String>path("token"))
                .get(PATH + "/visits/" + id + "/messages?after=2&wait=25"));
        await().atMost(Duration.ofSeconds(5)).until(() -> TwoNodes.metric(two, "wealth_consultation_waits") == 1);

        app.say(UUID.fromString(room), "您好");
        assertThat(waits.get(3, TimeUnit.SECONDS).<String>path("items[0].body.text"))
                .isEqualTo("您好");
        app.close();
    }

    @Test
    void whateverATrustedProxyTakesForAnAddressCountsAsOne() {
        for (String odd :
                List.of("unknown", "[2001:db8::7]:443", "_hidden", "1.2.3.4, 5.6.7.8", "::", "%", "x".repeat(300))) {
            assertThat(open(odd).statusCode()).as(odd).isEqualTo(201);
        }
        for (int i = 1; i < 20; i++) {
            assertThat(open("unknown").statusCode()).isEqualTo(201);
        }
        assertThat(open("unknown").statusCode()).isEqualTo(429);
        assertThat(open("unknown-too").statusCode()).isEqualTo(201);
    }

    private Response open(String address) {
        return from(one, address).body(Map.of("name", "访客", "question", "问")).post(PATH + "/visits");
    }

    private static RequestSpecification from(Service node, String address) {
        return RestAssured.given()
                .port(node.port())
                .contentType(ContentType.JSON)
                .header("X-Forwarded-For", address);
    }
}
