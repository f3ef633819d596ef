package dev.ecommercestack.operator.manager.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How causes are worded. */
class ProblemTest {

  @Test
  void leavesOutTheFramesOfAStackTraceAndTheFieldsOfALog() {
    var trace =
        """
        timed out
        \tat java.net.http/jdk.internal.net.http.ResponseTimerEvent.handle(Unknown Source)
        \tat dev.ecommercestack.user.UserApplication.<init>(UserApplication.java:15)
        Caused by: java.net.ConnectException: timed out
        \t... 3 common frames omitted
        {"@timestamp":"2026-01-01T00:00:00Z","log":{"level":"ERROR"},"message":"Failed","error":{"stack_trace":"x.Y: no disk\\n\\tat x.Y.z(Y.java:1)\\n\\t... 7 more"}}
        {"log":{"level":"INFO"},"message":"pool - Shutdown initiated...","ecs":{"version":"8.11"}}
        """;
    assertThat(Problem.oneLine(trace))
        .isEqualTo(
            "timed out | Caused by: java.net.ConnectException: timed out | "
                + "Failed: x.Y: no disk | pool - Shutdown initiated...");
  }

  @Test
  void showsWhatALongLogEndedWith() {
    var settings = "unclean.leader.election.enable = false\n".repeat(20);
    var exception =
        "Exception in thread \"main\" java.lang.RuntimeException: Invalid cluster.id in"
            + " meta.properties";
    assertThat(Problem.oneLine(settings + exception + "\n\tat kafka.Kafka$.main(Kafka.scala:92)\n"))
        .isEqualTo("..." + exception);
    assertThat(Problem.oneLine(settings + exception + "\nCaused by: java.io.IOException: no disk"))
        .isEqualTo("...Caused by: java.io.IOException: no disk");
    assertThat(Problem.oneLine("x".repeat(100) + "\n" + settings))
        .as("no line is cut")
        .startsWith("...unclean.leader")
        .hasSizeLessThan(410);
  }

  @Test
  void bearsLongLines() {
    var line = "{\"message\":\"%s\"}".formatted("x\\n".repeat(4000));
    assertThat(Problem.oneLine(line)).hasSizeLessThan(500).startsWith("...");
  }
}
