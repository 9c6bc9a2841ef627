package io.wealthcrm.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComplaintFileResourceTest extends ComplaintCase {
    ComplaintFileResourceTest(Service service) {
        super(service);
    }

    @Test
    void papers_are_laid_to_it_and_the_customer_reads_the_own_ones() {
        Person app = firm.appOf(advisor, "材料客户");
        UUID own = UUID.fromString(app.request().get("/api/v1/me").path("customerId"));
        String id = open(app, own, complaint()).statusCode(201).extract().path("id");
        String mine = file(app, id).statusCode(201).extract().path("id");
        String internal = file(lead, id).statusCode(201).extract().path("id");
        app.request().get(PATH + "/" + id + "/files").then().body("items.id", contains(mine));
        lead.request().get(PATH + "/" + id + "/files").then().body("items.id", contains(mine, internal));
        assertThat(read(app, id, mine)).isEqualTo(200);
        assertThat(read(app, id, internal)).isEqualTo(404);
        assertThat(read(lead, id, internal)).isEqualTo(200);
        assertThat(read(firm.advisor(), id, mine)).isEqualTo(404);
        String other = opened(complaint());
        assertThat(read(lead, other, mine)).isEqualTo(404);
        assign(lead, id, lead).statusCode(200);
        answer(lead, id).statusCode(200);
        close(app, id).statusCode(200);
        file(app, id).statusCode(409).body("code", equalTo("COMPLAINT_STATE"));
    }

    private static ValidatableResponse file(Person by, String id) {
        return by.once()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.jpg", Photo.jpeg(), "image/jpeg")
                .post(PATH + "/" + id + "/files")
                .then();
    }

    private static int read(Person by, String id, String file) {
        return by.request()
                .accept("*/*")
                .get(PATH + "/" + id + "/files/" + file)
                .statusCode();
    }
}
