package io.wealthcrm.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;

/** Real photographs, each different. */
public final class Photo {
    private Photo() {}

    /** A JPEG of a page. */
    public static byte[] jpeg() {
        BufferedImage page = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = page.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 600, 800);
        pen.setColor(Color.BLACK);
        for (int line = 0; line < 40; line++) {
            pen.fillRect(40, 40 + line * 18, ThreadLocalRandom.current().nextInt(100, 500), 8);
        }
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(page, "jpeg", bytes)) {
                throw new IllegalStateException("no JPEG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
