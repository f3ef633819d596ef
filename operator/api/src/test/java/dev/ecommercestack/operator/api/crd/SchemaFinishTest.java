package dev.ecommercestack.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SchemaFinishTest {
  @Test
  void patternBecomesARuleWithASentence() {
    JSONSchemaProps field = finished(text().withPattern(Patterns.DURATION).build());

    assertThat(field.getPattern()).isNull();
    assertThat(field.getXKubernetesValidations())
        .extracting(ValidationRule::getMessage)
        .containsExactly(
            "write a duration as a whole number and one of ms, s, m, h, for example 30s");
  }

  @Test
  void patternWithoutASentenceIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> finished(text().withPattern("^a$").build()))
        .withMessageContaining(".spec.field");
  }

  @Test
  void ruleThatTheGeneratorFoundTwiceIsKeptOnce() {
    ValidationRule rule = new ValidationRule();
    rule.setRule("self != ''");

    JSONSchemaProps field = finished(text().withXKubernetesValidations(rule, rule).build());

    assertThat(field.getXKubernetesValidations()).containsExactly(rule);
  }

  @Test
  void cpuMayBeANumber() {
    JSONSchemaProps field = finished(text().withPattern(Patterns.CPU).build());

    assertThat(field.getXKubernetesIntOrString()).isTrue();
    assertThat(field.getType()).isNull();
  }

  @Test
  void listMergesByTheRequiredNameOfItsEntries() {
    JSONSchemaProps entries =
        new JSONSchemaPropsBuilder()
            .withType("object")
            .addToProperties("name", text().build())
            .addToRequired("name")
            .build();

    JSONSchemaProps field = finished(list(entries));

    assertThat(field.getXKubernetesListType()).isEqualTo("map");
    assertThat(field.getXKubernetesListMapKeys()).containsExactly("name");
    assertThat(finished(list(text().build())).getXKubernetesListType()).isEqualTo("set");
  }

  private static JSONSchemaPropsBuilder text() {
    return new JSONSchemaPropsBuilder().withType("string");
  }

  private static JSONSchemaProps list(JSONSchemaProps entries) {
    return new JSONSchemaPropsBuilder()
        .withType("array")
        .withNewItems()
        .withSchema(entries)
        .endItems()
        .build();
  }

  private static JSONSchemaProps finished(JSONSchemaProps field) {
    JSONSchemaProps spec =
        new JSONSchemaPropsBuilder().withType("object").addToProperties("field", field).build();
    CustomResourceDefinition crd =
        new CustomResourceDefinitionBuilder()
            .withNewSpec()
            .addNewVersion()
            .withNewSchema()
            .withNewOpenAPIV3Schema()
            .addToProperties("spec", spec)
            .endOpenAPIV3Schema()
            .endSchema()
            .endVersion()
            .endSpec()
            .build();
    SchemaFinish.apply(crd);
    return property(
        property(crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(), "spec"),
        "field");
  }

  private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return Objects.requireNonNull(schema.getProperties().get(name), name);
  }
}
