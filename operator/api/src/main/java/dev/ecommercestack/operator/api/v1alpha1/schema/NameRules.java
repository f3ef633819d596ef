package dev.ecommercestack.operator.api.v1alpha1.schema;

/**
 * Conditions (CEL) on names whose form Kubernetes fixes. The API server refuses other names in the
 * objects that the operator makes of a stack, so it has to refuse them in the stack. CEL's format
 * library checks names as the API server does; it needs Kubernetes 1.32.
 */
public final class NameRules {
  /** Key and value of a label, of a map with the keys {@code k}. */
  public static final String LABEL =
      "!format.qualifiedName().validate(k).hasValue()"
          + " && !format.labelValue().validate(self[k]).hasValue()";

  /** Key {@code k} of an annotation; its prefix, unlike that of a label, may be upper-case. */
  public static final String ANNOTATION =
      "!format.qualifiedName().validate(k.lowerAscii()).hasValue()";

  private NameRules() {}
}
