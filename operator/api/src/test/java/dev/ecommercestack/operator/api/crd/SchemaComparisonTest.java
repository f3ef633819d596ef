package dev.ecommercestack.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparisonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: string} | {type: integer} | .f: type was \"string\" and is \"integer\"",
        "{enum: [a, b]} | {enum: [a]} | .f: the value \"b\" is gone",
        "{type: string} | {type: string, enum: [a]} | .f: only these values are left: [\"a\"]",
        "{maximum: 9} | {maximum: 8} | .f: maximum was 9 and is 8",
        "{} | {maximum: 8} | .f: maximum was not given and is 8",
        "{minimum: 1} | {minimum: 2} | .f: minimum was 1 and is 2",
        "{maxLength: 9} | {maxLength: 8} | .f: maxLength was 9 and is 8",
        "{minLength: 0} | {minLength: 1} | .f: minLength was 0 and is 1",
        "{maxItems: 9} | {maxItems: 8} | .f: maxItems was 9 and is 8",
        "{minItems: 1} | {minItems: 2} | .f: minItems was 1 and is 2",
        "{maxProperties: 9} | {maxProperties: 8} | .f: maxProperties was 9 and is 8",
        "{} | {minProperties: 1} | .f: minProperties was not given and is 1",
        "{pattern: a} | {pattern: b} | .f: pattern was \"a\" and is \"b\"",
        "{} | {format: date} | .f: format was not given and is \"date\"",
        "{} | {exclusiveMaximum: true} | .f: exclusiveMaximum was not given and is true",
        "{default: 1} | {default: 2} | .f: default was 1 and is 2",
        "{default: 1} | {} | .f: default was 1 and is not given",
        "{} | {default: 1} | .f: default was not given and is 1",
        "{nullable: true} | {} | .f: nullable was true and is not given",
        "{x-kubernetes-preserve-unknown-fields: true} | {}"
            + " | .f: x-kubernetes-preserve-unknown-fields was true and is not given",
        "{x-kubernetes-list-type: set} | {x-kubernetes-list-type: map}"
            + " | .f: x-kubernetes-list-type was \"set\" and is \"map\"",
        "{x-kubernetes-list-map-keys: [a]} | {x-kubernetes-list-map-keys: [b]}"
            + " | .f: x-kubernetes-list-map-keys was [\"a\"] and is [\"b\"]",
        "{properties: {a: {}}} | {properties: {b: {}}} | .f.a: the field is gone",
        "{properties: {a: {}}} | {} | .f.a: the field is gone",
        "{properties: {a: {}}} | {properties: {a: {}, b: {}}, required: [b]}"
            + " | .f.b: the field is required now",
        "{items: {maximum: 9}} | {items: {maximum: 8}} | .f[]: maximum was 9 and is 8",
        "{additionalProperties: {maximum: 9}} | {additionalProperties: {maximum: 8}}"
            + " | .f{}: maximum was 9 and is 8",
        "{additionalProperties: {type: string}} | {}"
            + " | .f{}: additionalProperties was {\"type\":\"string\"} and is not given",
        "{} | {x-kubernetes-validations: [{rule: self > 1}]}"
            + " | .f: the rule is new or changed: self > 1",
        "{x-kubernetes-validations: [{rule: self > 1}]}"
            + " | {x-kubernetes-validations: [{rule: self > 2}]}"
            + " | .f: the rule is new or changed: self > 2",
        "{type: string} | {x-kubernetes-int-or-string: true, maxLength: 8}"
            + " | .f: maxLength was not given and is 8",
        "{x-kubernetes-int-or-string: true} | {type: string}"
            + " | .f: type was not given and is \"string\"",
        "{unknown: 1} | {unknown: 2} | .f: unknown was 1 and is 2",
      })
  void reportsWhatAcceptsLess(String released, String current, String line) {
    assertThat(SchemaComparison.breaks(".f", schema(released), schema(current))).contains(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{description: a} | {description: b}",
        "{enum: [a]} | {enum: [b, a]}",
        "{enum: [a]} | {}",
        "{maximum: 8} | {maximum: 9}",
        "{maximum: 8} | {}",
        "{minimum: 0} | {minimum: -1}",
        "{minLength: 1} | {}",
        "{pattern: a} | {}",
        "{format: date} | {}",
        "{} | {nullable: true}",
        "{} | {nullable: false}",
        "{required: [a], properties: {a: {}}} | {properties: {a: {}}}",
        "{properties: {a: {}}} | {properties: {a: {}, b: {type: string, default: x}}}",
        "{properties: {a: {}}} | {properties: {a: {}, b: {default: x}}, required: [b]}",
        "{x-kubernetes-validations: [{rule: self > 1, message: a}]}"
            + " | {x-kubernetes-validations: [{rule: self > 1, message: b}]}",
        "{x-kubernetes-validations: [{rule: self > 1}]} | {}",
        "{type: string} | {x-kubernetes-int-or-string: true, anyOf: [{type: integer}]}",
      })
  void acceptsWhatAcceptsMore(String released, String current) {
    assertThat(SchemaComparison.breaks(".f", schema(released), schema(current))).isEmpty();
  }

  private static JsonNode schema(String yaml) {
    // A text that begins with a brace would be read as JSON.
    return Serialization.unmarshal("schema: " + yaml, JsonNode.class).path("schema");
  }
}
