package dev.ecommercestack.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed CRD against every released one in {@code crds/released}. */
class ReleasedCrdsTest {
  private static final Path FOLDER = CrdFile.repository().resolve("crds/released");

  @Test
  void currentCrdAcceptsWhatReleasedOnesAccept() throws IOException {
    Map<String, JsonNode> released = released();

    assertThat(released).isNotEmpty();
    assertThat(
            KnownBreak.problems(
                released,
                Serialization.unmarshal(CrdFile.read(), JsonNode.class),
                KnownBreak.read(Files.readString(FOLDER.resolve("exceptions.yaml")))))
        .as(
            "changes of the CRD that break what was released: undo each, or give its reason in"
                + " crds/released/exceptions.yaml")
        .isEmpty();
  }

  private static Map<String, JsonNode> released() throws IOException {
    Map<String, JsonNode> released = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
        String name = String.valueOf(file.getFileName());
        released.put(
            name.substring(0, name.length() - ".yml".length()),
            Serialization.unmarshal(Files.readString(file), JsonNode.class));
      }
    }
    return released;
  }
}
