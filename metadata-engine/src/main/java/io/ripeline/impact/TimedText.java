package io.ripeline.impact;

/// A text that can be read until a certain time. A pattern that never comes to an end on it does so then.
record TimedText(String text, int from, int to, Counting.Deadline deadline) implements CharSequence {

    TimedText(String text, Counting.Deadline deadline) {
        this(text, 0, text.length(), deadline);
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        deadline.check();
        return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int stop) {
        return new TimedText(text, from + start, from + stop, deadline);
    }

    @Override
    public String toString() {
        return text.substring(from, to);
    }
}
