package io.wealthcrm.shared.files;

/**
 * One file of a ZIP.
 *
 * @param name with {@code /} between directories
 * @param bytes a small content made for the purpose, or null
 * @param sha256 a stored content, or null
 */
public record Zipped(String name, byte[] bytes, String sha256) {
    public static Zipped of(String name, byte[] bytes) {
        return new Zipped(name, bytes, null);
    }

    public static Zipped stored(String name, String sha256) {
        return new Zipped(name, null, sha256);
    }
}
