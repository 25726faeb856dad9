package io.ripeline.sheet;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Session;
import io.ripeline.sheet.Sheet.Column;
import io.ripeline.sheet.Sheet.Fact;
import io.ripeline.sheet.Sheet.Section;
import io.ripeline.sheet.Subjects.Subject;
import io.ripeline.team.Days;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The call plan of a day: whom to be in touch with, the ripest first, with room to write beside.
@Component
class PlanSheet {

    private static final Subject UNSEEN = new Subject("–", null, null, -1, null);

    private final Subjects subjects;

    PlanSheet(Subjects subjects) {
        this.subjects = subjects;
    }

    Sheet of(Session session, UUID member, LocalDate on, Words words) {
        List<Item> items = Item.of(session, member, on, Days.bounds(session, member, on));
        Map<UUID, Subject> seen = subjects.of(session, member, items, words.locale());
        List<Item> ordered = items.stream()
                .sorted(Comparator.comparingInt((Item item) ->
                                -seen.getOrDefault(item.subject(), UNSEEN).ripeness())
                        .thenComparing(Item::wasDue)
                        .thenComparing(item ->
                                seen.getOrDefault(item.subject(), UNSEEN).name()))
                .toList();
        String name = session.caller().directory().nameOf(member);
        return new Sheet(
                words.say("Call plan of the day", "每日电话计划表"),
                name + " · " + words.day(on) + " · "
                        + session.transaction().tenant().name(),
                facts(items, on, words),
                List.of(section(session, ordered, seen, on, words)));
    }

    private static List<Fact> facts(List<Item> items, LocalDate on, Words words) {
        long due = items.stream().filter(item -> item.dueOn(on)).count();
        return List.of(
                new Fact("planned", words.say("Planned for the day", "当日计划"), String.valueOf(due)),
                new Fact("late", words.say("Carried over", "逾期结转"), String.valueOf(items.size() - due)),
                new Fact("all", words.say("In all", "合计"), String.valueOf(items.size())));
    }

    private static Section section(
            Session session, List<Item> items, Map<UUID, Subject> seen, LocalDate on, Words words) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Item item : items) {
            rows.add(row(session, rows.size() + 1, item, seen.getOrDefault(item.subject(), UNSEEN), on, words));
        }
        return new Section(
                "plan",
                words.say("To do", "计划跟进"),
                List.of(
                        new Column("number", words.say("No.", "序号"), 5),
                        new Column("subject", words.say("Customer", "客户"), 18),
                        new Column("grade", words.say("Grade", "等级"), 10),
                        new Column("phone", words.say("Phone", "电话"), 17),
                        new Column("channel", words.say("By", "方式"), 7),
                        new Column("purpose", words.say("Purpose", "目的"), 17),
                        new Column("late", words.say("Days late", "逾期天数"), 7),
                        new Column("lastContact", words.say("Last contact", "上次联系"), 11),
                        new Column("result", words.say("Result", "结果"), 13)),
                rows,
                words.say("Nothing is planned for this day.", "当日没有计划。"));
    }

    private static List<@Nullable String> row(
            Session session, int number, Item item, Subject subject, LocalDate on, Words words) {
        ObjectModel object = session.model().object(StandardObjects.FOLLOW_UP);
        long late = ChronoUnit.DAYS.between(item.wasDue(), on);
        return Arrays.asList(
                String.valueOf(number),
                subject.name(),
                subject.grade(),
                subject.phone(),
                words.option(object, "channel", item.channel()),
                item.purpose(),
                late > 0 ? String.valueOf(late) : null,
                subject.lastContact() == null ? null : subject.lastContact().toString(),
                ReportSheet.outcome(item, words));
    }
}
