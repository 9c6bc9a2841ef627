package io.wealthcrm.shared.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource({
        "photo.jpg, photo.jpg",
        "photo.JPEG, photo.jpeg",
        "photo, photo.jpg",
        "report.pdf.exe, report.pdf.exe.jpg",
        "C:\\temp\\合同 1.jpg, 合同 1.jpg",
        "../../etc/passwd, passwd.jpg",
        ".jpg, file.jpg",
        "'', file.jpg",
        "a\u202Egpj.exe, agpj.exe.jpg"
    })
    void namesAreSafeAndEndAsTheirTypeWants(String given, String safe) {
        assertThat(FileNames.safe(given, "image/jpeg")).isEqualTo(safe);
    }

    @Test
    void namesAreBounded() {
        assertThat(FileNames.safe("合".repeat(5000), "application/pdf")).isEqualTo("合".repeat(120) + ".pdf");
        assertThat(FileNames.safe(null, "image/png")).isEqualTo("file.png");
        assertThat(FileNames.safe("a\r\nSet-Cookie: x.png", "image/png")).isEqualTo("aSet-Cookie x.png");
    }

    @Test
    void theHeaderCarriesTheNameInBothForms() {
        assertThat(FileNames.disposition(true, "合同 \"1\".jpg"))
                .isEqualTo("inline; filename=\"__ _1_.jpg\"; filename*=UTF-8''%E5%90%88%E5%90%8C%20%221%22.jpg");
    }
}
