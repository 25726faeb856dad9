package io.ripeline.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// A secret by which a program acts as a member: `rpl_` and 43 characters that stand for 256 random bits. Only its
/// SHA-256 is stored.
public record ServiceToken(String value) {

    /// What every service token begins with.
    public static final String PREFIX = "rpl_";

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A new token.
    public static ServiceToken issue() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new ServiceToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// What is stored and looked up.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether both are the same token, in a time that does not tell how much of it is.
    public boolean matches(ServiceToken other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
