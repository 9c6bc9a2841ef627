package io.wealthcrm.shared.files;

import java.io.IOException;
import java.nio.file.Path;

/** Looks for viruses in a file as it was uploaded; in none where no scanner is configured. Blocking: called by workers only. */
public interface VirusScanner {
    /**
     * Returns when the file is clean.
     *
     * @throws io.wealthcrm.shared.Problem {@code VIRUS_FOUND}, or {@code VIRUS_SCAN_UNAVAILABLE} when no verdict was had:
     *     a file that was not scanned is not let in
     * @throws IOException when the file cannot be read
     */
    void scan(Path file) throws IOException;
}
