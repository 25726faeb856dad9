package io.ripeline.idempotency;

import static io.ripeline.idempotency.IdempotencyError.IDEMPOTENCY_KEY_INVALID;

import io.ripeline.refusal.Text;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The name a client gives to one POST. It is not stored: its digest names the answer, and only who sends it again can
/// open what was sealed with it, for answers hold tokens and passwords that are shown once.
///
/// @param holder who sent it; the same words of two members are two keys
/// @param value 1 to 255 visible ASCII characters
record IdempotencyKey(String holder, String value) {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /// Refuses with `idempotency-key-invalid`.
    IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw IDEMPOTENCY_KEY_INVALID.because(Text.of(
                    "An Idempotency-Key has 1 to 255 visible ASCII characters.",
                    "Idempotency-Key 应为 1 至 255 个可见 ASCII 字符。"));
        }
    }

    /// What the answer is stored under.
    byte[] digest() {
        return digest("name");
    }

    /// The answer as it may be stored.
    byte[] seal(byte[] answer) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, answer);
        byte[] stored = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, stored, nonce.length, sealed.length);
        return stored;
    }

    /// The answer as it was given.
    byte[] open(byte[] stored) {
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(stored, NONCE_BYTES, stored.length));
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(digest("seal"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("An answer cannot be sealed or opened", impossible);
        }
    }

    private byte[] digest(String purpose) {
        String text = purpose + "\n" + holder + "\n" + value;
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
