package io.ripeline.duplicate;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// An e-mail address as it is compared: without case, and without a tag after `+` where the provider delivers all of
/// them to the same person.
final class MailAddress {

    private static final String GMAIL = "gmail.com";
    private static final Set<String> GOOGLE = Set.of(GMAIL, "googlemail.com");
    private static final Set<String> TAGGING = Set.of(
            GMAIL,
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "fastmail.com",
            "proton.me",
            "protonmail.com",
            "pm.me",
            "zoho.com");

    private MailAddress() {}

    static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        String bare = folded.startsWith("mailto:") ? folded.substring("mailto:".length()) : folded;
        int at = bare.lastIndexOf('@');
        return at < 1 ? bare : address(bare.substring(0, at), domain(bare.substring(at + 1)));
    }

    private static String address(String local, String domain) {
        int tag = local.indexOf('+');
        String person = tag > 0 && TAGGING.contains(domain) ? local.substring(0, tag) : local;
        return (domain.equals(GMAIL) ? person.replace(".", "") : person) + "@" + domain;
    }

    private static String domain(String written) {
        String ascii;
        try {
            ascii = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException impossible) {
            ascii = written;
        }
        String domain = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        return GOOGLE.contains(domain) ? GMAIL : domain;
    }
}
