package io.ripeline.worklist;

import static io.ripeline.record.RecordError.VERSION_CONFLICT;
import static io.ripeline.worklist.WorklistError.ITEM_CLOSED;

import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/// What somebody else did with an item while a member was about to do something with it: of two at one item the first
/// wins, and the other is told who did what.
record Meanwhile(Session session, FollowUp item) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /// Whether somebody else wrote the item after that version. What she did herself, in another window or by another
    /// record, is no surprise to her.
    boolean changedSince(int version) {
        return item.record().version() != version
                && !by().equals(session.caller().member().id());
    }

    private UUID by() {
        return item.record().updatedBy();
    }

    /// The refusal of what is not open any more.
    Refused closed() {
        boolean done =
                item.record().text(FollowUp.STATE).filter(FollowUp.DONE::equals).isPresent();
        Text told = done
                ? said(
                        "%s completed this follow-up at %s; the list shows what comes next.",
                        "%s 已于 %s 完成该跟进，请在清单中查看下一步。")
                : said(
                        "%s cancelled this follow-up at %s; the list shows what comes next.",
                        "%s 已于 %s 取消该跟进，请在清单中查看下一步。");
        return ITEM_CLOSED.because(told).with("conflict", conflict());
    }

    /// The refusal where it stands otherwise than the member saw it.
    Refused changed() {
        Text told = item.unmoved()
                ? said("%s changed this follow-up at %s; look at it again before you go on.", "%s 已于 %s 修改该跟进，请查看后再继续。")
                : said(
                        "%s moved this follow-up at %s to " + item.dueOn() + "; look at it again before you go on.",
                        "%s 已于 %s 将该跟进改到 " + item.dueOn() + "，请查看后再继续。");
        return VERSION_CONFLICT.because(told).with("conflict", conflict());
    }

    private Text said(String en, String zh) {
        String name = session.caller().directory().nameOf(by());
        return Text.of(
                en,
                zh,
                name,
                TIME.format(at().atZone(session.transaction().tenant().timeZone())));
    }

    private Instant at() {
        return item.record().updatedAt();
    }

    private Map<String, Object> conflict() {
        return Map.of(
                "version",
                item.record().version(),
                "changedBy",
                Map.of(
                        "id",
                        by().toString(),
                        "name",
                        session.caller().directory().nameOf(by())),
                "changedAt",
                at().toString());
    }
}
