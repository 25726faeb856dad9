package io.ripeline.embedded;

/// Where the servers of the tests are.
interface TestServers {

    /// User and password are within.
    String jdbcUrl(String database);

    String redisUrl();
}
