package io.ripeline.duplicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a company's name ends with because of its legal form, which nobody says.
final class LegalForms {

    private static final List<String> CHINESE =
            List.of("股份有限责任公司", "股份有限公司", "有限责任公司", "有限公司", "股份公司", "责任公司", "总公司", "集团公司", "集团", "公司");

    private static final Set<String> LATIN = Set.of(
            "co",
            "company",
            "ltd",
            "limited",
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "llc",
            "llp",
            "lp",
            "plc",
            "gmbh",
            "mbh",
            "ag",
            "kg",
            "ohg",
            "ug",
            "se",
            "sa",
            "sas",
            "sarl",
            "srl",
            "sl",
            "spa",
            "bv",
            "nv",
            "oy",
            "oyj",
            "ab",
            "as",
            "asa",
            "aps",
            "kk",
            "pte",
            "pty",
            "pvt",
            "private",
            "sdn",
            "bhd",
            "group",
            "holding",
            "holdings");

    private LegalForms() {}

    /// The words of a name without those of its legal form; all of them where nothing else would be left.
    static List<String> without(List<String> words) {
        List<String> left = new ArrayList<>(words);
        boolean shortened = true;
        while (shortened && !left.isEmpty()) {
            String last = left.removeLast();
            String rest = shortened(last, left.isEmpty());
            shortened = !rest.equals(last);
            if (!rest.isEmpty()) {
                left.add(rest);
            }
        }
        return left.isEmpty() ? words : left;
    }

    /// The last word without its ending, empty where it is nothing else.
    private static String shortened(String word, boolean only) {
        if (LATIN.contains(word)) {
            return only ? word : "";
        }
        for (String form : CHINESE) {
            if (word.endsWith(form) && !(only && word.length() == form.length())) {
                return word.substring(0, word.length() - form.length());
            }
        }
        return word;
    }
}
