package dev.ecommercestack.worker.job;

import java.util.Arrays;
import java.util.Optional;

/** The types of jobs, each with a queue of its own in {@code contracts/topology.yaml}. */
public enum JobType {
  PAYMENT("payment"),
  NOTIFICATION("notification"),
  CATALOG_IMPORT("catalog-import"),
  REPORT("report");

  /** The exchange to which jobs are published. */
  public static final String EXCHANGE = "jobs";

  private final String routingKey;

  JobType(String routingKey) {
    this.routingKey = routingKey;
  }

  /** Returns the routing key on {@link #EXCHANGE}; also the name of the type in the API. */
  public String routingKey() {
    return routingKey;
  }

  /** Returns the name of the queue. */
  public String queue() {
    return EXCHANGE + "." + routingKey;
  }

  /** Returns the message type. */
  public String message() {
    return routingKey + "-job";
  }

  /** Returns the type with a routing key; empty if there is none. */
  public static Optional<JobType> ofRoutingKey(String routingKey) {
    return Arrays.stream(values()).filter(type -> type.routingKey.equals(routingKey)).findFirst();
  }
}
