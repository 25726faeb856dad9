package io.ripeline.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A real SMTP server that refuses some recipients, or their mails, with the reply it is told, and counts what it took.
public final class RefusingMailServer implements AutoCloseable {

    private final Map<String, String> ofRecipient = new ConcurrentHashMap<>();
    private final Map<String, String> ofMail = new ConcurrentHashMap<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Server server = new Server();
    private volatile Consumer<String> before = id -> {};

    /// Starts it at a port of its own.
    public RefusingMailServer() {
        server.startService();
        try {
            if (!server.waitTillRunning(10_000)) {
                throw new IllegalStateException("The mail server does not start");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    public int port() {
        return server.getPort();
    }

    /// From now on a recipient is refused with this reply; with none she is taken again.
    public void refuseRecipient(String address, @Nullable String reply) {
        put(ofRecipient, address, reply);
    }

    /// From now on mails to a recipient are refused with this reply once they were handed over.
    public void refuseMail(String address, @Nullable String reply) {
        put(ofMail, address, reply);
    }

    private static void put(Map<String, String> replies, String address, @Nullable String reply) {
        if (reply == null) {
            replies.remove(address);
        } else {
            replies.put(address, reply);
        }
    }

    /// Has something done with the message id of each mail once it is here, before the sender is told so.
    public void beforeAnswering(Consumer<String> what) {
        before = what;
    }

    /// How often a mail to this address was tried.
    public long asked(String address) {
        return asked.stream().filter(address::equals).count();
    }

    /// The message ids of the mails that were taken.
    public List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        server.stopService(1_000);
    }

    private final class Server extends SmtpServer {

        Server() {
            super(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new Managers());
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return new SmtpHandler(new SmtpCommandRegistry(), new Judge(managers), client);
        }
    }

    private final class Judge extends SmtpManager {

        Judge(Managers managers) {
            super(managers.getImapHostManager(), managers.getUserManager());
        }

        @Override
        public @Nullable String checkRecipient(SmtpState state, MailAddress to) {
            asked.add(to.getEmail());
            return ofRecipient.get(to.getEmail());
        }

        @Override
        public @Nullable String checkData(SmtpState state) {
            String to = state.getMessage().getToAddresses().iterator().next().getEmail();
            String refusal = ofMail.get(to);
            if (refusal == null) {
                String id = id(state);
                taken.add(id);
                before.accept(id);
            }
            return refusal;
        }

        private static String id(SmtpState state) {
            try {
                return String.valueOf(state.getMessage().getMessage().getMessageID());
            } catch (MessagingException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
