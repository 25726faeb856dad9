package io.ripeline.notification;

import io.ripeline.definition.Label;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Text;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sentences in which members are told, and where a click on one leads.
final class Wording {

    /// Names the day on which something is to happen.
    static final String ON = "on";

    private static final Text SOMEBODY = new Text("Somebody", "有人");

    private final Sightings.Here here;

    Wording(Sightings.Here here) {
        this.here = here;
    }

    /// The sentence.
    ///
    /// @param record how she sees the record called; absent where it is about none, or she does not see it
    Text of(Told told, @Nullable String record) {
        if (told.record() != null && record == null && told.kind() != NoticeKind.ESCALATION) {
            return new Text("About a record that you cannot see any more.", "有关一条您已无权查看的记录。");
        }
        Text by = told.by() == null ? SOMEBODY : Text.verbatim(here.directory().nameOf(told.by()));
        Text about = record == null ? day(told) : Text.verbatim(record);
        return told.record() == null && told.object() != null ? together(told, by) : one(told, by, about);
    }

    private static Text one(Told told, Text by, Text about) {
        return switch (told.kind()) {
            case MENTION -> said(by, about, told, "%s mentioned you about %s: %s", "%s 在“%s”中提到了您：%s");
            case COMMENT -> said(by, about, told, "%s commented on %s: %s", "%s 评论了“%s”：%s");
            case ASSIGNED -> said(by, about, told, "%s made you the owner of %s.%s", "%s 将“%s”交给您负责。%s");
            case SHARE -> said(by, about, told, "%s shared %s with you.%s", "%s 与您共享了“%s”。%s");
            case ESCALATION -> late(told, about);
            case RECLAIM ->
                told.data(ON).isEmpty()
                        ? Text.of("%s fell back to its pool.", "“%s”已被收回公海。", about.en())
                        : Text.of(
                                "%s falls back to its pool on %s unless somebody is in touch.",
                                "若不跟进，“%s”将于 %s 收回公海。", about.en(), told.data(ON));
            case IMPORT ->
                Text.of(
                        "Your import of %s has ended: %s created, %s updated, %s failed.",
                        "您导入的“%s”已结束：新增 %s 条，更新 %s 条，失败 %s 条。",
                        told.data("file"),
                        told.data("created"),
                        told.data("updated"),
                        told.data("failed"));
            case MAIL_FAILED ->
                Text.of(
                        "Your mail to %s could not be sent: %s",
                        "您发给 %s 的邮件未能送达：%s", told.data("to"), told.data("problem"));
        };
    }

    private static Text late(Told told, Text about) {
        return about.en().isEmpty()
                ? Text.of(
                        "A follow-up of %s’s was due on %s and is still open.",
                        "%s 有一条跟进应于 %s 完成，至今未完成。", told.data("owner"), told.data("dueOn"))
                : Text.of(
                        "%s’s follow-up of %s was due on %s and is still open.",
                        "%s 对“%s”的跟进应于 %s 完成，至今未完成。", told.data("owner"), about.en(), told.data("dueOn"));
    }

    private static Text said(Text by, Text about, Told told, String en, String zh) {
        return new Text(
                en.formatted(by.en(), about.en(), told.data("text")),
                zh.formatted(by.zh(), about.zh(), told.data("text")));
    }

    private Text together(Told told, Text by) {
        Text many = label(told);
        return switch (told.kind()) {
            case ASSIGNED ->
                new Text(
                        "%s made you the owner of %d more: %s.".formatted(by.en(), told.count(), many.en()),
                        "%s 又将 %d 条%s交给您负责。".formatted(by.zh(), told.count(), many.zh()));
            case SHARE ->
                new Text(
                        "%s shared %d more with you: %s.".formatted(by.en(), told.count(), many.en()),
                        "%s 又与您共享了 %d 条%s。".formatted(by.zh(), told.count(), many.zh()));
            case ESCALATION ->
                Text.counted(
                        told.count(),
                        "%d more follow-up is late.",
                        "%d more follow-ups are late.",
                        "另有 %d 条跟进已逾期。",
                        told.count());
            case RECLAIM ->
                Text.counted(
                        told.count(),
                        "%d more of your records falls back to its pool.",
                        "%d more of your records fall back to their pools.",
                        "另有 %d 条记录将被或已被收回公海。",
                        told.count());
            case MENTION, COMMENT, IMPORT, MAIL_FAILED ->
                throw new IllegalStateException(told.kind() + " is told one by one");
        };
    }

    private Text label(Told told) {
        return Optional.ofNullable(told.object())
                .flatMap(here.model()::find)
                .map(ObjectModel::definition)
                .map(object -> object.plural() == null ? object.label() : object.plural())
                .map(Label::text)
                .orElse(Text.verbatim(""));
    }

    private Text day(Told told) {
        String on = told.data("on");
        return Optional.of(told.data("member"))
                .filter(member -> !member.isEmpty())
                .map(java.util.UUID::fromString)
                .map(here.directory()::nameOf)
                .map(name -> new Text("the day %s of %s".formatted(on, name), "%s 的 %s 工作日".formatted(name, on)))
                .orElse(Text.verbatim(""));
    }

    /// Where it leads.
    static String link(Told told, boolean seen) {
        if (told.record() != null && told.object() != null) {
            return seen ? "/o/" + told.object() + "/" + told.record() : "/notifications";
        }
        if (!told.data("member").isEmpty()) {
            return "/team/" + told.data("member") + "/" + told.data("on");
        }
        return switch (told.kind()) {
            case ASSIGNED, SHARE -> told.object() == null ? "/notifications" : "/o/" + told.object();
            case ESCALATION -> "/team";
            case RECLAIM -> "/pools";
            case IMPORT -> "/studio/import/" + told.data("import");
            case MENTION, COMMENT, MAIL_FAILED -> "/notifications";
        };
    }
}
