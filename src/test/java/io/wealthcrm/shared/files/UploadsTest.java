package io.wealthcrm.shared.files;

import static io.wealthcrm.shared.files.Pictures.ascii;
import static io.wealthcrm.shared.files.Pictures.chunk;
import static io.wealthcrm.shared.files.Pictures.concat;
import static io.wealthcrm.shared.files.Pictures.segment;
import static io.wealthcrm.shared.files.Pictures.slice;
import static io.wealthcrm.shared.files.Pictures.withChunk;
import static io.wealthcrm.shared.files.Pictures.withSegments;
import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in, what is refused, and what is left of it. */
class UploadsTest {
    private static final UploadRule PHOTO = UploadRule.photo("CONTRACT_PHOTO");
    private static final UploadRule DOCUMENT = UploadRule.document("RISK_DISCLOSURE");
    private static final UploadRule CHAT = UploadRule.document("CHAT").withThumbnail();

    @TempDir
    Path data;

    private FileFixture files;

    @BeforeEach
    void start() throws IOException {
        files = new FileFixture(data, Map.of("wealth.files.max-sizes.chat", "100K", "wealth.files.max-size", "1M"));
    }

    @Test
    void aPhotoKeepsItsPixelsAndItsOrientationAndLosesItsPlace() throws Exception {
        byte[] plain = Pictures.jpeg(200, 100);
        byte[] xmp = segment(0xe1, ascii("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"));
        byte[] photo = withSegments(plain, Pictures.exifWithGps(6), xmp, segment(0xfe, ascii("taken at home")));
        assertThat(metadata(photo).getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation())
                .isNotNull();

        StoredFile file = files.upload(photo, "合同.jpg", PHOTO);

        byte[] stored = files.stored(file.sha256());
        Metadata metadata = metadata(stored);
        assertThat(metadata.getFirstDirectoryOfType(GpsDirectory.class)).isNull();
        assertThat(metadata.getFirstDirectoryOfType(XmpDirectory.class)).isNull();
        assertThat(text(stored)).doesNotContain("taken at home");
        Directory ifd0 = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        assertThat(ifd0.getTagCount()).isEqualTo(1);
        assertThat(ifd0.getInt(ExifDirectoryBase.TAG_ORIENTATION)).isEqualTo(6);
        assertThat(pixels(stored)).isEqualTo(pixels(plain));
        assertThat(file)
                .usingRecursiveComparison()
                .ignoringFields("id", "sha256")
                .isEqualTo(new StoredFile(null, null, stored.length, "image/jpeg", "合同.jpg", 100, 200, null, null));
        assertThat(files.filesLeft()).isEqualTo(1);
    }

    @Test
    void theSameContentIsStoredOnce() throws Exception {
        StoredFile one = files.upload(Pictures.jpeg(50, 50), "a.jpg", PHOTO);
        StoredFile two = files.upload(withSegments(Pictures.jpeg(50, 50), Pictures.exifWithGps(1)), "b.jpg", PHOTO);
        assertThat(two.sha256()).isEqualTo(one.sha256());
        assertThat(two.id()).isNotEqualTo(one.id());
        assertThat(files.filesLeft()).isEqualTo(1);
    }

    @Test
    void progressivePhotosAreAccepted() throws Exception {
        byte[] photo = Pictures.jpeg(640, 480, true);
        StoredFile file = files.upload(photo, "p.jpg", PHOTO);
        assertThat(pixels(files.stored(file.sha256()))).isEqualTo(pixels(photo));
    }

    @Test
    void whatFollowsThePictureIsCutOff() throws Exception {
        byte[] page = ascii("<html><script>alert(1)</script></html>");
        for (byte[] image : new byte[][] {Pictures.jpeg(40, 40), Pictures.png(40, 40)}) {
            StoredFile file = files.upload(concat(image, page), "x", PHOTO);
            assertThat(text(files.stored(file.sha256()))).doesNotContain("script");
        }
    }

