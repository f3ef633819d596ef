package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;

/** Names of the components of a stack, as they stand in object names, labels and status. */
public final class Components {
  /** The database server. */
  public static final String POSTGRESQL = "postgresql";

  /** The brokers that carry facts. */
  public static final String KAFKA = "kafka";

  /** The nodes that carry jobs. */
  public static final String RABBITMQ = "rabbitmq";

  /** The cache. */
  public static final String REDIS = "redis";

  /** The Job that makes topics, queues, users and databases. */
  public static final String DECLARE = "declare";

  /** The registry. */
  public static final String EUREKA = "eureka";

  /** Accounts and tokens. */
  public static final String USER = "user";

  /** Products and stock. */
  public static final String PRODUCT = "product";

  /** Campaigns and coupons. */
  public static final String EVENT = "event";

  /** Orders. */
  public static final String ORDER = "order";

  /** Jobs. */
  public static final String WORKER = "worker";

  /** The only door. */
  public static final String GATEWAY = "gateway";

  /** Not a workload: the Secrets of the stack. */
  public static final String CREDENTIALS = "credentials";

  private Components() {}

  /** Returns the component that runs a backing service. */
  public static String of(Backing backing) {
    return backing.id();
  }
}
