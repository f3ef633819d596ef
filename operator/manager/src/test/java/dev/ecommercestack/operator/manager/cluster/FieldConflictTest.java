package dev.ecommercestack.operator.manager.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as Kubernetes 1.36 gives them. */
class FieldConflictTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FieldValueDuplicate | spec.ports[1].name                  | Duplicate value: "http"                                             | spec.ports
          FieldValueDuplicate | spec.containers[0].ports[1].name    | Duplicate value: "http"                                             | spec.containers.[].ports
          FieldValueForbidden | spec.volumes[2].configMap           | Forbidden: may not specify more than 1 volume type                  | spec.volumes.[]
          FieldValueForbidden | spec.containers[0].livenessProbe.tcpSocket | Forbidden: may not specify more than 1 handler type          | spec.containers.[].livenessProbe
          FieldValueInvalid   | spec.containers[0].env[0].valueFrom | Invalid value: "": may not be specified when `value` is not empty   | spec.containers.[].env.[]
          FieldValueInvalid   | spec.containers[0].env[1].valueFrom | Invalid value: "": may not have more than one field specified at a time | spec.containers.[].env.[].valueFrom
          FieldValueInvalid   | spec                                | Invalid value: {}: minAvailable and maxUnavailable cannot be both set | spec
          """)
  void namesThePlaceOfTwoFieldsThatExcludeEachOther(
      String reason, String field, String message, String place) {
    assertThat(FieldConflict.of(refusal(reason, field, message)))
        .containsExactly(new FieldConflict(List.of(place.split("\\."))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FieldValueInvalid   | spec.containers[0].resources.requests | Invalid value: "2": must be less than or equal to cpu limit of 1
          FieldValueInvalid   | spec.template.labels                  | Invalid value: "a b": a valid label must be an empty string or consist of alphanumeric characters
          FieldValueForbidden | spec                                  | Forbidden: updates to statefulset spec for fields other than 'replicas' are forbidden
          FieldValueInvalid   | spec.template                         | Invalid value: {}: field is immutable
          FieldValueNotFound  | spec.containers[0].volumeMounts[0].name | Not found: "tmp"
          FieldValueDuplicate | spec                                  | Duplicate value: "a"
          """)
  void aRefusedValueIsNoConflict(String reason, String field, String message) {
    assertThat(FieldConflict.of(refusal(reason, field, message))).isEmpty();
  }

  @Test
  void aRefusalWithoutDetailsIsNoConflict() {
    assertThat(FieldConflict.of(new KubernetesClientException("no status"))).isEmpty();
    assertThat(
            FieldConflict.of(
                new KubernetesClientException(
                    "no details", 422, new StatusBuilder().withCode(422).build())))
        .isEmpty();
  }

  private static KubernetesClientException refusal(String reason, String field, String message) {
    return new KubernetesClientException(
        message,
        422,
        new StatusBuilder()
            .withCode(422)
            .withNewDetails()
            .addNewCause(field, message, reason)
            .endDetails()
            .build());
  }
}