    @Test
    void aPageHiddenInPrivateSegmentsIsCutOut() throws Exception {
        byte[] page = ascii("<html><script>alert(1)</script></html>");
        byte[] photo =
                withSegments(Pictures.jpeg(40, 40), segment(0xe5, page), segment(0xe2, page), segment(0xed, page));
        StoredFile file = files.upload(photo, "x.html", PHOTO);
        assertThat(text(files.stored(file.sha256()))).doesNotContain("script");
        assertThat(file.name()).isEqualTo("x.html.jpg");
    }

    @Test
    void aPngLosesItsTextsAndKeepsItsPixels() throws Exception {
        byte[] plain = Pictures.png(60, 30);
        byte[] exif = slice(Pictures.exifWithGps(1), 10, Pictures.exifWithGps(1).length);
        byte[] png = withChunk(withChunk(plain, "tEXt", ascii("Location\0Shanghai")), "eXIf", exif);
        assertThat(metadata(png).containsDirectoryOfType(GpsDirectory.class)).isTrue();

        StoredFile file = files.upload(png, "p.PNG", PHOTO);

        byte[] stored = files.stored(file.sha256());
        assertThat(metadata(stored).containsDirectoryOfType(GpsDirectory.class)).isFalse();
        assertThat(text(stored)).doesNotContain("Shanghai");
        assertThat(pixels(stored)).isEqualTo(pixels(plain));
        assertThat(file.name()).isEqualTo("p.png");
        assertThat(file.width()).isEqualTo(60);
    }

    @Test
    void aPixelBombIsRefusedByItsHeader() throws Exception {
        assertThat(files.refused(Pictures.pngBomb(30_000, 30_000), "b.png", PHOTO)
                        .code())
                .isEqualTo(FileProblem.IMAGE_TOO_MANY_PIXELS);
        byte[] jpeg = Pictures.jpeg(16, 16);
        int frame = text(jpeg).indexOf("\u00ff\u00c0");
        jpeg[frame + 5] = jpeg[frame + 7] = (byte) 0xf0;
        assertThat(files.refused(jpeg, "b.jpg", PHOTO).code()).isEqualTo(FileProblem.IMAGE_TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30, 300, 700})
    void aTruncatedPhotoIsCorrupt(int kept) throws Exception {
        byte[] jpeg = Pictures.jpeg(200, 100);
        assertThat(files.refused(slice(jpeg, 0, Math.min(kept, jpeg.length - 1)), "t.jpg", PHOTO)
                        .code())
                .isEqualTo(FileProblem.FILE_CORRUPT);
    }

    @Test
    void aPngThatInflatesToTooLittleIsCorrupt() throws Exception {
        assertThat(files.refused(Pictures.pngBomb(300, 300), "t.png", PHOTO).code())
                .isEqualTo(FileProblem.FILE_CORRUPT);
    }

    @Test
    void aPngWithABrokenChecksumIsCorrupt() throws Exception {
        byte[] png = Pictures.png(60, 30);
        png[60] ^= 1;
        assertThat(files.refused(png, "t.png", PHOTO).code()).isEqualTo(FileProblem.FILE_CORRUPT);
    }

    @ParameterizedTest
    @CsvSource({
        "hello, FILE_TYPE_REFUSED",
        "<html><body>hi</body></html>, FILE_TYPE_REFUSED",
        "GIF89a, FILE_TYPE_REFUSED",
        "PK\u0003\u0004, FILE_TYPE_REFUSED",
        "%PDF-1.4 no end, FILE_TYPE_REFUSED",
        "'', FILE_TYPE_REFUSED"
    })
    void otherTypesAreRefusedWhateverTheirName(String content, FileProblem problem) throws Exception {
        assertThat(files.refused(ascii(content), "photo.jpg", PHOTO).code()).isEqualTo(problem);
    }

