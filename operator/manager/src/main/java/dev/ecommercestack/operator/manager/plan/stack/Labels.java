package dev.ecommercestack.operator.manager.plan.stack;

import java.util.Map;
import java.util.TreeMap;

/** Labels and annotations of the objects of a stack. */
public final class Labels {
  /** Name of the component. */
  public static final String NAME = "app.kubernetes.io/name";

  /** Name of the stack. */
  public static final String INSTANCE = "app.kubernetes.io/instance";

  /** Name of the component again, for those who group by it. */
  public static final String COMPONENT = "app.kubernetes.io/component";

  /** {@value #PRODUCT} on everything. */
  public static final String PART_OF = "app.kubernetes.io/part-of";

  /** {@value #OPERATOR} on everything. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Value of {@link #PART_OF}. */
  public static final String PRODUCT = "ecommerce-stack";

  /** Value of {@link #MANAGED_BY} and of {@link #NAME} on the operator's own pods. */
  public static final String OPERATOR = "ecommerce-stack-operator";

  /** Annotation of pod templates: it changes when a changed input needs a restart of the pods. */
  public static final String CONFIG_CHECKSUM = "ecommercestack.dev/config-checksum";

  /**
   * Annotations of objects that have no owner because they outlive the stack. Where Argo CD finds
   * its objects by the label {@value #INSTANCE}, it would delete these objects, because Git does
   * not contain them.
   */
  public static final Map<String, String> ARGO_CD_KEEP_ANNOTATIONS =
      Map.of(
          "argocd.argoproj.io/sync-options", "Prune=false,Delete=false",
          "argocd.argoproj.io/compare-options", "IgnoreExtraneous");

  private Labels() {}

  /** Returns the labels of an object. */
  public static Map<String, String> of(String stack, String component) {
    Map<String, String> labels = new TreeMap<>(selector(stack, component));
    labels.put(COMPONENT, component);
    labels.put(PART_OF, PRODUCT);
    labels.put(MANAGED_BY, OPERATOR);
    return labels;
  }

  /** Returns what selects the pods of a component; it can never change. */
  public static Map<String, String> selector(String stack, String component) {
    return new TreeMap<>(Map.of(NAME, component, INSTANCE, stack));
  }

  /** Returns what selects every object of a stack that the operator made. */
  public static Map<String, String> stack(String stack) {
    return new TreeMap<>(Map.of(INSTANCE, stack, MANAGED_BY, OPERATOR));
  }
}
