package io.wealthcrm.shared.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentWriterTest {
    @TempDir
    Path directory;

    @Test
    void writesThePartOfAFileThatIsAskedFor() throws IOException {
        Path file = Files.writeString(directory.resolve("film"), "0123456789");
        assertThat(written(new FileContent.OnDisk(file, 2, 5))).isEqualTo("23456");
        assertThatThrownBy(() -> written(new FileContent.OnDisk(file, 8, 5))).isInstanceOf(EOFException.class);
    }

    @Test
    void writesWhatArrivesInPieces() throws IOException {
        Multi<ByteBuffer> pieces =
                Multi.createFrom().items("ab", "", "cd").map(text -> ByteBuffer.wrap(text.getBytes(UTF_8)));
        assertThat(written(new FileContent.Streamed(4, pieces))).isEqualTo("abcd");
    }

    private static String written(FileContent content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FileContentWriter().writeTo(content, content.getClass(), null, null, null, null, out);
        return out.toString(UTF_8);
    }
}
