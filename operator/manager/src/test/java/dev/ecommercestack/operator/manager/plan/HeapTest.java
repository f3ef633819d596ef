package dev.ecommercestack.operator.manager.plan;

import static dev.ecommercestack.operator.manager.plan.PlanView.container;
import static dev.ecommercestack.operator.manager.plan.PlanView.environment;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapTest {
  private static final Path REPOSITORY = Path.of("..", "..");
  private static final Pattern BUILT_WITH = Pattern.compile("<image.heap>(\\d+)m</image.heap>");

  @Test
  void followsTheMemoryThatTheUserAskedFor() {
    assertThat(environment("{order: {resources: {limits: {memory: 1Gi}}}}", "order"))
        .containsEntry("JDK_JAVA_OPTIONS", "-Xmx599m");
    assertThat(environment("{eureka: {resources: {requests: {memory: 512Mi}}}}", "eureka"))
        .as("a request alone is the limit, too")
        .containsEntry("JDK_JAVA_OPTIONS", "-Xmx284m");
    assertThat(environment("{gateway: {resources: {limits: {memory: 4Gi}}}}", "gateway"))
        .containsEntry("JDK_JAVA_OPTIONS", "-Xmx3131m");
  }

  @Test
  void isTheOneOfTheImageUnlessTheUserAsksForMemory() {
    assertThat(environment("{order: {resources: {limits: {cpu: '1'}}}}", "order"))
        .doesNotContainKey("JDK_JAVA_OPTIONS");
  }

  @Test
  void variablesOfTheUserWin() {
    assertThat(
            environment(
                """
                {order: {resources: {limits: {memory: 1Gi}},
                         env: [{name: JDK_JAVA_OPTIONS, value: '-Xmx300m -Xlog:gc'}]}}
                """,
                "order"))
        .containsEntry("JDK_JAVA_OPTIONS", "-Xmx300m -Xlog:gc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eureka", "gateway", "user", "product", "event", "order", "worker"})
  void memoryWithoutTheUsersWordHasRoomForTheHeapOfTheImage(String component) {
    long limit = limit(component);
    assertThat(Heap.mebibytes(component, limit)).isGreaterThanOrEqualTo(ofImage(component));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eureka", "gateway", "user", "product", "event", "order", "worker"})
  void isNeverLessThanAProgramStartsWith(String component) {
    long least = Heap.leastLimit(component) * Sizes.MEBIBYTE;
    assertThat(Heap.mebibytes(component, least)).isBetween(64L, ofImage(component));
    assertThat(Heap.mebibytes(component, 1)).isEqualTo(Heap.mebibytes(component, least));
  }

  /** The memory limit in bytes when the user says nothing. */
  private static long limit(String component) {
    return Requirements.memoryLimit(container(Stacks.plan("{}"), component).getResources());
  }

  /** The heap that the image is built with, in MiB: what its pom says, else the root pom. */
  private static long ofImage(String component) {
    Path folder = REPOSITORY.resolve(component);
    Path module = Files.exists(folder) ? folder : REPOSITORY.resolve("services/" + component);
    MatchResult heap = inPom(module).orElseGet(() -> inPom(REPOSITORY).orElseThrow());
    return Long.parseLong(heap.group(1));
  }

  private static Optional<MatchResult> inPom(Path module) {
    try {
      return BUILT_WITH.matcher(Files.readString(module.resolve("pom.xml"))).results().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
