package io.wealthcrm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.testing.Photo;
import java.io.ByteArrayOutputStream;

/**
 * A form with a photo of a contract. What each sending has of its own are the first quantisers of the photo's luminance, so that
 * each is another picture, of other contrast: the same one again would be in the store already.
 */
final class PhotoForm {
    static final String TYPE = "multipart/form-data; boundary=bench-form";

    private static final String BEFORE =
            """
            --bench-form
            Content-Disposition: form-data; name="kind"

            CONTRACT_PHOTO
            --bench-form
            Content-Disposition: form-data; name="file"; filename="contract.jpg"
            Content-Type: image/jpeg

            """
                    .replace("\n", "\r\n");

    private static final String AFTER = "\r\n--bench-form--\r\n";

    /** From the marker of a JPEG's first table of quantisers to what is in it: the marker, its length, its number. */
    private static final int TABLE = 5;

    private PhotoForm() {}

    static byte[] bytes() {
        byte[] photo = Photo.jpeg();
        int quantisers = table(photo) + TABLE;
        System.arraycopy(HttpCall.EACH_ITS_OWN, 0, photo, quantisers, HttpCall.EACH_ITS_OWN.length);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(BEFORE.getBytes(UTF_8));
        form.writeBytes(photo);
        form.writeBytes(AFTER.getBytes(UTF_8));
        return form.toByteArray();
    }

    private static int table(byte[] photo) {
        int at = 0;
        while (photo[at] != (byte) 0xff || photo[at + 1] != (byte) 0xdb) {
            at++;
        }
        return at;
    }
}
