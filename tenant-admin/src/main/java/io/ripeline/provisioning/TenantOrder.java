package io.ripeline.provisioning;

import static io.ripeline.provisioning.ProvisioningError.LOCALE_UNSUPPORTED;

import io.ripeline.identity.Email;
import io.ripeline.member.InviteMember;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantSlug;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/// What a new company shall be.
///
/// @param template key of a template
/// @param sampleData whether it begins with the template's sample
public record TenantOrder(
        TenantSlug slug,
        String name,
        String template,
        Locale locale,
        ZoneId timeZone,
        boolean sampleData,
        Email adminEmail,
        String adminName) {

    private static final Set<String> LOCALES = Set.of("zh-CN", "en");

    /// Refuses with `name-invalid`.
    public TenantOrder {
        name = InviteMember.checkName(name);
        adminName = InviteMember.checkName(adminName);
    }

    /// The language with this tag; refuses with `locale-unsupported`.
    public static Locale locale(String tag) {
        if (!LOCALES.contains(tag)) {
            throw LOCALE_UNSUPPORTED.at(
                    "/locale",
                    Text.of("The languages are zh-CN and en, not \"%s\".", "支持的语言为 zh-CN 和 en，不支持“%s”。", tag));
        }
        return Locale.forLanguageTag(tag);
    }
}
