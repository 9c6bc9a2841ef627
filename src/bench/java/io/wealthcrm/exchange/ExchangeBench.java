package io.wealthcrm.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.bench.Report;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.TusClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many customers in from CSV and from a workbook whose texts are all shared, out again as both, and taken back: over HTTP, with
 * 256 MB of heap. How much of it was in use at most, before and after a collection, is read from the collector's log.
 */
class ExchangeBench {
    private static final int ROWS = Integer.getInteger("bench.rows", 1_000_000);
    private static final Path GC_LOG =
            Path.of("target", "bench", "exchange-gc.log").toAbsolutePath();
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");
    private static final String IMPORTS = "/api/v1/customers/imports";
    private static final String EXPORTS = "/api/v1/customers/exports";
    private static final List<String> OCCUPATIONS = List.of("企业主", "医生", "教师", "工程师", "退休", "职员");
    private static final List<String> CITIES = List.of("上海", "北京", "深圳", "杭州", "成都");
    private static final String HAN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰若溪梓涵宇轩浩然诗";
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";

    private final Report report = new Report(
            "exchange", "what", "rows", "seconds", "rows a second", "heap at most", "heap after collections at most");

    private Service service;
    private Firm firm;
    private Person operations;
    private long logRead;

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void goesInAndOut() throws IOException {
        Files.createDirectories(GC_LOG.getParent());
        Files.deleteIfExists(GC_LOG);
        try (Service running = Service.named("bench-exchange")
                .withoutDemo()
                .asDeployed()
                .with("wealth.identity.access-token-life", "PT3H")
                .withEnvironment("JAVA_TOOL_OPTIONS", "-Xmx256m -Xlog:gc:file=" + GC_LOG)
                .start()) {
            service = running;
            firm = Firm.on(service);
            operations = firm.office(Role.OPERATIONS);
            firm.execute("update users set permissions = '{CUSTOMER_EXPORT}' where id = ?", operations.id());
            UUID csv = imported("CSV in", csv());
            imported("XLSX in", workbook());
            exported("CSV out");
            exported("XLSX out");
            measure(
                    "CSV taken back",
                    ROWS,
                    () -> job(operations
                            .once()
                            .post(IMPORTS + "/" + csv + "/reversal")
                            .path("id")));
            assertThat(count()).isEqualTo(ROWS);
        }
    }

    @CanIgnoreReturnValue
    private UUID imported(String what, byte[] file) throws IOException {
        Person advisor = firm.advisor();
        long before = count();
        String upload = uploaded(file);
        UUID id = measure(
                what,
                ROWS,
                () -> job(operations
                        .once()
                        .contentType("multipart/form-data")
                        .multiPart("uploadId", upload)
                        .multiPart("advisorId", advisor.id().toString())
                        .post(IMPORTS)
                        .path("id")));
        assertThat(count() - before).isEqualTo(ROWS);
        return id;
    }

    private void exported(String what) {
        String format = what.substring(0, what.indexOf(' '));
        UUID id = measure(
                what,
                2 * ROWS,
                () -> job(operations
                        .once()
                        .body(Map.of(
                                "format",
                                format,
                                "columns",
                                List.of("NAME", "PHONE", "CITY", "TIER"),
                                "reason",
                                "bench"))
                        .post(EXPORTS)
                        .path("id")));
        measure(what + ", fetched", 2 * ROWS, () -> fetched(id));
    }

