package io.ripeline.application;

import io.ripeline.identity.Email;
import io.ripeline.identity.TimeZones;
import io.ripeline.member.Passwords;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.provisioning.TenantOrder;
import io.ripeline.template.Sample.SampleMember;
import io.ripeline.template.Template;
import io.ripeline.template.Templates;
import io.ripeline.tenancy.TenantSlug;
import io.ripeline.tenancy.Tenants;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Fills an empty installation with one company per template, so that whoever starts Ripeline for the first time can
/// look
/// around, and tells who may sign in.
@Component
@ConditionalOnBooleanProperty(name = "ripeline.sample", matchIfMissing = false)
class SampleCompanies implements ApplicationRunner {

    /// Known to everybody: these companies hold invented people only.
    private static final String PASSWORD = "ripeline";

    private final Templates templates;
    private final Tenants tenants;
    private final ProvisionTenant provisionTenant;
    private final Passwords passwords;
    private final Welcome welcome;

    SampleCompanies(
            Templates templates,
            Tenants tenants,
            ProvisionTenant provisionTenant,
            Passwords passwords,
            Welcome welcome) {
        this.templates = templates;
        this.tenants = tenants;
        this.provisionTenant = provisionTenant;
        this.passwords = passwords;
        this.welcome = welcome;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<Welcome.Login> logins = new ArrayList<>();
        boolean chinese = true;
        for (Template template : templates.all()) {
            String slug = "sample-" + template.key();
            if (template.sample().isPresent()) {
                List<Welcome.Login> people = people(template, slug);
                if (tenants.find(slug).isEmpty()) {
                    provision(template, slug, people, chinese ? "zh-CN" : "en");
                }
                logins.addAll(people);
            }
            chinese = !chinese;
        }
        welcome.show(logins, PASSWORD);
    }

    private static List<Welcome.Login> people(Template template, String slug) {
        List<Welcome.Login> people = new ArrayList<>();
        String company = template.label().text().en();
        people.add(new Welcome.Login(company, "admin@" + slug + ".example", "admin"));
        List<SampleMember> members = template.sample().orElseThrow().members();
        members.forEach(member ->
                people.add(new Welcome.Login(company, member.email().replace("{slug}", slug), member.role())));
        return people;
    }

    private void provision(Template template, String slug, List<Welcome.Login> people, String locale) {
        people.forEach(person -> passwords.give(new Email(person.email()), PASSWORD));
        boolean chinese = locale.equals("zh-CN");
        provisionTenant.provision(new TenantOrder(
                new TenantSlug(slug),
                template.label().text().in(java.util.Locale.forLanguageTag(locale)) + (chinese ? "示例公司" : " sample"),
                template.key(),
                TenantOrder.locale(locale),
                TimeZones.named(chinese ? "Asia/Shanghai" : "Europe/London"),
                true,
                new Email(people.getFirst().email()),
                chinese ? "示例管理员" : "Sample admin"));
    }
}
