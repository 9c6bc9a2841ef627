package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.TusClient;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportFileResourceTest extends ImportCase {
    ImportFileResourceTest(Service service) {
        super(service);
    }

    @Test
    void a_file_of_a_chinese_spreadsheet_is_read_in_its_own_encoding() {
        UUID id = imported(encoded(Charset.forName("GB18030"), "姓名;手机;城市", "龘𠮷;" + Firm.newPhone() + ";𠮷林"));
        view(advisor, id).body("encoding", equalTo("GB18030")).body("applied", equalTo(1));
        assertThat(firm.one("select name || city from customers where advisor_id = ?", advisor.id()))
                .isEqualTo("龘𠮷𠮷林");
    }

    @Test
    void a_workbook_is_read_with_its_numbers_and_dates() {
        String phone = Firm.newPhone();
        byte[] book = Workbooks.of(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\"><v>" + phone + "</v></c>"
                        + "<c r=\"C2\" s=\"4\"><v>32904</v></c></row>"
                        + "<row r=\"4\"><c r=\"A4\"><f>A2</f><v>王</v></c><c r=\"B4\"><v>1</v></c></row>",
                "<t>客户姓名</t>",
                "<t>手机号</t>",
                "<t>出生日期</t>",
                "<t>表格客户</t>");
        UUID id = imported(book);
        view(advisor, id)
                .body("format", equalTo("XLSX"))
                .body("encoding", nullValue())
                .body("applied", equalTo(1));
        assertThat(report(advisor, id, "?state=REFUSED").lines().skip(1))
                .containsExactly("4,REFUSED,FORMULA_NOT_ALLOWED,name,Formulas are not accepted,");
        assertThat(firm.one("select birthday from customers where advisor_id = ?", advisor.id()))
                .isEqualTo("1990-01-31");
    }

    @Test
    void a_file_that_is_no_table_is_refused_as_a_whole_and_leaves_nothing() throws IOException {
        assertRefused(422, "UNKNOWN_ENCODING", "姓名,手机".getBytes(StandardCharsets.UTF_16LE));
        String traditional = "name,phone,city\n陳大文," + Firm.newPhone() + ",臺北\n";
        assertRefused(422, "UNKNOWN_ENCODING", traditional.getBytes(Charset.forName("Big5")));
        assertRefused(422, "EMPTY_TABLE", csv("", " "));
        String header = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertRefused(422, "TOO_MANY_COLUMNS", csv(header));
        assertRefused(422, "BAD_WORKBOOK", Workbooks.zipped(Map.of("a", new byte[] {1})));
        assertRefused(415, "FILE_TYPE_REFUSED", Photo.jpeg());
        assertRefused(
                422,
                "UNKNOWN_ADVISOR",
                csv("姓名,手机"),
                Map.of("advisorId", UUID.randomUUID().toString()));
        assertRefused(400, "INVALID_INPUT", csv("姓名,手机"), Map.of("hold", "perhaps"));
        assertRefused(
                400,
                "INVALID_INPUT",
                csv("姓名,手机"),
                Map.of("uploadId", UUID.randomUUID().toString()));
    }

    private void assertRefused(int status, String code, byte[] file) {
        assertRefused(status, code, file, Map.of());
    }

    private void assertRefused(int status, String code, byte[] file, Map<String, String> parts) {
        send(advisor, "x", file, parts).statusCode(status).body("code", equalTo(code));
        assertThat(firm.one("select count(*) from imports where by_id = ?", advisor.id()))
                .isEqualTo("0");
        assertThat(firm.one("select count(*) from files where uploaded_by = ?", advisor.id()))
                .isEqualTo("0");
    }

    @Test
    void a_fault_far_down_the_file_ends_the_import_before_a_customer_is_made() {
        UUID id = imported(csv("姓名,手机", "好的," + Firm.newPhone(), "\"坏\"的," + Firm.newPhone()));
        assertThat(problemOf(id)).isEqualTo("BAD_TABLE");
        assertThat(firm.one(
                        "select result ->> 'detail' from jobs where kind = 'CUSTOMER_IMPORT' and subject_id = ?", id))
                .isEqualTo("after line 2");
        view(advisor, id).body("state", equalTo("FAILED")).body("failure", equalTo("BAD_TABLE"));
        assertThat(customers()).isZero();
        UUID headerOnly = imported(csv("姓名,手机"));
        assertThat(problemOf(headerOnly)).isEqualTo("EMPTY_TABLE");
    }

    @Test
    void a_large_file_is_uploaded_first_and_taken_once() throws IOException {
        byte[] file = csv("姓名,手机", "大文件," + Firm.newPhone());
        String upload = uploaded(advisor, file);
        assertThat(sent(firm.advisor(), upload)
                        .statusCode(404)
                        .extract()
                        .path("code")
                        .toString())
                .isEqualTo("NOT_FOUND");
        UUID id = accepted(sent(advisor, upload));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("DONE");
        assertThat(customers()).isEqualTo(1);
        sent(advisor, upload).statusCode(409).body("code", equalTo("UPLOAD_TAKEN"));
        Person operations = firm.office(Role.OPERATIONS);
        assertThat(begun(operations, file, "CUSTOMER_IMPORT").status()).isEqualTo(201);
        assertThat(begun(operations, file, "RECORDING").status()).isEqualTo(403);
        assertThat(begun(advisor, file, "OTHER").status()).isEqualTo(400);
        assertThat(begun(firm.office(Role.MARKETING), file, "CUSTOMER_IMPORT").status())
                .isEqualTo(403);
    }

    @Test
    void after_a_week_the_file_is_gone_and_what_nobody_had_applied_of_it() {
        UUID held = accepted(send(advisor, "x.csv", csv("姓名,手机", "等待," + Firm.newPhone()), Map.of("hold", "true")));
        ended("CUSTOMER_IMPORT", held);
        UUID mapping = imported(csv("甲,乙", "等待," + Firm.newPhone()));
        UUID done = imported(csv("姓名,手机", "等待," + Firm.newPhone()));
        firm.execute("update imports set uploaded_at = now() - interval '8 days' where by_id = ?", advisor.id());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "0".equals(firm.one("select count(*) from files where uploaded_by = ?", advisor.id())));
        view(advisor, held).body("state", equalTo("EXPIRED")).body("fileUntil", nullValue());
        view(advisor, done).body("state", equalTo("DONE"));
        advisor.request()
                .get(PATH + "/" + mapping + "/columns")
                .then()
                .statusCode(409)
                .body("code", equalTo("IMPORT_FILE_GONE"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "0".equals(firm.one("select count(*) from import_rows where import_id = ?", held)));
        assertThat(report(advisor, done, "").lines()).hasSize(2);
    }

    private static io.restassured.response.ValidatableResponse sent(Person by, String upload) {
        return by.once()
                .contentType("multipart/form-data")
                .multiPart("uploadId", upload)
                .post(PATH)
                .then();
    }

    private static String uploaded(Person by, byte[] file) throws IOException {
        String path = begun(by, file, "CUSTOMER_IMPORT").header("Location");
        TusClient.of(by).patch(path, 0, file);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static TusClient.Answer begun(Person by, byte[] file, String purpose) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(purpose.getBytes(StandardCharsets.UTF_8));
        return TusClient.of(by)
                .create(Map.of(
                        "Upload-Length", Integer.toString(file.length), "Upload-Metadata", "purpose " + encoded));
    }
}
