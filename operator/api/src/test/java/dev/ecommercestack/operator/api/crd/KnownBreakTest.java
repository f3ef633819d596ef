package dev.ecommercestack.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownBreakTest {
  private static final String CHANGE = ".spec: maximum was 9 and is 8";

  @Test
  void reportsVersionThatIsNotServedAnyMore() {
    assertThat(problems(crd("v1", 9), crd("v2", 9), List.of()))
        .containsExactly("breaks 0.1.0 v1: the version is not served any more");
  }

  @Test
  void reportsNamesAndSubresourceThatAreGone() {
    JsonNode current =
        Serialization.unmarshal(
            """
            metadata: {name: shops.example.com}
            spec:
              group: example.com
              scope: Cluster
              names: {kind: Shop, shortNames: []}
              versions: [{name: v1, served: true, schema: {openAPIV3Schema: {}}}]
            """,
            JsonNode.class);

    assertThat(problems(crd("v1", null), current, List.of()))
        .containsExactly(
            "breaks 0.1.0 /spec/scope: was \"Namespaced\" and is \"Cluster\"",
            "breaks 0.1.0 /spec/names/shortNames: the name \"sh\" is gone",
            "breaks 0.1.0 v1: the subresource status is gone",
            "breaks 0.1.0 .spec: the field is gone");
  }

  @Test
  void reportsBreakThatIsNotListed() {
    assertThat(problems(crd("v1", 9), crd("v1", 8), List.of()))
        .containsExactly("breaks 0.1.0 " + CHANGE);
  }

  @Test
  void acceptsBreakThatIsListedWithItsReason() {
    List<KnownBreak> known =
        KnownBreak.read(
            "exceptions: [{released: 0.1.0, change: '" + CHANGE + "', reason: nobody used it}]");

    assertThat(problems(crd("v1", 9), crd("v1", 8), known)).isEmpty();
  }

  @Test
  void reportsListedBreakThatIsNotThere() {
    List<KnownBreak> known = List.of(new KnownBreak("0.1.0", CHANGE, "nobody used it"));

    assertThat(problems(crd("v1", 9), crd("v1", 9), known))
        .containsExactly("exceptions.yaml lists what is not so: 0.1.0 " + CHANGE);
  }

  @Test
  void refusesExceptionWithoutReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KnownBreak.read("exceptions: [{released: 0.1.0, change: x}]"))
        .withMessageContaining("has no reason");
  }

  private static List<String> problems(
      JsonNode released, JsonNode current, List<KnownBreak> known) {
    return KnownBreak.problems(Map.of("0.1.0", released), current, known);
  }

  /** A CRD with one version, whose spec is a number with this maximum. */
  private static JsonNode crd(String version, @Nullable Integer maximum) {
    return Serialization.unmarshal(
        """
        metadata: {name: shops.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {kind: Shop, shortNames: [sh]}
          versions:
            - name: %s
              served: true
              subresources: {status: {}}
              schema: {openAPIV3Schema: {properties: {spec: {%s}}}}
        """
            .formatted(version, maximum == null ? "" : "maximum: " + maximum),
        JsonNode.class);
  }
}
