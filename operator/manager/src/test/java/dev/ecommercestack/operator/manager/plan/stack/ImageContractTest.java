package dev.ecommercestack.operator.manager.plan.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ecommercestack.operator.manager.plan.PlanView;
import dev.ecommercestack.operator.manager.plan.Stacks;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Planned pods use the brokers' images as dev/images/contract.json, by which images are tested,
 * says.
 */
class ImageContractTest {
  private static final Path CONTRACT = Path.of("..", "..", "dev", "images", "contract.json");

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "kafka", "rabbitmq", "redis"})
  void podsUseTheImageAsItWasTested(String component) throws IOException {
    JsonNode contract = new ObjectMapper().readTree(CONTRACT.toFile()).get(component);
    PodSpec pod =
        Stacks.template(PlanView.workload(Stacks.plan("{}"), component)).orElseThrow().getSpec();
    Container container = pod.getContainers().getFirst();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(contract.get("uid").asLong());
    assertThat(mounts(container))
        .containsAll(strings(contract.get("volumes")))
        .containsAll(strings(contract.get("scratch")));
    assertThat(Stream.concat(container.getCommand().stream(), container.getArgs().stream()))
        .containsExactlyElementsOf(strings(contract.get("command")));
    if (contract.has("init")) {
      assertThat(pod.getInitContainers().getFirst().getCommand()).startsWith("sh", "-euc");
      assertThat(mounts(pod.getInitContainers().getFirst()))
          .containsAnyElementsOf(
              contract.get("files").properties().stream()
                  .filter(file -> file.getValue().asText().equals("secrets"))
                  .map(file -> file.getKey())
                  .toList());
    }
  }

  private static List<String> mounts(Container container) {
    return container.getVolumeMounts().stream().map(VolumeMount::getMountPath).toList();
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
