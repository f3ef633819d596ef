package dev.ecommercestack.order;

/** Where order sends jobs for the worker, and where the worker sends their results. */
public final class WorkerRouting {
  /** The RabbitMQ exchange of all jobs. */
  public static final String JOBS_EXCHANGE = "jobs";

  /** The routing key of results for order, sent with each job as {@code replyTo}. */
  public static final String REPLY_TO = "order";

  private WorkerRouting() {}
}
