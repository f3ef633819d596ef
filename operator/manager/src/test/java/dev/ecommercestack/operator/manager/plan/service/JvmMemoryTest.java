package dev.ecommercestack.operator.manager.plan.service;

import static dev.ecommercestack.operator.manager.plan.PlanView.container;
import static dev.ecommercestack.operator.manager.plan.PlanView.environment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.JvmProfile;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.pod.ContainerResources;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JvmMemoryTest {
  private static final Path REPOSITORY = Path.of("..", "..");
  private static final List<String> COMPONENTS =
      List.of("eureka", "gateway", "user", "product", "event", "order", "worker");
  private static final Pattern BUILT_WITH = Pattern.compile("<image.heap>(\\d+)m</image.heap>");

  @Test
  void followsTheMemoryThatTheUserAskedFor() {
    assertThat(options("Startup", "order: {resources: {limits: {memory: 1Gi}}}", "order"))
        .startsWith("-Xmx599m ");
    assertThat(options("Startup", "eureka: {resources: {requests: {memory: 512Mi}}}", "eureka"))
        .as("a request alone is the limit, too")
        .startsWith("-Xmx284m ");
    assertThat(options("Throughput", "gateway: {resources: {limits: {memory: 4Gi}}}", "gateway"))
        .isEqualTo("-Xmx3035m");
  }

  @Test
  void followsTheDefaultMemoryUnlessTheUserAsksForMemory() {
    assertThat(options("Startup", "order: {resources: {limits: {cpu: '1'}}}", "order"))
        .startsWith("-Xmx138m ");
  }

  @Test
  void compilesWithC2UnlessTheProfileIsStartup() {
    assertThat(environment("{}", "order").get(JvmMemory.OPTIONS_VARIABLE))
        .isNotNull()
        .doesNotContain("TieredStopAtLevel");
    for (String component : COMPONENTS) {
      assertThat(options("Throughput", "", component)).doesNotContain("TieredStopAtLevel");
      assertThat(options("Startup", "", component)).endsWith(" -XX:TieredStopAtLevel=1");
    }
  }

  @Test
  void imagesLeaveTheCompilerToTheEnvironment() throws IOException {
    assertThat(Files.readAllLines(REPOSITORY.resolve("pom.xml")))
        .as("arguments of the image, which no variable can replace")
        .filteredOn(line -> line.contains("<jvmFlag>"))
        .isNotEmpty()
        .noneMatch(line -> line.contains("TieredStopAtLevel") || line.contains("-Xmx"));
  }

  @Test
  void hasRoomForC2InTheThroughputProfile() {
    for (String component : COMPONENTS) {
      assertThat(limit("Throughput", component)).isGreaterThan(limit("Startup", component));
      assertThat(JvmMemory.minLimitMebibytes(component, JvmProfile.Throughput))
          .isGreaterThan(JvmMemory.minLimitMebibytes(component, JvmProfile.Startup));
    }
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
  @EnumSource
  void defaultMemoryHasRoomForTheHeapOfTheImage(JvmProfile profile) {
    for (String component : COMPONENTS) {
      assertThat(JvmMemory.heapMebibytes(component, profile, limit(profile.name(), component)))
          .as(component)
          .isGreaterThanOrEqualTo(ofImage(component));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNeverLessThanAProgramStartsWith(JvmProfile profile) {
    for (String component : COMPONENTS) {
      long least = JvmMemory.minLimitMebibytes(component, profile) * Sizes.MEBIBYTE;
      assertThat(JvmMemory.heapMebibytes(component, profile, least))
          .isBetween(64L, ofImage(component));
      assertThat(JvmMemory.heapMebibytes(component, profile, 1))
          .isEqualTo(JvmMemory.heapMebibytes(component, profile, least));
    }
  }

  private static String options(String profile, String fields, String component) {
    return environment("{jvmProfile: %s, %s}".formatted(profile, fields), component)
        .getOrDefault(JvmMemory.OPTIONS_VARIABLE, "");
  }

  /** The memory limit in bytes when the user says nothing. */
  private static long limit(String profile, String component) {
    Plan plan = Stacks.plan("{jvmProfile: %s}".formatted(profile));
    return ContainerResources.memoryLimitBytes(container(plan, component).getResources());
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
