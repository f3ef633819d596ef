package dev.ecommercestack.operator.manager.status;

/** Reasons of conditions: words for programs, which do not change. */
public final class Reasons {

  /** Everything asked for is there and healthy. */
  public static final String ALL_READY = "AllComponentsReady";

  /** Components are not healthy although no change is under way, or in spite of enough time. */
  public static final String COMPONENTS_NOT_HEALTHY = "ComponentsNotHealthy";

  /** A change is carried out. */
  public static final String ROLLOUT_IN_PROGRESS = "RolloutInProgress";

  /** The last change was carried out to the end. */
  public static final String ROLLOUT_COMPLETE = "RolloutComplete";

  /** Something has to go or come first, which does not need a person. */
  public static final String WAITING = "Waiting";

  /** The stack or what it refers to has to be corrected. */
  public static final String INVALID = "Invalid";

  /** The operator failed several times in a row. */
  public static final String RECONCILE_ERROR = "ReconcileError";

  /** {@code spec.suspend} is true. */
  public static final String SUSPENDED = "Suspended";

  /** The annotation for pausing is set. */
  public static final String PAUSED = "Paused";

  /** Nothing to say. */
  public static final String AS_EXPECTED = "AsExpected";

  private Reasons() {}
}
