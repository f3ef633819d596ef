package dev.ecommercestack.operator.manager.status;

/** Reasons of conditions: words for programs, which do not change. */
public final class Reasons {

  /** All components are applied and healthy. */
  public static final String ALL_READY = "AllComponentsReady";

  /** Components are not healthy although no change is under way, or in spite of enough time. */
  public static final String COMPONENTS_NOT_HEALTHY = "ComponentsNotHealthy";

  /** A change is carried out. */
  public static final String ROLLOUT_IN_PROGRESS = "RolloutInProgress";

  /** The last change was carried out to the end. */
  public static final String ROLLOUT_COMPLETE = "RolloutComplete";

  /** The operator waits for something that happens without a person. */
  public static final String WAITING = "Waiting";

  /** The stack or what it refers to has to be corrected. */
  public static final String INVALID = "Invalid";

  /** The operator could not finish its work and tries again. */
  public static final String RECONCILE_ERROR = "ReconcileError";

  /** {@code spec.suspend} is true. */
  public static final String SUSPENDED = "Suspended";

  /** The annotation for pausing is set. */
  public static final String PAUSED = "Paused";

  /** Services say that they cannot use their database or a broker. */
  public static final String DEPENDENCIES_DOWN = "DependenciesDown";

  /** Services say that they cannot use the cache, and nothing else is wrong. */
  public static final String CACHE_DOWN = "CacheDown";

  /** Every service says that it can use all that it needs. */
  public static final String DEPENDENCIES_AVAILABLE = "AllDependenciesAvailable";

  /** Some services do not say whether they can use what they need. */
  public static final String DEPENDENCIES_UNKNOWN = "ServicesDoNotAnswer";

  /** The services were not asked yet. */
  public static final String NOT_OBSERVED = "NotObservedYet";

  /** The number of pods follows what waits. */
  public static final String SCALING_ACTIVE = "ScalingActive";

  /** There is no problem. */
  public static final String AS_EXPECTED = "AsExpected";

  private Reasons() {}
}
