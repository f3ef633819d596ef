package dev.ecommercestack.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds where a CRD does not serve the objects and the clients of a released one. */
final class CrdComparison {
  /** Places that clients and stored objects depend on and that have no looser value. */
  private static final List<String> FIXED =
      List.of(
          "/metadata/name",
          "/spec/group",
          "/spec/scope",
          "/spec/names/kind",
          "/spec/names/plural",
          "/spec/names/singular");

  /** Lists of names that people type: one may come, none may go. */
  private static final List<String> NAMES =
      List.of("/spec/names/shortNames", "/spec/names/categories");

  /**
   * Returns a line for each change that breaks an object or a client of the released CRD; printer
   * columns and texts are not compared.
   */
  static List<String> breaks(JsonNode released, JsonNode current) {
    List<String> breaks = new ArrayList<>();
    for (String place : FIXED) {
      if (!released.at(place).equals(current.at(place))) {
        breaks.add(
            place + ": was " + released.at(place) + " and is " + current.at(place).toString());
      }
    }
    for (String place : NAMES) {
      for (JsonNode name : released.at(place)) {
        if (!contains(current.at(place), name)) {
          breaks.add(place + ": the name " + name + " is gone");
        }
      }
    }
    for (JsonNode version : released.at("/spec/versions")) {
      if (version.path("served").asBoolean()) {
        version(version, current, breaks);
      }
    }
    return breaks;
  }

  private static void version(JsonNode released, JsonNode crd, List<String> breaks) {
    String name = released.path("name").asText();
    for (JsonNode current : crd.at("/spec/versions")) {
      if (name.equals(current.path("name").asText()) && current.path("served").asBoolean()) {
        released
            .path("subresources")
            .fieldNames()
            .forEachRemaining(
                subresource -> {
                  if (current.path("subresources").path(subresource).isMissingNode()) {
                    breaks.add(name + ": the subresource " + subresource + " is gone");
                  }
                });
        String schema = "/schema/openAPIV3Schema";
        breaks.addAll(SchemaComparison.breaks("", released.at(schema), current.at(schema)));
        return;
      }
    }
    breaks.add(name + ": the version is not served any more");
  }

  private static boolean contains(JsonNode list, JsonNode name) {
    for (JsonNode element : list) {
      if (element.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private CrdComparison() {}
}
