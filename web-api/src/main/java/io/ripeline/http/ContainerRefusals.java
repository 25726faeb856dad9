package io.ripeline.http;

import io.ripeline.database.Ids;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Answers what Tomcat turns away before any filter sees it, such as an address that is none, by a problem document
/// too.
@Component
class ContainerRefusals implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final ProblemDocuments documents;

    ContainerRefusals(ProblemDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(documents)));
    }

    private static final class ProblemValve extends ErrorReportValve {

        private static final int FIRST_ERROR = 400;

        private final ProblemDocuments documents;

        ProblemValve(ProblemDocuments documents) {
            this.documents = documents;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            boolean untold = response.getStatus() >= FIRST_ERROR && response.getContentWritten() == 0;
            if (!untold || !response.setErrorReported()) {
                return;
            }
            Locale locale = Languages.of(request.getHeader("Accept-Language"), Locale.ENGLISH);
            Map<String, Object> document = documents.of(Problems.ofStatus(response.getStatus()), locale);
            document.put("requestId", Ids.next().toString());
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("utf-8");
            response.setHeader("X-Content-Type-Options", "nosniff");
            try {
                response.getReporter().write(JsonBodies.MAPPER.writeValueAsString(document));
                response.finishResponse();
            } catch (IOException gone) {
                containerLog(gone);
            }
        }

        private void containerLog(IOException gone) {
            getContainer().getLogger().debug("Nobody waits for the answer", gone);
        }
    }
}
