package dev.ecommercestack.worker.job;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of jobs, each with a queue of its own, as {@code contracts/topology.yaml} has them. */
public enum JobType {
  PAYMENT("payment"),
  NOTIFICATION("notification"),
  CATALOG_IMPORT("catalog-import"),
  REPORT("report");

  /** The exchange through which jobs come. */
  public static final String EXCHANGE = "jobs";

  private final String routingKey;

  JobType(String routingKey) {
    this.routingKey = routingKey;
  }

  /** Returns the routing key on {@link #EXCHANGE}; also the name by which clients know the kind. */
  public String routingKey() {
    return routingKey;
  }

  /** Returns the queue. */
  public String queue() {
    return EXCHANGE + "." + routingKey;
  }

  /** Returns the name of the message. */
  public String message() {
    return routingKey + "-job";
  }

  /** Returns the kind of that name. */
  public static Optional<JobType> named(String routingKey) {
    return Arrays.stream(values()).filter(type -> type.routingKey.equals(routingKey)).findFirst();
  }
}
