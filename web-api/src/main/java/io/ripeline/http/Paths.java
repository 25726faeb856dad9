package io.ripeline.http;

import java.util.List;

/// Which addresses are whose.
final class Paths {

    private static final List<String> API = List.of("/api", "/operator", "/public");
    private static final List<String> NO_PAGES = List.of(
            "/api",
            "/operator",
            "/public",
            "/actuator",
            "/oauth2",
            "/.well-known",
            "/login",
            "/logout",
            "/signin",
            "/assets",
            "/error");
    private static final List<String> NEVER_STORED =
            List.of("/api", "/operator", "/public", "/actuator", "/oauth2", "/login", "/logout", "/signin", "/error");

    private Paths() {}

    /// Whether programs live there, who want problem documents.
    static boolean isApi(String path) {
        return isBelow(API, path);
    }

    /// Whether the browser's page routes it by itself.
    static boolean isPage(String path) {
        return !isBelow(NO_PAGES, path) && path.indexOf('.', path.lastIndexOf('/')) < 0;
    }

    /// Whether no cache may keep what is there.
    static boolean isNeverStored(String path) {
        return isBelow(NEVER_STORED, path);
    }

    private static boolean isBelow(List<String> tops, String path) {
        return tops.stream().anyMatch(top -> path.equals(top) || path.startsWith(top + "/"));
    }
}
