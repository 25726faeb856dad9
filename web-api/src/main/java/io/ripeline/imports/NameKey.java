package io.ripeline.imports;

import io.ripeline.record.NormalisedKey;
import java.util.regex.Pattern;

/// What names in files are the same by (ADR 0004): the normalised key without punctuation and signs. Empty for a name
/// of nothing else, which is then never the same as another.
final class NameKey {

    /// The signs that names are written with, for taking them off in SQL; full-width ones fall to these by NFKC.
    static final String SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~·•、。「」『』【】《》〈〉〔〕‘’“”–—―…€£¥©®™°№§";

    private static final Pattern SIGN = Pattern.compile("[\\p{Punct}\\p{IsPunctuation}\\p{S}\\s\\p{Z}\\p{Cf}]+");

    private NameKey() {}

    /// The key of a name.
    static String of(String name) {
        return bare(NormalisedKey.of(name));
    }

    /// A normalised key without punctuation and signs.
    static String bare(String normalised) {
        return SIGN.matcher(normalised).replaceAll("");
    }
}
