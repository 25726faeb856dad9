package io.ripeline.sheet;

import io.ripeline.comment.Comment;
import io.ripeline.comment.Comments;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Session;
import io.ripeline.sheet.Item.Outcome;
import io.ripeline.sheet.Sheet.Column;
import io.ripeline.sheet.Sheet.Fact;
import io.ripeline.sheet.Sheet.Section;
import io.ripeline.sheet.Subjects.Subject;
import io.ripeline.team.DayStrip;
import io.ripeline.team.Days;
import io.ripeline.team.Touch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The work report of a day, made from what happened: how the plan went, who was contacted, what was said of it.
@Component
class ReportSheet {

    private static final String NONE = "–";

    private final Days days;
    private final Subjects subjects;
    private final Comments comments;

    ReportSheet(Days days, Subjects subjects, Comments comments) {
        this.days = days;
        this.subjects = subjects;
        this.comments = comments;
    }

    Sheet of(Session session, UUID member, LocalDate on, Words words) {
        DayStrip strip = days.strip(session, member, on);
        List<Item> items = Item.of(session, member, on, Days.bounds(session, member, on));
        String name = session.caller().directory().nameOf(member);
        return new Sheet(
                words.say("Work report of the day", "每日工作报表"),
                name + " · " + words.day(on) + " · "
                        + session.transaction().tenant().name(),
                facts(items, strip, on, words),
                List.of(
                        touches(session, strip, words),
                        left(session, member, items, words),
                        said(session, comments.ofDay(session, member, on), words)));
    }

    private static List<Fact> facts(List<Item> items, DayStrip strip, LocalDate on, Words words) {
        List<Item> due = items.stream().filter(item -> item.dueOn(on)).toList();
        long done = count(due, Outcome.DONE);
        int late = items.size() - due.size();
        long lateDone = count(items, Outcome.DONE) - done;
        String share = due.isEmpty() ? NONE : Math.round(100.0 * done / due.size()) + " %";
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("planned", words.say("Planned", "当日计划"), String.valueOf(due.size())),
                new Fact("done", words.say("Planned, done", "其中完成"), String.valueOf(done)),
                new Fact("completion", words.say("Plan completed", "计划完成率"), share),
                new Fact("carried", words.say("Carried over", "逾期结转"), String.valueOf(late)),
                new Fact("carriedDone", words.say("Carried over, done", "结转完成"), String.valueOf(lateDone)),
                new Fact("contacts", words.say("Contacts", "有效触达"), String.valueOf(strip.contacts())),
                new Fact("talk", words.say("Talk time", "在线时长"), words.length(strip.talkSeconds() / 60)),
                new Fact("first", words.say("First contact", "首次联系"), at(strip.firstAt(), words)),
                new Fact("last", words.say("Last contact", "最后联系"), at(strip.lastAt(), words))));
        facts.add(new Fact("longestGap", words.say("Longest gap", "最长间隔"), minutes(strip.longestGapMinutes(), words)));
        facts.add(new Fact("medianGap", words.say("Median gap", "间隔中位数"), minutes(strip.medianGapMinutes(), words)));
        facts.add(new Fact("longGaps", words.say("Gaps over 30 min", "超过 30 分钟的间隔"), String.valueOf(strip.longGaps())));
        return facts;
    }

    private static long count(List<Item> items, Outcome outcome) {
        return items.stream().filter(item -> item.outcome() == outcome).count();
    }

    private static String at(@Nullable Instant at, Words words) {
        return at == null ? NONE : words.time(at);
    }

    private static String minutes(@Nullable Long minutes, Words words) {
        return minutes == null ? NONE : words.length(minutes);
    }

    private static Section touches(Session session, DayStrip strip, Words words) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Touch touch : strip.activities()) {
            rows.add(Arrays.asList(
                    words.time(touch.startedAt()),
                    touch.subjectName() == null ? NONE : touch.subjectName(),
                    words.option(activity, "kind", touch.kind()),
                    words.option(activity, "outcome", touch.outcome()),
                    touch.seconds() == 0 ? null : duration(touch.seconds()),
                    touch.note()));
        }
        return new Section(
                "activities",
                words.say("What was done", "工作记录"),
                List.of(
                        new Column("time", words.say("Time", "时间"), 8),
                        new Column("subject", words.say("Customer", "客户"), 22),
                        new Column("kind", words.say("Kind", "方式"), 10),
                        new Column("outcome", words.say("Outcome", "结果"), 14),
                        new Column("duration", words.say("Duration", "时长"), 9),
                        new Column("note", words.say("Note", "记录"), 37)),
                rows,
                words.say("Nothing was done on this day.", "当日没有工作记录。"));
    }

    private static String duration(long seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private Section left(Session session, UUID member, List<Item> items, Words words) {
        List<Item> left =
                items.stream().filter(item -> item.outcome() != Outcome.DONE).toList();
        Map<UUID, Subject> seen = subjects.of(session, member, left, words.locale());
        ObjectModel object = session.model().object(StandardObjects.FOLLOW_UP);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Item item : left) {
            Subject subject = seen.get(item.subject());
            rows.add(Arrays.asList(
                    subject == null ? NONE : subject.name(),
                    words.option(object, "channel", item.channel()),
                    item.purpose(),
                    item.wasDue().toString(),
                    outcome(item, words),
                    item.outcome() == Outcome.OPEN ? null : item.reason()));
        }
        return new Section(
                "left",
                words.say("Not done", "未完成事项"),
                List.of(
                        new Column("subject", words.say("Customer", "客户"), 24),
                        new Column("channel", words.say("By", "方式"), 10),
                        new Column("purpose", words.say("Purpose", "目的"), 22),
                        new Column("dueOn", words.say("Was due", "应于"), 12),
                        new Column("state", words.say("What became of it", "处理"), 16),
                        new Column("reason", words.say("Reason", "原因"), 16)),
                rows,
                words.say("Everything was done.", "全部完成。"));
    }

    /// What became of an item; nothing where it is open still.
    static @Nullable String outcome(Item item, Words words) {
        return switch (item.outcome()) {
            case OPEN -> null;
            case DONE -> words.say("Done", "已完成");
            case CANCELLED -> words.say("Cancelled", "已取消");
            case MOVED -> words.say("Moved to ", "改期至 ") + item.movedTo();
        };
    }

    private static Section said(Session session, List<Comment> said, Words words) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Comment comment : said) {
            rows.add(Arrays.asList(
                    words.time(comment.at()), session.caller().directory().nameOf(comment.by()), comment.text()));
        }
        return new Section(
                "comments",
                words.say("Comments", "批注"),
                List.of(
                        new Column("time", words.say("Time", "时间"), 8),
                        new Column("by", words.say("By", "批注人"), 16),
                        new Column("text", words.say("Comment", "内容"), 76)),
                rows,
                words.say("Nobody has commented.", "暂无批注。"));
    }
}
