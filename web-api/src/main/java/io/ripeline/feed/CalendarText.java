package io.ripeline.feed;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectWriter;
import io.ripeline.worklist.OpenItems.OpenItem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Items as iCalendar (RFC 5545): an event of the whole day each, which leaves the day free.
///
/// @param pages where records are shown
/// @param zone in which the member reads her days
record CalendarText(String pages, Instant now, ZoneId zone) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\n]]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\s&&[^\n]]+");
    /// The standard counts octets and the library characters, of which one has three at most; it never ends
    /// a line between a blank and what follows.
    private static final int LONGEST_LINE = 23;

    private static final String TEXT_IS_WRITTEN = "A string takes whatever is written";

    String of(String name, List<OpenItem> items) {
        StringWriter text = new StringWriter();
        try (VObjectWriter writer = new VObjectWriter(text, SyntaxStyle.NEW)) {
            writer.getFoldedLineWriter().setLineLength(LONGEST_LINE);
            writer.writeBeginComponent("VCALENDAR");
            writer.writeVersion("2.0");
            writer.writeProperty("PRODID", "-//Ripeline//Ripeline//EN");
            writer.writeProperty("METHOD", "PUBLISH");
            writer.writeProperty("X-WR-CALNAME", escaped(name));
            writer.writeProperty("X-WR-TIMEZONE", zone.getId());
            writer.writeProperty("X-PUBLISHED-TTL", "PT1H");
            for (OpenItem item : items) {
                write(writer, item);
            }
            writer.writeEndComponent("VCALENDAR");
        } catch (IOException impossible) {
            throw new UncheckedIOException(TEXT_IS_WRITTEN, impossible);
        }
        return text.toString();
    }

    private void write(VObjectWriter writer, OpenItem item) throws IOException {
        String page = "%s/o/%s/%s".formatted(pages, item.object(), item.record());
        writer.writeBeginComponent("VEVENT");
        writer.writeProperty("UID", item.id() + "@ripeline");
        writer.writeProperty("DTSTAMP", STAMP.format(now));
        VObjectParameters date = new VObjectParameters();
        date.put("VALUE", "DATE");
        writer.writeProperty(null, "DTSTART", date, DateTimeFormatter.BASIC_ISO_DATE.format(item.on()));
        writer.writeProperty("SUMMARY", escaped(joined(" · ", item.channel(), item.name(), item.onBehalfOf())));
        writer.writeProperty("DESCRIPTION", escaped(joined("\n", item.purpose(), page)));
        writer.writeProperty("URL", page);
        writer.writeProperty("TRANSP", "TRANSPARENT");
        writer.writeEndComponent("VEVENT");
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(between));
    }

    private static String escaped(String text) {
        String lines = LINE_END.matcher(text).replaceAll("\n");
        String seen = BLANKS.matcher(UNSEEN.matcher(lines.replace('\t', ' ')).replaceAll(""))
                .replaceAll(" ");
        return VObjectPropertyValues.escape(seen).replace("\n", "\\n");
    }
}
