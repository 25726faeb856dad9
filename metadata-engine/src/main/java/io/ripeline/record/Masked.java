package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;

/// The covered form of values, for people who may know that there is one but not which.
public final class Masked {

    /// What stands for a value of which nothing is shown.
    public static final String COVER = "***";

    private static final int WHOLE_PHONE = 11;
    private static final int SHORT_PHONE = 8;

    private Masked() {}

    /// A value covered: a telephone number without its middle, an e-mail address without its name, nothing of any
    /// other.
    public static String of(FieldModel field, Object value) {
        if (value instanceof String text && field.type() == FieldType.PHONE) {
            return phone(text);
        }
        if (value instanceof String text && field.type() == FieldType.EMAIL) {
            return email(text);
        }
        return COVER;
    }

    private static String phone(String phone) {
        int length = phone.length();
        if (length >= WHOLE_PHONE) {
            return phone.substring(0, 3) + "****" + phone.substring(length - 4);
        }
        return length >= SHORT_PHONE ? COVER + phone.substring(length - 2) : COVER;
    }

    private static String email(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? COVER : email.substring(0, email.offsetByCodePoints(0, 1)) + COVER + email.substring(at);
    }
}
