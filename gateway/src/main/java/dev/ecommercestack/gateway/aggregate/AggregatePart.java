package dev.ecommercestack.gateway.aggregate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One field of an aggregate.
 *
 * @param name the name of the field
 * @param value the response of the service; of a list response only its items; JSON null when there
 *     is no response
 * @param available whether the service has answered
 */
record AggregatePart(String name, JsonNode value, boolean available) {
  static AggregatePart of(String name, JsonNode response) {
    JsonNode items = response.get("items");
    return new AggregatePart(name, items == null ? response : items, true);
  }

  static AggregatePart unavailable(String name) {
    return new AggregatePart(name, NullNode.getInstance(), false);
  }
}
