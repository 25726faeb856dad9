package io.ripeline.browser;

/// What people hold in their hands.
enum Device {
    DESKTOP(1440, 900, false),
    PHONE(390, 844, true);

    private final int width;
    private final int height;
    private final boolean touch;

    Device(int width, int height, boolean touch) {
        this.width = width;
        this.height = height;
        this.touch = touch;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean touch() {
        return touch;
    }
}