    private UUID fetched(UUID export) {
        long size = 0;
        try (InputStream file = operations
                .request()
                .accept("*/*")
                .get(EXPORTS + "/" + export + "/file")
                .asInputStream()) {
            byte[] piece = new byte[1 << 16];
            for (int read = file.read(piece); read >= 0; read = file.read(piece)) {
                size += read;
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        assertThat(size).isGreaterThan(ROWS);
        return export;
    }

    private String uploaded(byte[] file) throws IOException {
        TusClient tus = TusClient.of(operations);
        String purpose = Base64.getEncoder().encodeToString("CUSTOMER_IMPORT".getBytes(UTF_8));
        String path = tus.create(
                        Map.of("Upload-Length", Integer.toString(file.length), "Upload-Metadata", "purpose " + purpose))
                .header("Location");
        assertThat(tus.patch(path, 0, file).status()).isEqualTo(204);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Waits for the job; answers its subject. */
    private UUID job(String job) {
        await().atMost(Duration.ofHours(1))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> firm.one("select status from jobs where id = cast(? as uuid)", job),
                        status -> !List.of("QUEUED", "RUNNING").contains(status));
        assertThat(firm.one("select status from jobs where id = cast(? as uuid)", job))
                .isEqualTo("DONE");
        return UUID.fromString(firm.one("select subject_id from jobs where id = cast(? as uuid)", job));
    }

    private long count() {
        return Long.parseLong(firm.one("select count(*) from customers"));
    }

    @CanIgnoreReturnValue
    private UUID measure(String what, long rows, Supplier<UUID> work) {
        long began = System.nanoTime();
        UUID done = work.get();
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
        long[] heap = heap();
        report.add(
                what,
                String.format(Locale.ROOT, "%,d", rows),
                String.format(Locale.ROOT, "%.1f", seconds),
                String.format(Locale.ROOT, "%,.0f", rows / seconds),
                heap[0] + " MB",
                heap[1] + " MB");
        return done;
    }

    /** In megabytes before and after a collection, at most since the last measurement. */
    private long[] heap() {
        long[] most = new long[2];
        try {
            String log = Files.readString(GC_LOG);
            Matcher found = COLLECTION.matcher(log.substring((int) logRead));
            while (found.find()) {
                most[0] = Math.max(most[0], Long.parseLong(found.group(1)));
                most[1] = Math.max(most[1], Long.parseLong(found.group(2)));
            }
            logRead = log.length();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return most;
    }

    private static String[] person(int number, int base) {
        int n = number * 7919;
        String name = "" + SURNAMES.charAt(Math.floorMod(n, SURNAMES.length()))
                + HAN.charAt(Math.floorMod(n / 20, HAN.length()))
                + HAN.charAt(Math.floorMod(n / 600, HAN.length()));
        return new String[] {
            name,
            Long.toString(13_000_000_000L + base * 10_000_000L + number),
            number % 2 == 0 ? "男" : "女",
            1950 + number % 50 + "-0" + (1 + number % 9) + "-1" + number % 10,
            OCCUPATIONS.get(number % OCCUPATIONS.size()),
            CITIES.get(number % CITIES.size()),
            "300-600万"
        };
    }

    private static byte[] csv() {
        StringBuilder text = new StringBuilder("姓名,手机,性别,生日,职业,城市,资产规模\r\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(String.join(",", person(i, 1))).append("\r\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Each text is a shared one of its own, as the worst of spreadsheets would have it. */
    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            Map<String, byte[]> parts = Workbooks.parts("", "");
            for (String part : List.of("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")) {
                zip.putNextEntry(new ZipEntry(part));
                zip.write(parts.get(part));
            }
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write("<sst>".getBytes(UTF_8));
            for (int i = -1; i < ROWS; i++) {
                for (String text : texts(i)) {
                    zip.write(("<si><t>" + text + "</t></si>").getBytes(UTF_8));
                }
            }
            zip.write("</sst>".getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet2.xml"));
            zip.write("<worksheet><sheetData>".getBytes(UTF_8));
            for (int i = 0; i <= ROWS; i++) {
                StringBuilder row = new StringBuilder("<row r=\"" + (i + 1) + "\">");
                for (int column = 0; column < 7; column++) {
                    row.append("<c t=\"s\"><v>").append(7 * i + column).append("</v></c>");
                }
                zip.write(row.append("</row>").toString().getBytes(UTF_8));
            }
            zip.write("</sheetData></worksheet>".getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static String[] texts(int row) {
        return row < 0 ? new String[] {"姓名", "手机", "性别", "生日", "职业", "城市", "资产规模"} : person(row, 2);
    }
}
