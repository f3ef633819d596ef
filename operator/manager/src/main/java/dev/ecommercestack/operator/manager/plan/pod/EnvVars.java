package dev.ecommercestack.operator.manager.plan.pod;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

/** Environment variables of containers. */
public final class EnvVars {

  private EnvVars() {}

  /**
   * Returns a variable with a fixed value.
   *
   * @param name name of the variable
   * @param value its value, which is no secret
   */
  public static EnvVar value(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  /**
   * Returns a variable with the value of a field of the pod.
   *
   * @param name name of the variable
   * @param fieldPath path of the field, such as {@code metadata.name}
   */
  public static EnvVar field(String name, String fieldPath) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withApiVersion("v1")
        .withFieldPath(fieldPath)
        .endFieldRef()
        .endValueFrom()
        .build();
  }
}
