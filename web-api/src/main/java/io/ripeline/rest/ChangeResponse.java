package io.ripeline.rest;

import io.ripeline.publishing.Difference;
import java.util.Locale;

/// One difference between two definitions, or one step on the tables (`kind` is `schema` then).
record ChangeResponse(String kind, String pointer, String path, String text) {

    static ChangeResponse of(Difference.Change change, Locale locale) {
        return new ChangeResponse(
                change.kind(), change.pointer(), change.path(), change.text().in(locale));
    }

    static ChangeResponse step(String text) {
        return new ChangeResponse("schema", "", "", text);
    }
}
