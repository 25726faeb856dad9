package io.ripeline.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/// A real SMTP server for the tests of one class, empty before each of them. The class registers it, and has it tell
/// the application where it is.
public final class SmtpServer implements BeforeEachCallback, AfterAllCallback {

    private static final String HOST = "127.0.0.1";

    private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP).dynamicPort());

    /// Starts, and says where it is.
    public void tell(DynamicPropertyRegistry properties) {
        server.start();
        properties.add("ripeline.mail.host", () -> HOST);
        properties.add("ripeline.mail.port", this::port);
        properties.add("ripeline.mail.tls", () -> "none");
        properties.add("ripeline.mail.from", () -> "crm@ripeline.example");
    }

    /// The mails that came since the test began.
    public List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /// Goes away until it is started again.
    void stop() {
        server.stop();
    }

    void start() {
        server.start();
    }

    @Override
    public void beforeEach(ExtensionContext test) throws FolderException {
        if (server.isRunning()) {
            server.purgeEmailFromAllMailboxes();
        }
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        server.stop();
    }
}
