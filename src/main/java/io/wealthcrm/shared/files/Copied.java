package io.wealthcrm.shared.files;

/**
 * What a cleaning copy learned of a file.
 *
 * @param width pixels as stored, null unless an image
 * @param height pixels as stored, null unless an image
 * @param orientation EXIF orientation 1 to 8; 1 where there is none
 * @param pages null unless known
 */
record Copied(Integer width, Integer height, int orientation, Integer pages) {
    static Copied image(int width, int height, int orientation) {
        return new Copied(width, height, orientation, null);
    }

    static Copied document(Integer pages) {
        return new Copied(null, null, 1, pages);
    }

    /** Orientations 5 to 8 lie on their side. */
    private boolean turned() {
        return orientation >= 5;
    }

    Integer shownWidth() {
        return turned() ? height : width;
    }

    Integer shownHeight() {
        return turned() ? width : height;
    }
}
