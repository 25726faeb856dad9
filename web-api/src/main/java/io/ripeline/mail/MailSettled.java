package io.ripeline.mail;

import io.ripeline.record.Session;

/// A mail was sent or given up; told within the transaction that notes it.
///
/// @param mail with its new state
public record MailSettled(Session session, KeptMail mail) {}
