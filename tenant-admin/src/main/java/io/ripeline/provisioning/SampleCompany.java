package io.ripeline.provisioning;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Label;
import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.Email;
import io.ripeline.identity.Member;
import io.ripeline.json.StrictJson;
import io.ripeline.member.InviteMember;
import io.ripeline.record.Cause;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Share;
import io.ripeline.record.Shares;
import io.ripeline.record.Subject;
import io.ripeline.template.Sample;
import io.ripeline.template.Sample.SampleMember;
import io.ripeline.template.Sample.SampleRecord;
import io.ripeline.template.Sample.SampleShare;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantTransactions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Fills a new company with the sample of its template, through the one write path.
@Component
class SampleCompany {

    private static final LocalTime NOON = LocalTime.NOON;

    private final InviteMember inviteMember;
    private final TenantTransactions transactions;
    private final Sessions sessions;
    private final Records records;
    private final Shares shares;

    SampleCompany(
            InviteMember inviteMember,
            TenantTransactions transactions,
            Sessions sessions,
            Records records,
            Shares shares) {
        this.inviteMember = inviteMember;
        this.transactions = transactions;
        this.sessions = sessions;
        this.records = records;
        this.shares = shares;
    }

    /// Members first, then the records in the order of the sample.
    void fill(Tenant tenant, Sample sample) {
        Map<String, UUID> members = new HashMap<>();
        transactions.write(transaction -> {
            for (SampleMember member : sample.members()) {
                UUID id = Ids.next();
                members.put(member.ref(), id);
                UUID manager = member.manager() == null ? null : members.get(member.manager());
                inviteMember.add(
                        transaction,
                        new Member(
                                id,
                                new Email(member.email()
                                        .replace("{slug}", tenant.slug().value())),
                                member.name().in(tenant.locale()),
                                member.role(),
                                manager,
                                true));
            }
            return members.size();
        });
        sessions.write(session -> {
            Filling filling = new Filling(session, members);
            sample.records().forEach(filling::add);
            return sample.records().size();
        });
    }

    private final class Filling {

        private final Session session;
        private final Tenant tenant;
        private final LocalDate today;
        private final Map<String, UUID> members;
        private final Map<String, Subject> byRef = new HashMap<>();

        Filling(Session session, Map<String, UUID> members) {
            this.session = session;
            this.tenant = session.transaction().tenant();
            this.today = tenant.dateAt(session.transaction().now());
            this.members = members;
        }

        void add(SampleRecord sample) {
            ObjectModel object = session.model().object(sample.object());
            Map<String, JsonNode> values = new LinkedHashMap<>();
            sample.values().forEach((key, node) -> values.put(key, resolve(object, key, node)));
            RecordChanges changes = RecordChanges.of(JsonValues.read(object, values, "/values"))
                    .ownedBy(sample.owner() == null ? null : members.get(sample.owner()));
            if (sample.subject() != null) {
                changes = changes.about(target(sample.subject()));
            }
            UUID id = records.create(session, object, changes, Cause.SAMPLE, past(sample))
                    .record()
                    .id();
            if (sample.ref() != null) {
                byRef.put(sample.ref(), new Subject(object.key(), id));
            }
            Optional.ofNullable(sample.shares())
                    .orElse(List.of())
                    .forEach(share -> shares.add(session, object, id, wanted(share)));
        }

        private Shares.Wanted wanted(SampleShare share) {
            UUID member = Objects.requireNonNull(members.get(share.member()), share.member());
            @Nullable String part = share.as() == null ? null : share.as().in(tenant.locale());
            return new Shares.Wanted(
                    member, null, Share.Access.of(share.access()).orElseThrow(), part, null, null);
        }

        private Past past(SampleRecord sample) {
            List<Past.Entry> entries = Optional.ofNullable(sample.stays()).orElse(List.of()).stream()
                    .map(stay -> new Past.Entry(stay.field(), stay.value(), noon(stay.daysAgo())))
                    .toList();
            @Nullable Instant created = sample.createdDaysAgo() == null ? null : noon(sample.createdDaysAgo());
            @Nullable UUID author = sample.owner() == null ? null : members.get(sample.owner());
            return new Past(created, author, entries);
        }

        private Instant noon(int daysAgo) {
            Instant then = today.minusDays(daysAgo)
                    .atTime(NOON)
                    .atZone(tenant.timeZone())
                    .toInstant();
            return then.isAfter(session.transaction().now())
                    ? session.transaction().now()
                    : then;
        }

        private Subject target(String ref) {
            return Objects.requireNonNull(byRef.get(ref.substring(1)), () -> "The sample names " + ref + " too early");
        }

        private JsonNode resolve(ObjectModel object, String key, JsonNode node) {
            FieldType type = object.field(key).map(FieldModel::type).orElse(FieldType.TEXT);
            if (node.isObject() && (node.has("en") || node.has("zh-CN"))) {
                return StringNode.valueOf(
                        StrictJson.read(node.toString(), Label.class).in(tenant.locale()));
            }
            if (!node.isString()) {
                return node;
            }
            return StringNode.valueOf(text(type, node.stringValue()));
        }

        private String text(FieldType type, String text) {
            return switch (type) {
                case LOOKUP -> target(text).id().toString();
                case MEMBER -> String.valueOf(members.get(text.substring(1)));
                case DATE -> relative(text).toString();
                case DATE_TIME -> {
                    String[] parts = text.split("T", 2);
                    yield relative(parts[0])
                            .atTime(LocalTime.parse(parts[1]))
                            .atZone(tenant.timeZone())
                            .toInstant()
                            .toString();
                }
                case TEXT,
                        LONG_TEXT,
                        INTEGER,
                        DECIMAL,
                        CURRENCY,
                        PERCENT,
                        BOOLEAN,
                        SELECT,
                        MULTI_SELECT,
                        PHONE,
                        EMAIL,
                        URL,
                        AUTO_NUMBER -> text;
            };
        }

        private LocalDate relative(String days) {
            return today.plusDays(Integer.parseInt(days));
        }
    }
}
