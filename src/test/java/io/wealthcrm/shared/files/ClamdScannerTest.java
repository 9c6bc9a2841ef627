package io.wealthcrm.shared.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clamd that speaks the real protocol over a real socket, for one file. */
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
        try (ServerSocket clamd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> seen = answer(clamd, "stream: OK\0");
            FileFixture files = scannedBy(clamd.getLocalPort());
            assertThat(files.upload(photo, "a.jpg", CHAT).mediaType()).isEqualTo("image/jpeg");
            assertThat(seen.get()).isEqualTo(photo);
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
        assertThat(scannedBy(free).refused(Pictures.jpeg(9, 9), "a.jpg", CHAT).code())
                .isEqualTo(FileProblem.VIRUS_SCAN_UNAVAILABLE);
    }

    private Object refusal(String reply) throws Exception {
        try (ServerSocket clamd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> seen = answer(clamd, reply);
            Object code = scannedBy(clamd.getLocalPort())
                    .refused(Pictures.jpeg(9, 9), "a.jpg", CHAT)
                    .code();
            assertThat(seen.get()).isNotEmpty();
            return code;
        }
    }

    private FileFixture scannedBy(int port) throws IOException {
        return new FileFixture(
                data, Map.of("wealth.files.clamd", "127.0.0.1:" + port, "wealth.files.clamd-timeout", "5S"));
    }

    private static CompletableFuture<byte[]> answer(ServerSocket clamd, String reply) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = clamd.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
                assertThat(command).isEqualTo("zINSTREAM\0");
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    file.write(in.readNBytes(length));
                }
                client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                return file.toByteArray();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
