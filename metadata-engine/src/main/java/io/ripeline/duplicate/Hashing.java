package io.ripeline.duplicate;

/// Numbers of 64 bits that stand for texts: FNV-1a, well mixed. What they find is compared by itself, so that two texts
/// with the same number do no harm.
final class Hashing {

    static final long BEGIN = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hashing() {}

    /// A number for a text, going on from another one.
    static long of(long from, CharSequence text) {
        long hash = from;
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * PRIME;
        }
        return mix(hash ^ text.length());
    }

    /// The finish of SplitMix64.
    static long mix(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
