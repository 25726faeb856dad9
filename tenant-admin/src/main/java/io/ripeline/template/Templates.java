package io.ripeline.template;

import static io.ripeline.template.TemplateError.UNKNOWN_TEMPLATE;

import io.ripeline.definition.Definition;
import io.ripeline.definition.Label;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// All templates, read from the class path once.
@Component
public class Templates {

    private record About(String key, Label label, Label description, int order) {}

    private final Map<String, Template> templates = new LinkedHashMap<>();

    Templates() {
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:templates/*/template.json");
            Stream.of(found)
                    .map(Templates::read)
                    .sorted(Comparator.comparingInt(Template::order))
                    .forEach(template -> templates.put(template.key(), template));
        } catch (IOException missing) {
            throw new UncheckedIOException("The templates cannot be read", missing);
        }
    }

    /// Every template, in the order they are offered.
    public Collection<Template> all() {
        return List.copyOf(templates.values());
    }

    /// The template with this key; refuses with `unknown-template`.
    public Template get(String key) {
        Template template = templates.get(key);
        if (template == null) {
            throw UNKNOWN_TEMPLATE.at(
                    "/template",
                    Text.of(
                            "There is no template \"%s\"; known: %s.",
                            "没有模板“%s”，可用：%s。", key, String.join(", ", templates.keySet())));
        }
        return template;
    }

    private static Template read(Resource resource) {
        try {
            About about = StrictJson.read(text(resource), About.class);
            String document = text(resource.createRelative("definition.json"));
            Resource sample = resource.createRelative("sample.json");
            return new Template(
                    about.key(),
                    about.label(),
                    about.description(),
                    about.order(),
                    document,
                    StrictJson.read(document, Definition.class),
                    sample.exists() ? Optional.of(StrictJson.read(text(sample), Sample.class)) : Optional.empty());
        } catch (IOException broken) {
            throw new UncheckedIOException("The template at " + resource + " cannot be read", broken);
        }
    }

    private static String text(Resource resource) throws IOException {
        return resource.getContentAsString(StandardCharsets.UTF_8);
    }
}
