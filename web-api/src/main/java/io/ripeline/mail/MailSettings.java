package io.ripeline.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The operator's mail server; without a host mails are kept and none is sent.
///
/// @param from the address that mails come from; answers go to the member who wrote
/// @param tls whether the connection is secured: by STARTTLS, from the first byte, or not
@ConfigurationProperties("ripeline.mail")
record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("ripeline@localhost") String from,
        @DefaultValue("STARTTLS") Tls tls) {

    enum Tls {
        NONE,
        STARTTLS,
        IMPLICIT
    }

    boolean configured() {
        return host != null && !host.isBlank();
    }
}
