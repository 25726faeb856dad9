package io.ripeline.impact;

/// A text that can be read until a certain time. A pattern that never comes to an end on it does so then.
///
/// @param end by the clock of {@link System#nanoTime}
record TimedText(String text, int from, int to, long end) implements CharSequence {

    TimedText(String text, long end) {
        this(text, 0, text.length(), end);
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        if (System.nanoTime() > end) {
            throw new Counting.TooLong();
        }
        return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int stop) {
        return new TimedText(text, from + start, from + stop, end);
    }

    @Override
    public String toString() {
        return text.substring(from, to);
    }
}
