package dev.ecommercestack.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A change of the CRD that breaks a released version on purpose, from {@code
 * crds/released/exceptions.yaml}.
 *
 * @param released the version whose objects or clients the change breaks
 * @param change the line of {@link CrdComparison}
 * @param reason why the change was made, and what a user has to do
 */
record KnownBreak(String released, String change, String reason) {
  /**
   * Reads {@code exceptions.yaml}.
   *
   * @throws IllegalArgumentException if an entry lacks a field
   */
  static List<KnownBreak> read(String yaml) {
    List<KnownBreak> known = new ArrayList<>();
    for (JsonNode entry : Serialization.unmarshal(yaml, JsonNode.class).path("exceptions")) {
      known.add(
          new KnownBreak(field(entry, "released"), field(entry, "change"), field(entry, "reason")));
    }
    return known;
  }

  /**
   * Returns what is wrong: each change that breaks a released version and is not known, and each
   * known one that is not there.
   *
   * @param released the released CRDs by version
   */
  static List<String> problems(
      Map<String, JsonNode> released, JsonNode current, List<KnownBreak> known) {
    Set<String> allowed = new LinkedHashSet<>();
    known.forEach(entry -> allowed.add(line(entry.released, entry.change)));
    List<String> problems = new ArrayList<>();
    released.forEach(
        (version, crd) -> {
          for (String change : CrdComparison.breaks(crd, current)) {
            if (!allowed.remove(line(version, change))) {
              problems.add("breaks " + line(version, change));
            }
          }
        });
    allowed.forEach(line -> problems.add("exceptions.yaml lists what is not so: " + line));
    return problems;
  }

  private static String line(String version, String change) {
    return version + " " + change;
  }

  private static String field(JsonNode entry, String name) {
    String text = entry.path(name).asText().strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("exceptions.yaml: " + entry + " has no " + name);
    }
    return text;
  }
}
