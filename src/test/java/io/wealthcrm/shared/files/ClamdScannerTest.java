package io.wealthcrm.shared.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.FakeClamd;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clamd that speaks the real protocol over a real socket. */
class ClamdScannerTest {
    private static final UploadRule CHAT = UploadRule.photo("CHAT");

    @TempDir
    Path data;

    @Test
    void aCleanFileIsLetInAfterItWasSeenWhole() throws Exception {
        byte[] photo = Pictures.withSegments(
                Pictures.jpeg(900, 900),
                Pictures.segment(0xfe, new byte[65_000]),
                Pictures.segment(0xfe, new byte[65_000]));
        try (FakeClamd clamd = FakeClamd.answering(file -> "stream: OK\0")) {
            FileFixture files = scannedBy(clamd.address());
            assertThat(files.upload(photo, "a.jpg", CHAT).mediaType()).isEqualTo("image/jpeg");
            assertThat(clamd.seen()).containsExactly(photo);
        }
    }

    @Test
    void aVirusIsRefused() throws Exception {
        assertThat(refusal("stream: Eicar-Test-Signature FOUND\0")).isEqualTo(FileProblem.VIRUS_FOUND);
    }

    @Test
    void withoutAVerdictNothingIsLetIn() throws Exception {
        assertThat(refusal("INSTREAM size limit exceeded. ERROR\0")).isEqualTo(FileProblem.VIRUS_SCAN_UNAVAILABLE);
        assertThat(refusal("")).isEqualTo(FileProblem.VIRUS_SCAN_UNAVAILABLE);
    }

    @Test
    void withoutClamdNothingIsLetIn() throws Exception {
        int free;
        try (ServerSocket once = new ServerSocket(0)) {
            free = once.getLocalPort();
        }
        assertThat(scannedBy("127.0.0.1:" + free)
                        .refused(Pictures.jpeg(9, 9), "a.jpg", CHAT)
                        .code())
                .isEqualTo(FileProblem.VIRUS_SCAN_UNAVAILABLE);
    }

    private Object refusal(String reply) throws Exception {
        try (FakeClamd clamd = FakeClamd.answering(file -> reply)) {
            Object code = scannedBy(clamd.address())
                    .refused(Pictures.jpeg(9, 9), "a.jpg", CHAT)
                    .code();
            assertThat(clamd.seen()).hasSize(1);
            return code;
        }
    }

    private FileFixture scannedBy(String address) throws IOException {
        return new FileFixture(data, Map.of("wealth.files.clamd", address, "wealth.files.clamd-timeout", "5S"));
    }
}
