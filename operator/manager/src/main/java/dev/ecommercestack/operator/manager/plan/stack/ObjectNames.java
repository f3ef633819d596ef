package dev.ecommercestack.operator.manager.plan.stack;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.topology.Topology;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Names of the objects of a stack. The longest, with a stack name of 40 characters, has 62; what
 * Kubernetes appends to names of pods and revisions fits into its limit of 63.
 */
public final class ObjectNames {
  /** Name of the volume claim template of every StatefulSet with volumes. */
  public static final String DATA_VOLUME = "data";

  private ObjectNames() {}

  /** Returns the name of a component's main object and Service, for example {@code shop-kafka}. */
  public static String component(String stack, String component) {
    return stack + "-" + component;
  }

  /** Returns the name of the headless Service that gives each pod of a component its own name. */
  public static String headlessService(String stack, String component) {
    return component(stack, component) + "-nodes";
  }

  /** Returns the name of the volume claim of a pod of a StatefulSet with volumes. */
  public static String volumeClaim(String stack, String component, int pod) {
    return DATA_VOLUME + "-" + component(stack, component) + "-" + pod;
  }

  /** Returns the name of the Secret of a backing service's administrator. */
  public static String admin(String stack, Backing backing) {
    return component(stack, backing.id()) + "-admin";
  }

  /** Returns the name of the Secret with the login of the shop's administrator. */
  public static String shopAdmin(String stack) {
    return stack + "-admin";
  }

  /** Returns the name of the Secret with everything that a service logs in with. */
  public static String serviceCredentials(String stack, String service) {
    return component(stack, service) + "-credentials";
  }

  /** Returns the name of the Secret with the operator's logins at Kafka and RabbitMQ. */
  public static String operatorCredentials(String stack) {
    return serviceCredentials(stack, Topology.OPERATOR);
  }

  /** Returns the name of the ConfigMap with the history of the scaling decisions. */
  public static String scalingHistory(String stack) {
    return stack + "-scaling";
  }

  /** Returns the name of the Secret with the users of a managed Redis. */
  public static String redisAcl(String stack) {
    return component(stack, Components.REDIS) + "-acl";
  }

  /** Returns the name of the Secret with the first user of a managed RabbitMQ. */
  public static String rabbitMqDefaultUser(String stack) {
    return component(stack, Components.RABBITMQ) + "-default-user";
  }

  /**
   * Returns kind and name of an object for messages, as in {@code StatefulSet shop-kafka}.
   *
   * @param object an object with a name
   */
  public static String describe(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
