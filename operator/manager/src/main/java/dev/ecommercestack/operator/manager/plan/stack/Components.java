package dev.ecommercestack.operator.manager.plan.stack;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names of the components of a stack, as they stand in object names, labels and status. */
public final class Components {
  /** The PostgreSQL server. */
  public static final String POSTGRESQL = "postgresql";

  /** The Kafka brokers, which carry business events. */
  public static final String KAFKA = "kafka";

  /** The RabbitMQ nodes, which carry jobs. */
  public static final String RABBITMQ = "rabbitmq";

  /** The Redis cache. */
  public static final String REDIS = "redis";

  /** The Job that makes topics, queues, users and databases. */
  public static final String DECLARE = "declare";

  /** The Eureka service registry. */
  public static final String EUREKA = "eureka";

  /** The service for accounts and tokens. */
  public static final String USER = "user";

  /** The service for products and stock. */
  public static final String PRODUCT = "product";

  /** The service for campaigns and coupons. */
  public static final String EVENT = "event";

  /** The service for orders. */
  public static final String ORDER = "order";

  /** The service that works off jobs. */
  public static final String WORKER = "worker";

  /** The API gateway, the only service that is reachable from outside. */
  public static final String GATEWAY = "gateway";

  /** The generated Secrets of the stack; it has no workload. */
  public static final String CREDENTIALS = "credentials";

  private Components() {}

  /**
   * Returns the name of the component that runs a backing service.
   *
   * @param backing the backing service
   */
  public static String of(Backing backing) {
    return backing.id();
  }

  /**
   * Returns what a spec says about each of the seven services, in the order of its fields.
   *
   * @param spec the spec of a stack
   * @return settings by name of the component
   */
  public static Map<String, ComponentSpec> services(EcommerceStackSpec spec) {
    Map<String, ComponentSpec> services = new LinkedHashMap<>();
    services.put(Components.EUREKA, spec.eureka());
    services.put(Components.GATEWAY, spec.gateway());
    services.put(Components.USER, spec.user());
    services.put(Components.PRODUCT, spec.product());
    services.put(Components.ORDER, spec.order());
    services.put(Components.EVENT, spec.event());
    services.put(Components.WORKER, spec.worker());
    return services;
  }
}
