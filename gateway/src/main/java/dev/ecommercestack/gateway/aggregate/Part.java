package dev.ecommercestack.gateway.aggregate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One part of an aggregate.
 *
 * @param name its field
 * @param value its service's answer; the items if that is a list; null if there was none
 * @param available whether there was one
 */
record Part(String name, JsonNode value, boolean available) {
  static Part of(String name, JsonNode answer) {
    JsonNode items = answer.get("items");
    return new Part(name, items == null ? answer : items, true);
  }

  static Part missing(String name) {
    return new Part(name, NullNode.getInstance(), false);
  }
}
