package io.ripeline.mail;

import io.ripeline.database.Ids;
import io.ripeline.job.Jobs;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The current company's mails.
@Component
public class Mails {

    /// The job that sends sees to it at once; whoever finds it still here after this long sees to it again.
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final Outbox outbox;
    private final MailServer server;
    private final Jobs jobs;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    Mails(Outbox outbox, MailServer server, Jobs jobs, TenantTransactions transactions, JdbcClient jdbc, Clock clock) {
        this.outbox = outbox;
        this.server = server;
        this.jobs = jobs;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps a mail, to be sent once the transaction has committed; where no server is configured, once one is. The
    /// acting member is its sender, to whom answers go. Answers its id.
    public UUID queue(TenantTransaction transaction, Outgoing mail) {
        UUID id = Ids.next();
        UUID sender = TenantScope.current().memberId();
        outbox.add(transaction, id, sender, mail);
        boolean now = sending();
        transactions.onPlatform(
                transaction,
                () -> jdbc.sql("""
                                INSERT INTO platform.mail_due (mail_id, tenant_id, member_id, due_at)
                                VALUES (?, ?, ?, ?)""")
                        .params(
                                id,
                                transaction.tenant().id(),
                                sender,
                                Timestamp.from(clock.instant().plus(now ? GRACE : Duration.ZERO)))
                        .update());
        if (now) {
            jobs.queue(transaction, SendMail.KIND, id);
        }
        return id;
    }

    /// Whether there is a server to send by.
    public boolean sending() {
        return server.configured();
    }

    /// The mails about a record, the newest first; one hundred at most. Nobody's rights are asked.
    public List<KeptMail> about(TenantTransaction transaction, UUID record) {
        return outbox.about(transaction, record);
    }
}