    @Test
    void aDocumentIsKeptByteForByteAndItsPagesAreCounted() throws Exception {
        byte[] pdf = Pictures.pdf(3000);
        StoredFile file = files.upload(pdf, "../../风险揭示书.pdf", DOCUMENT);
        assertThat(files.stored(file.sha256())).isEqualTo(pdf);
        assertThat(file.pages()).isEqualTo(3000);
        assertThat(file.name()).isEqualTo("风险揭示书.pdf");
    }

    @Test
    void aDocumentThatBreaksOffIsCorrupt() throws Exception {
        byte[] pdf = Pictures.pdf(3);
        assertThat(files.refused(slice(pdf, 0, pdf.length - 20), "d.pdf", DOCUMENT)
                        .code())
                .isEqualTo(FileProblem.FILE_CORRUPT);
    }

    @Test
    void theLimitIsThePurposesOwn() throws Exception {
        byte[] big =
                withSegments(Pictures.jpeg(40, 40), segment(0xfe, new byte[60_000]), segment(0xfe, new byte[60_000]));
        assertThat(files.refused(big, "b.jpg", CHAT).context()).containsEntry("max", 102_400L);
        assertThat(files.upload(big, "b.jpg", PHOTO).size()).isLessThan(2000);
    }

    @Test
    void aChatPictureGetsAnUprightThumbnail() throws Exception {
        byte[] photo = withSegments(Pictures.jpeg(1000, 400), Pictures.exifWithGps(6));
        StoredFile file = files.upload(photo, "c.jpg", CHAT);
        byte[] stored = files.stored(file.thumbnail());
        BufferedImage small = Pictures.read(stored);
        assertThat(new int[] {small.getWidth(), small.getHeight()}).containsExactly(128, 320);
        // Turned to the right, the left half comes to lie on top.
        assertThat(small.getRGB(64, 40) >> 16 & 0xff).isGreaterThan(200);
        assertThat(small.getRGB(64, 280) & 0xff).isGreaterThan(200);
        assertThat(metadata(stored).containsDirectoryOfType(ExifIFD0Directory.class))
                .isFalse();
        assertThat(files.filesLeft()).isEqualTo(2);
    }

    @Test
    void aThumbnailIsMadeOfAStoredImageLater() throws Exception {
        StoredFile file = files.upload(Pictures.png(300, 600), "c.png", PHOTO);
        String sha256 = FileFixture.await(files.uploads.thumbnail(file.sha256(), 100));
        BufferedImage small = Pictures.read(files.stored(sha256));
        assertThat(new int[] {small.getWidth(), small.getHeight()}).containsExactly(50, 100);
        assertThat(files.filesLeft()).isEqualTo(2);
    }

    /** Whatever bytes come, the answer is a stored file or a problem, never another exception. */
    @Test
    void damagedFilesAreJudgedNotFallenOver() throws Exception {
        Random random = new Random(20260701);
        byte[][] seeds = {
            withSegments(Pictures.jpeg(64, 64, true), Pictures.exifWithGps(5)), Pictures.png(64, 64), Pictures.pdf(4)
        };
        for (int round = 0; round < 300; round++) {
            byte[] bytes = seeds[round % seeds.length].clone();
            for (int flip = 0; flip < 4; flip++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(files.upload(bytes, "f", DOCUMENT).sha256()).hasSize(64);
            } catch (io.wealthcrm.shared.Problem refused) {
                assertThat(refused.code()).isInstanceOf(FileProblem.class);
            }
        }
    }

    @Test
    void unknownCriticalChunksAreCorrupt() throws Exception {
        byte[] png = concat(slice(Pictures.png(4, 4), 0, 33), chunk("ABCD", new byte[3]));
        assertThat(files.refused(png, "t.png", PHOTO).code()).isEqualTo(FileProblem.FILE_CORRUPT);
    }

    private static Metadata metadata(byte[] image) throws Exception {
        return ImageMetadataReader.readMetadata(new ByteArrayInputStream(image));
    }

    private static int[] pixels(byte[] image) throws IOException {
        BufferedImage read = Pictures.read(image);
        return read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
