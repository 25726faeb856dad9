package io.ripeline.company;

import io.ripeline.member.InviteMember;
import io.ripeline.publishing.Drafts;
import io.ripeline.publishing.PublishDraft;
import io.ripeline.record.Records;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantTransactions;
import org.springframework.stereotype.Component;

/// What a company in a test acts through.
@Component
record Doors(
        Sessions sessions,
        TenantTransactions transactions,
        Records records,
        InviteMember inviteMember,
        Drafts drafts,
        PublishDraft publishDraft) {}
