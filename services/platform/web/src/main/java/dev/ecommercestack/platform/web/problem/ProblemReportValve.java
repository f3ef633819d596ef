package dev.ecommercestack.platform.web.problem;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests that Tomcat refuses before it calls the application, with a problem document
 * instead of Tomcat's HTML page. Such a request is not valid HTTP or exceeds a limit.
 */
final class ProblemReportValve extends ErrorReportValve {
  private final JsonMapper json;

  /**
   * @param json the application's mapper
   */
  ProblemReportValve(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean connected = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, connected);
    if (!connected.get()) {
      return;
    }
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    try {
      PrintWriter writer = response.getReporter();
      if (writer != null) {
        writer.write(json.writeValueAsString(StatusProblem.of(status)));
        response.finishResponse();
      }
    } catch (IOException e) {
      container.getLogger().debug("The client did not wait for its answer", e);
    }
  }
}
