package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.testing.Film;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.TusClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pack as a stranger gets it: unzipped and checked by the command that CONTRIBUTING.md documents. */
@OnSharedService
class EvidencePackResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path pack;

    private Sale sale;

    @BeforeEach
    void start(Service service) throws Exception {
        sale = Sale.of(service).ready();
        TusClient tus = TusClient.of(sale.advisor);
        byte[] film = Film.mp4(50_000);
        String path = tus.begin(film.length);
        tus.patch(path, 0, film);
        sale.post(sale.advisor, "recordings", Map.of("uploadId", path.substring(path.lastIndexOf('/') + 1)))
                .statusCode(201);
        sale.post(sale.advisor, "submission", Map.of()).statusCode(200);
        sale.decide(sale.compliance, "APPROVE", "齐全").statusCode(200);
        sale.pay(Sale.NAME, Sale.AMOUNT, "BANK-" + sale.order).statusCode(201);
        sale.firm.execute(
                "update orders set cooling_off_ends_at = now() - interval '1 second' where id = ?", sale.order);
        sale.callBack("CONFIRMED").statusCode(201);
    }

    @Test
    void aStrangerChecksThePackWithBashAlone() throws Exception {
        unzip("");
        assertThat(verify()).as(log()).isZero();
        assertThat(names())
                .contains(
                        "order.json", "product.json", "questionnaires.json", "certifications.json", "disclosures.json")
                .contains(
                        "history.json", "recordings.json", "payment.json", "callbacks.json", "audit.json", "verify.sh")
                .anyMatch(name -> name.startsWith("documents/contract-photo/") && name.endsWith(".jpg"))
                .noneMatch(name -> name.startsWith("recordings/"));
        assertThat(json("history.json").findValuesAsText("to_status"))
                .containsExactly("BOOKED", "SUBMITTED", "APPROVED", "COOLING_OFF", "AWAITING_CALLBACK", "CONFIRMED");
        assertThat(json("payment.json").get(0).path("payer_name").asText()).isEqualTo(Sale.NAME);
        assertThat(json("callbacks.json").get(0).path("answers")).hasSize(8);
        assertThat(json("recordings.json").get(0).path("sha256").asText()).hasSize(64);
        assertThat(json("order.json").has("bank_account_cipher")).isFalse();
        assertThat(sale.firm.one(
                        "select count(*) from audit_log where action = 'EVIDENCE_PACK_MADE' and subject_id = ?",
                        sale.order))
                .isEqualTo("1");
    }

    @Test
    void onRequestTheRecordingsAreInIt() throws Exception {
        unzip("?recordings=true");
        assertThat(verify()).as(log()).isZero();
        assertThat(names()).anyMatch(name -> name.startsWith("recordings/") && name.endsWith(".mp4"));
    }

    @Test
    void aSingleByteChangedAnywhereIsFound() throws Exception {
        unzip("");
        Random random = new Random(11);
        for (String name : names()) {
            Path file = pack.resolve(name);
            byte[] original = Files.readAllBytes(file);
            byte[] changed = original.clone();
            changed[random.nextInt(changed.length)] ^= 1;
            // The script that checks is the one documented, not one that came with the pack.
            Files.write(file, changed);
            assertThat(verify()).as(name).isNotZero();
            Files.write(file, original);
        }
        Files.writeString(pack.resolve("more.json"), "[]");
        assertThat(verify()).isNotZero();
        Files.delete(pack.resolve("more.json"));
        Files.delete(pack.resolve("payment.json"));
        assertThat(verify()).isNotZero();
    }

    /** A link to a file, to a directory and to nothing, and one in the place of a file with the same content. */
    @Test
    void aLinkAddedAnywhereIsNamed() throws Exception {
        unzip("");
        Path elsewhere = Files.createDirectory(pack.resolveSibling(pack.getFileName() + "-elsewhere"));
        for (Path target : List.of(pack.resolve("order.json"), elsewhere, Path.of("/nowhere"))) {
            Path link = Files.createSymbolicLink(pack.resolve("documents/one-more"), target);
            assertThat(verify()).as(target.toString()).isNotZero();
            assertThat(log()).contains("./documents/one-more");
            Files.delete(link);
        }
        Path payment = pack.resolve("payment.json");
        Files.move(payment, elsewhere.resolve("payment.json"));
        Files.createSymbolicLink(payment, elsewhere.resolve("payment.json"));
        assertThat(verify()).isNotZero();
        assertThat(log()).contains("./payment.json");
        Files.delete(payment);
        Files.move(elsewhere.resolve("payment.json"), payment);
        assertThat(verify()).as(log()).isZero();
    }

    @Test
    void onlyComplianceGetsIt() {
        for (var person : List.of(sale.advisor, sale.operations)) {
            person.request().get(url("")).then().statusCode(403);
        }
    }

    private String url(String query) {
        return "/api/v1/orders/" + sale.order + "/evidence-pack" + query;
    }

    private void unzip(String query) throws IOException {
        byte[] zip = sale.compliance
                .request()
                .accept("*/*")
                .get(url(query))
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = pack.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
            }
        }
    }

    /** The exit code of the documented command. */
    private int verify() throws Exception {
        Process check = new ProcessBuilder(
                        "bash",
                        Path.of("src/main/resources/evidence/verify.sh")
                                .toAbsolutePath()
                                .toString(),
                        pack.toString())
                .redirectErrorStream(true)
                .redirectOutput(pack.resolveSibling(pack.getFileName() + ".log").toFile())
                .start();
        assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }

    private String log() throws IOException {
        return Files.readString(pack.resolveSibling(pack.getFileName() + ".log"), StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(pack)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> pack.relativize(file).toString())
                    .toList();
        }
    }

    private JsonNode json(String name) throws IOException {
        return JSON.readTree(Files.readString(pack.resolve(name)));
    }
}
