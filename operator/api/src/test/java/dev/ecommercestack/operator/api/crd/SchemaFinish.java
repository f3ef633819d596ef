package dev.ecommercestack.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Adds to the generated CRD what annotations cannot say. */
final class SchemaFinish {
  /**
   * Defaults of objects. The generator would read them into the Java type and write every field of
   * it into the default; the defaults of the fields themselves are enough.
   */
  private static final Map<String, String> OBJECT_DEFAULTS =
      Map.of(
          ".spec.kafka", "{\"managed\":{}}",
          ".spec.rabbitmq", "{\"managed\":{}}",
          ".spec.redis", "{\"managed\":{}}",
          ".spec.postgresql", "{\"managed\":{}}",
          ".spec.payment", "{\"simulator\":{}}",
          ".spec.event", "{}",
          // For kstatus: an object without a status counts as ready.
          ".status", "{\"observedGeneration\":-1}");

  /** Fields by which the entries of a list are told apart, in the order in which they are tried. */
  private static final List<String> KEYS = List.of("name", "type", "component", "kind");

  private static final List<String> COLUMNS =
      List.of(
          "Ready",
          "Version",
          "Reason",
          "Event-Pods",
          "Event-Lag",
          "Worker-Pods",
          "Worker-Lag",
          "Gateway",
          "Message",
          "Age");

  /** Finishes a CRD in place. */
  static void apply(CustomResourceDefinition crd) {
    CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
    version
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
    version.getAdditionalPrinterColumns().forEach(SchemaFinish::leaveOutPriorityZero);
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription("A shop: seven services and the backing services they need.");
    finish("", root);
  }

  /** The API server does not store it, so that the file would differ from the cluster for ever. */
  private static void leaveOutPriorityZero(CustomResourceColumnDefinition column) {
    if (Integer.valueOf(0).equals(column.getPriority())) {
      column.setPriority(null);
    }
  }

  private static void finish(String path, JSONSchemaProps schema) {
    String objectDefault = OBJECT_DEFAULTS.get(path);
    if (objectDefault != null) {
      schema.setDefault(Serialization.unmarshal(objectDefault, JsonNode.class));
    }
    if (Patterns.CPU.equals(schema.getPattern())) {
      allowNumbers(schema);
    } else if (schema.getPattern() != null) {
      sayInWords(path, schema);
    }
    // The generator finds the rules of a record's component on its field and on its accessor.
    schema.setXKubernetesValidations(
        schema.getXKubernetesValidations().stream().distinct().collect(Collectors.toList()));
    if (path.startsWith(".status") && (path.endsWith("Time") || path.endsWith("At"))) {
      schema.setFormat("date-time");
    }
    if ("array".equals(schema.getType())) {
      nameListKey(schema);
      finish(path + "[]", schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      finish(path + "{}", schema.getAdditionalProperties().getSchema());
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach((name, property) -> finish(path + "." + name, property));
    }
  }

  /** People write {@code cpu: 2} as often as {@code cpu: 250m}. */
  private static void allowNumbers(JSONSchemaProps schema) {
    schema.setType(null);
    schema.setXKubernetesIntOrString(true);
    schema.setMinimum(0.0);
    schema.setAnyOf(
        List.of(
            new JSONSchemaPropsBuilder().withType("integer").build(),
            new JSONSchemaPropsBuilder().withType("string").build()));
  }

  private static void sayInWords(String path, JSONSchemaProps schema) {
    String sentence = Sentences.BY_PATTERN.get(schema.getPattern());
    if (sentence == null) {
      throw new IllegalStateException(
          path
              + ": add a sentence for its pattern to Sentences, so that a user knows what to write");
    }
    List<ValidationRule> rules = new ArrayList<>();
    rules.add(
        new ValidationRuleBuilder()
            .withRule(rule(schema.getPattern()))
            .withMessage(sentence)
            .build());
    rules.addAll(schema.getXKubernetesValidations());
    schema.setXKubernetesValidations(rules);
    schema.setPattern(null);
  }

  /** The name of an object has a function of its own, which is shorter than its pattern. */
  private static String rule(String pattern) {
    return Patterns.OBJECT_NAME.equals(pattern)
        ? "!format.dns1123Subdomain().validate(self).hasValue()"
        : "self.matches('" + pattern + "')";
  }

  /** Lets clients merge lists entry by entry, so that two owners do not overwrite each other. */
  private static void nameListKey(JSONSchemaProps schema) {
    JSONSchemaProps items = schema.getItems().getSchema();
    KEYS.stream()
        .filter(items.getRequired()::contains)
        .findFirst()
        .ifPresentOrElse(
            key -> {
              schema.setXKubernetesListType("map");
              schema.setXKubernetesListMapKeys(List.of(key));
            },
            () ->
                schema.setXKubernetesListType("string".equals(items.getType()) ? "set" : "atomic"));
  }

  private SchemaFinish() {}
}
