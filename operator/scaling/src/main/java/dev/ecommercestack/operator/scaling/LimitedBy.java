package dev.ecommercestack.operator.scaling;

/** What keeps a decision from another number of pods: reported, not scaled into. */
public enum LimitedBy {
  /** The broker does not say what waits. */
  BROKER_UNAVAILABLE("BrokerUnavailable"),
  /** The pods are being replaced. */
  ROLLOUT("Rollout"),
  /** Messages wait, pods are there, and nothing is worked off: consumers hang, or none reads. */
  STALLED_CONSUMER("StalledConsumer"),
  /** One partition holds most of what waits, and only one pod can read it. */
  HOT_PARTITION("HotPartition"),
  /** The last pods that were added brought little: something behind them is the bottleneck. */
  DOWNSTREAM("Downstream"),
  /** More pods than the policy allows would be needed. */
  MAX_REPLICAS("MaxReplicas"),
  /** More pods than there are partitions would be needed. */
  PARTITIONS("Partitions"),
  /** Pods beyond backlog over prefetch would find no message. */
  PREFETCH("Prefetch"),
  /** The count was changed too often in the last hour. */
  ACTIONS_PER_HOUR("ActionsPerHour");

  private final String word;

  LimitedBy(String word) {
    this.word = word;
  }

  /** Returns the limit as one word for a status, for example {@code HotPartition}. */
  public String word() {
    return word;
  }
}
