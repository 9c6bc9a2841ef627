package io.wealthcrm.order;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The list of a pack's files as a chain. It begins with the SHA-256 of the manifest's own head; each link is the SHA-256 of
 * {@code "<last link> <name> <size> <sha256>\n"}. JSON with one file to a line, so that {@code verify.sh} needs no parser.
 */
final class EvidenceManifest {
    private EvidenceManifest() {}

    static String of(UUID order, Instant madeAt, UUID madeBy, List<EvidenceFile> files) {
        String head = "{\n\"format\":\"wealth-crm evidence pack 1\",\n\"order\":\"" + order + "\",\n\"madeAt\":\""
                + madeAt + "\",\n\"madeBy\":\"" + madeBy + "\",\n\"entries\":[\n";
        StringBuilder json = new StringBuilder(head);
        String link = sha256(head);
        for (EvidenceFile file : files) {
            link = sha256(link + " " + file.name() + " " + file.size() + " " + file.sha256() + "\n");
            json.append("{\"name\":\"%s\",\"size\":%d,\"sha256\":\"%s\",\"chain\":\"%s\"},\n"
                    .formatted(file.name(), file.size(), file.sha256(), link));
        }
        json.setLength(json.length() - 2);
        return json.append("\n],\n\"head\":\"").append(link).append("\"\n}\n").toString();
    }

    private static String sha256(String text) {
        return EvidenceFile.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
