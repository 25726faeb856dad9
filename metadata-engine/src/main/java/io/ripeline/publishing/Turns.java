package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.CONFIG_CONFLICT;

import io.ripeline.definition.Model;
import io.ripeline.definition.Role;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Lets one publisher of a company on this node go on and refuses the others before they ask the database for anything.
/// What holds between nodes is a lock in the database.
@Component
class Turns {

    private final ConcurrentMap<UUID, Turn> going = new ConcurrentHashMap<>();

    /// The turn of one publisher.
    static final class Turn {

        /// Who is who, as the publisher saw it.
        private record Company(Model model, MemberDirectory directory) {

            boolean isAdmin(UUID member) {
                return directory
                        .find(member)
                        .filter(Member::active)
                        .flatMap(found -> model.role(found.role()))
                        .filter(Role::admin)
                        .isPresent();
            }
        }

        private final CompletableFuture<Optional<Company>> begun = new CompletableFuture<>();

        private Turn() {}

        /// The publisher may publish: from here on others are refused.
        void begin(Session session) {
            begun.complete(
                    Optional.of(new Company(session.model(), session.caller().directory())));
        }
    }

    /// Publishes, unless another publish of the company goes on here.
    <T> T alone(Function<Turn, T> publish) {
        Turn mine = new Turn();
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // Who holds a connection must not wait for somebody who may need one; the database tells the two apart.
            return publish.apply(mine);
        }
        UUID company = TenantScope.current().tenant().id();
        for (Turn other = going.putIfAbsent(company, mine); other != null; other = going.putIfAbsent(company, mine)) {
            Optional<Turn.Company> begun = other.begun.join();
            if (begun.isPresent() && begun.get().isAdmin(TenantScope.current().memberId())) {
                throw conflict();
            }
            if (begun.isPresent()) {
                // Whoever may not publish is told so where every caller is.
                return publish.apply(mine);
            }
        }
        try {
            return publish.apply(mine);
        } finally {
            going.remove(company, mine);
            mine.begun.complete(Optional.empty());
        }
    }

    /// What the others are told.
    static Refused conflict() {
        return CONFIG_CONFLICT.because(
                Text.of("Another publish is going on; look at the version it makes.", "另一次发布正在进行，请等待其完成后查看新版本。"));
    }
}
