package io.ripeline.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.definition.Label;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The members and records of a sample company, in relative days so that it is always of today. Written out in
/// `docs/definition.md`.
public record Sample(List<SampleMember> members, List<SampleRecord> records) {

    public Sample {
        members = List.copyOf(members);
        records = List.copyOf(records);
    }

    /// A member; `{slug}` in the e-mail becomes the company's.
    public record SampleMember(
            String ref,
            String email,
            Label name,
            String role,
            @Nullable String manager) {}

    /// A record; values may be labels, `@ref`s and relative dates.
    public record SampleRecord(
            String object,
            @Nullable String ref,
            @Nullable String owner,
            @Nullable String subject,
            Map<String, JsonNode> values,
            @JsonProperty("createdDaysAgo") @Nullable Integer createdDaysAgo,
            @Nullable List<SampleStay> stays,
            @Nullable List<SampleShare> shares) {}

    /// A stage or grade was entered that many days ago.
    public record SampleStay(String field, String value, int daysAgo) {}

    /// The record was shown to a member.
    ///
    /// @param access `read` or `edit`
    /// @param as what the member does in the record's team
    public record SampleShare(
            String member, String access, @Nullable Label as) {}
}
