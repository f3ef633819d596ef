package dev.ecommercestack.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrdShapeTest {
  private static final int KIB = 1024;

  /**
   * Limit of the CRD as compact JSON, in bytes. {@code kubectl apply} copies that text into an
   * annotation, and all annotations of an object may have 256 KiB together; the rest is left to
   * annotations of other tools.
   */
  private static final int LIMIT = 200 * KIB;

  /**
   * Budget of one issue, in bytes: no issue may add more to {@link #SIZE_BEFORE_ISSUE}. An issue
   * that begins sets {@code SIZE_BEFORE_ISSUE} to the size that the CRD has then.
   */
  private static final int BUDGET = 10 * KIB;

  /** Size before issue 13, in bytes. */
  private static final int SIZE_BEFORE_ISSUE = 132_902;

  private static CustomResourceDefinition crd;
  private static Map<String, JSONSchemaProps> schemas;

  @BeforeAll
  static void readCommittedCrd() {
    crd = Serialization.unmarshal(CrdFile.read(), CustomResourceDefinition.class);
    schemas = new TreeMap<>();
    collect("", version().getSchema().getOpenAPIV3Schema());
  }

  @Test
  void isSmallEnoughForClientSideApply() throws IOException {
    assertThat(compactJson()).hasSizeLessThan(LIMIT);
  }

  @Test
  void growsByNoMoreThanTheBudgetOfAnIssue() throws IOException {
    assertThat(compactJson()).hasSizeLessThanOrEqualTo(SIZE_BEFORE_ISSUE + BUDGET);
  }

  @Test
  void everyFieldHasADescription() {
    assertThat(paths(schema -> isBlank(schema.getDescription())))
        .filteredOn(path -> !path.endsWith("[]") && !path.endsWith("{}"))
        .isEmpty();
  }

  @Test
  void everyStringIsBounded() {
    assertThat(
            paths(
                schema ->
                    "string".equals(schema.getType())
                        && schema.getMaxLength() == null
                        && schema.getEnum().isEmpty()))
        .isEmpty();
  }

  @Test
  void everyListIsBoundedAndSaysHowItMerges() {
    assertThat(
            paths(
                schema ->
                    "array".equals(schema.getType())
                        && (schema.getMaxItems() == null
                            || schema.getXKubernetesListType() == null)))
        .isEmpty();
  }

  @Test
  void everyMapIsBounded() {
    assertThat(
            paths(
                schema ->
                    schema.getAdditionalProperties() != null && schema.getMaxProperties() == null))
        .isEmpty();
  }

  @Test
  void everyNumberOfTheSpecIsBounded() {
    assertThat(
            paths(
                schema ->
                    "integer".equals(schema.getType())
                        && schema.getXKubernetesValidations().isEmpty()
                        && (schema.getMinimum() == null || schema.getMaximum() == null)))
        .filteredOn(path -> path.startsWith(".spec"))
        .isEmpty();
  }

  @Test
  void nothingKeepsFieldsThatTheSchemaDoesNotKnow() {
    assertThat(paths(schema -> schema.getXKubernetesPreserveUnknownFields() != null)).isEmpty();
  }

  @Test
  void versionsAndImagesAreLeftToTheOperator() {
    assertThat(paths(schema -> schema.getDefault() != null))
        .isNotEmpty()
        .noneMatch(path -> path.contains("version") || path.contains("image"));
  }

  @Test
  void everyRefusalIsAPlainSentence() {
    List<ValidationRule> rules =
        schemas.values().stream().flatMap(s -> s.getXKubernetesValidations().stream()).toList();
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.getMessageExpression()).isNull();
              assertThat(rule.getMessage()).hasSizeGreaterThan(20);
            });
  }

  @Test
  void conditionsAreAMapByType() {
    JSONSchemaProps conditions = schemaAt(".status.conditions");
    assertThat(conditions.getXKubernetesListType()).isEqualTo("map");
    assertThat(conditions.getXKubernetesListMapKeys()).containsExactly("type");
    assertThat(schemaAt(".status.conditions[].lastTransitionTime").getFormat())
        .isEqualTo("date-time");
  }

  @Test
  void hasTheNamesThatPeopleType() {
    assertThat(crd.getSpec().getNames().getPlural()).isEqualTo("ecommercestacks");
    assertThat(crd.getSpec().getNames().getShortNames()).containsExactly("ecs");
    assertThat(crd.getSpec().getNames().getCategories()).containsExactly("ecommerce");
    assertThat(crd.getSpec().getScope()).isEqualTo("Namespaced");
    assertThat(version().getName()).isEqualTo("v1alpha1");
    assertThat(version().getSubresources().getStatus()).isNotNull();
  }

  private static byte[] compactJson() throws IOException {
    return new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(CrdFile.read()));
  }

  private static CustomResourceDefinitionVersion version() {
    return crd.getSpec().getVersions().getFirst();
  }

  private static JSONSchemaProps schemaAt(String path) {
    return Objects.requireNonNull(schemas.get(path), path);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static Stream<String> paths(Predicate<JSONSchemaProps> test) {
    List<String> found = new ArrayList<>();
    schemas.forEach(
        (path, schema) -> {
          if (test.test(schema)) {
            found.add(path);
          }
        });
    return found.stream();
  }

  private static void collect(String path, JSONSchemaProps schema) {
    schemas.put(path, schema);
    if (schema.getItems() != null) {
      collect(path + "[]", schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      collect(path + "{}", schema.getAdditionalProperties().getSchema());
    }
    schema.getProperties().forEach((name, property) -> collect(path + "." + name, property));
  }
}
