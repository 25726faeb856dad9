package io.ripeline.tenancy;

import static io.ripeline.tenancy.TenancyError.SLUG_MALFORMED;

import io.ripeline.refusal.Text;
import java.util.regex.Pattern;

/// A company's short name: part of its host name, unique, never changed. 3 to 32 characters: lower-case letters, digits
/// and single hyphens inside; begins with a letter.
public record TenantSlug(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z](?:-?[a-z0-9]){2,31}");
    private static final int LONGEST = 32;

    /// Refuses with `slug-malformed`.
    public TenantSlug {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw SLUG_MALFORMED.at(
                    "/slug",
                    Text.of(
                            "A slug has 3 to 32 lower-case letters, digits or single hyphens and begins with a letter.",
                            "公司短名须为 3 到 32 个小写字母、数字或单个连字符，并以字母开头。"));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
