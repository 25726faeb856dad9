/// Mail that leaves the company: kept in the transaction that gave cause, sent by SMTP once that has committed, tried
/// again where the server is away. Start at {@link io.ripeline.mail.Mails}; mail to customers from the definition's
/// templates is {@link io.ripeline.mail.WriteMail}.
@NullMarked
package io.ripeline.mail;

import org.jspecify.annotations.NullMarked;
