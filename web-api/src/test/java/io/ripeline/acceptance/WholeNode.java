package io.ripeline.acceptance;

import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.KilledNode;
import java.io.IOException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;

/// A whole node in a process of its own, which does whatever jobs there are and may be killed at any moment.
public final class WholeNode {

    private WholeNode() {}

    /// Starts it on the database of another node and waits until it does jobs.
    ///
    /// @param settings of its own, as `name=value`
    public static KilledNode start(Environment first, String... settings) throws IOException {
        KilledNode node = KilledNode.start(WholeNode.class, first, settings);
        node.awaitReady();
        return node;
    }

    public static void main(String[] args) throws IOException {
        new SpringApplicationBuilder(RipelineApplication.class)
                .run(
                        "--server.port=0",
                        "--ripeline.embedded.enabled=false",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=WARN");
        KilledNode.serve(order -> {});
    }
}
