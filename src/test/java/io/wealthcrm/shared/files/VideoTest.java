package io.wealthcrm.shared.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.testing.Film;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a film by its structure. */
class VideoTest {
    @TempDir
    Path directory;

    @Test
    void filmsAreKnownByTheirStructure() throws IOException {
        assertThat(inspect(Film.mp4(1000)).mediaType()).isEqualTo("video/mp4");
        assertThat(inspect(Film.mov(1000)).mediaType()).isEqualTo("video/quicktime");
        assertThat(inspect(Film.webm(1000)).mediaType()).isEqualTo("video/webm");
        byte[] film = Film.mp4(10);
        int brand = 16;
        assertThat(inspect(Arrays.copyOfRange(film, brand, film.length)).mediaType())
                .as("a QuickTime film without ftyp")
                .isEqualTo("video/quicktime");
    }

    @Test
    void aFilmCutAnywhereIsDamaged() throws IOException {
        byte[] film = Film.mp4(300);
        for (int length = 17; length < film.length; length++) {
            assertThat(refusal(Arrays.copyOf(film, length)))
                    .as("cut at " + length)
                    .isNotNull();
        }
        assertThat(refusal(Film.join(film, new byte[] {1}))).isEqualTo(FileProblem.FILE_CORRUPT);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        assertThat(refusal(Film.matroska("matroska", 10))).isEqualTo(FileProblem.FILE_TYPE_REFUSED);
        assertThat(refusal("%PDF-1.7 and so on".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(FileProblem.FILE_TYPE_REFUSED);
        assertThat(refusal(new byte[] {1})).isEqualTo(FileProblem.FILE_TYPE_REFUSED);
        assertThat(refusal(Film.join(Film.box("ftyp", "heic\0\0\0\0".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo(FileProblem.FILE_TYPE_REFUSED);
        byte[] movieWithoutTrack = Film.box("moov", Film.box("mvhd", new byte[100]));
        assertThat(refusal(Film.join(movieWithoutTrack, Film.box("mdat", new byte[9]))))
                .isEqualTo(FileProblem.FILE_CORRUPT);
    }

    /** No input makes it fail otherwise or never end. */
    @Test
    void noiseInAFilmIsAcceptedOrRefused() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 5000; round++) {
            byte[] film = round % 2 == 0 ? Film.mp4(20) : Film.webm(20);
            for (int i = 0; i < 3; i++) {
                film[random.nextInt(film.length)] = (byte) random.nextInt();
            }
            FileProblem refusal = refusal(film);
            assertThat(refusal == null || refusal.status() == 415 || refusal.status() == 422)
                    .isTrue();
        }
    }

    private Video inspect(byte[] content) throws IOException {
        return Video.inspect(Files.write(directory.resolve("film"), content));
    }

    /** Null for a film. */
    private FileProblem refusal(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("film"), content);
        Problem problem = catchThrowableOfType(Problem.class, () -> Video.inspect(file));
        return problem == null ? null : (FileProblem) problem.code();
    }
}
