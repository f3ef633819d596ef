package dev.ecommercestack.contracts.asyncapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates the objects of which an AsyncAPI document consists. */
final class AsyncApiObjects {
  private AsyncApiObjects() {}

  /** Returns a server whose address has the name of the stack. */
  static Map<String, Object> server(String protocol, String description, String host) {
    return object(
        "host",
        host,
        "protocol",
        protocol,
        "description",
        description,
        "variables",
        object(
            "stack", object("description", "The name of the EcommerceStack.", "default", "shop")),
        "security",
        List.of(ref("components", "securitySchemes", protocol)));
  }

  /** Returns a channel of one server, with references to its messages. */
  static Map<String, Object> channel(
      String address, String description, String server, List<String> messages) {
    Map<String, Object> refs = new LinkedHashMap<>();
    messages.forEach(message -> refs.put(message, ref("components", "messages", message)));
    return object(
        "address",
        address,
        "description",
        description,
        "servers",
        List.of(ref("servers", server)),
        "messages",
        refs);
  }

  /** Returns an operation on a channel, with references to the messages of the channel. */
  static Map<String, Object> operation(
      String action, String summary, String channel, List<String> messages) {
    return object(
        "action",
        action,
        "summary",
        summary,
        "channel",
        ref("channels", channel),
        "messages",
        messages.stream().map(message -> ref("channels", channel, "messages", message)).toList());
  }

  /** Returns a binding object of a version. */
  static Map<String, Object> binding(String version, Object... keysAndValues) {
    return with(object(keysAndValues), "bindingVersion", version);
  }

  /** Returns an object with keys and values in the given order. */
  static Map<String, Object> object(Object... keysAndValues) {
    return with(new LinkedHashMap<>(), keysAndValues);
  }

  /** Adds keys and values to an object and returns it. */
  static Map<String, Object> with(Map<String, Object> object, Object... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

  /** Returns a reference to a part of the document. */
  static Map<String, Object> ref(String... path) {
    return object("$ref", "#/" + String.join("/", path));
  }
}
