package io.wealthcrm.shared.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names under which files are shown and saved. */
final class FileNames {
    private static final int LONGEST = 120;
    private static final Map<String, List<String>> ENDINGS = Map.of(
            MediaTypes.JPEG, List.of(".jpg", ".jpeg"),
            MediaTypes.PNG, List.of(".png"),
            MediaTypes.PDF, List.of(".pdf"),
            MediaTypes.MP4, List.of(".mp4", ".m4v"),
            MediaTypes.MOV, List.of(".mov", ".qt"),
            MediaTypes.WEBM, List.of(".webm"),
            MediaTypes.CSV, List.of(".csv", ".txt"),
            MediaTypes.XLSX, List.of(".xlsx"));

    private FileNames() {}

    /**
     * A name that is safe to show and to save under: no path, no control or direction-changing character, at most 120
     * characters, and with the ending of its real type, so that {@code report.pdf.exe} cannot come out as it went in.
     */
    static String safe(String given, String mediaType) {
        String name =
                given == null ? "" : given.substring(1 + Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')));
        name = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}<>:\"|?*]", "").strip();
        List<String> endings = ENDINGS.getOrDefault(mediaType, List.of(".bin"));
        String lower = name.toLowerCase(Locale.ROOT);
        String ending = endings.stream().filter(lower::endsWith).findFirst().orElse("");
        String stem = name.substring(0, name.length() - ending.length()).replaceAll("^\\.+", "");
        if (stem.codePointCount(0, stem.length()) > LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(0, LONGEST));
        }
        return (stem.isBlank() ? "file" : stem) + (ending.isEmpty() ? endings.get(0) : ending);
    }

    /** The Content-Disposition header with the name in both forms of RFC 6266 (RFC 5987 for what is not ASCII). */
    static String disposition(boolean inline, String name) {
        String ascii = name.replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"\\\\%]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return (inline ? "inline" : "attachment") + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
