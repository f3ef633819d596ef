package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes that one reconciliation has made to the objects of one stack. */
public final class Changes {

  private static final Logger log = LoggerFactory.getLogger(Changes.class);

  private final List<String> applied = new ArrayList<>();
  private final List<String> created = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> retried = new ArrayList<>();
  private final List<String> scaled = new ArrayList<>();
  private final List<String> expanded = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  /**
   * Records that an existing object was changed.
   *
   * @param object the object
   */
  public void applied(HasMetadata object) {
    log.info("Applied {}", ObjectNames.describe(object));
    applied.add(ObjectNames.describe(object));
  }

  /**
   * Records that an object was created.
   *
   * @param object the object
   */
  public void created(HasMetadata object) {
    log.info("Created {}", ObjectNames.describe(object));
    created.add(ObjectNames.describe(object));
  }

  /**
   * Records that an object was deleted because it is no longer planned.
   *
   * @param object the object
   */
  public void removed(HasMetadata object) {
    log.info("Deleted {}: it is no longer planned", ObjectNames.describe(object));
    removed.add(ObjectNames.describe(object));
  }

  /**
   * Records that a failed Job was deleted to be run again.
   *
   * @param object the Job
   */
  public void retried(HasMetadata object) {
    log.info("Deleted {}, which failed, to run it again", ObjectNames.describe(object));
    retried.add(ObjectNames.describe(object));
  }

  /**
   * Records that the number of pods was set.
   *
   * @param object the Deployment
   * @param from number of pods before
   * @param to number of pods now
   */
  public void scaled(HasMetadata object, int from, int to) {
    var change = "%s from %d to %d pods".formatted(ObjectNames.describe(object), from, to);
    log.info("Scaled {}", change);
    scaled.add(change);
  }

  /**
   * Records that a volume was expanded.
   *
   * @param claim the volume claim
   * @param size its new size, such as {@code 20Gi}
   */
  public void expanded(HasMetadata claim, String size) {
    var change = "%s to %s".formatted(ObjectNames.describe(claim), size);
    log.info("Expanded {}", change);
    expanded.add(change);
  }

  /**
   * Records that a retained volume is larger than specified.
   *
   * @param claim the volume claim
   * @param size its size, such as {@code 20Gi}
   * @param wanted the specified size
   */
  public void kept(HasMetadata claim, String size, String wanted) {
    var fact =
        "%s existed before and keeps its size of %s: volumes cannot shrink to %s"
            .formatted(ObjectNames.describe(claim), size, wanted);
    log.info("{}", fact);
    kept.add(fact);
  }

  /**
   * Records that a pod of an outdated revision was deleted.
   *
   * @param pod the pod
   */
  public void replaced(HasMetadata pod) {
    log.info(
        "Deleted {}: its revision is outdated and it never became ready",
        ObjectNames.describe(pod));
    replaced.add(ObjectNames.describe(pod));
  }

  /**
   * Records that a request failed.
   *
   * @param cause a sentence that names the object
   */
  public void failed(String cause) {
    log.warn("{}", cause);
    failed.add(cause);
  }

  /** Objects that were created, as in {@code StatefulSet shop-kafka}. */
  public List<String> created() {
    return List.copyOf(created);
  }

  /** Objects that were changed. */
  public List<String> applied() {
    return List.copyOf(applied);
  }

  /** Objects that were deleted because they are no longer planned. */
  public List<String> removed() {
    return List.copyOf(removed);
  }

  /** Failed Jobs that were deleted to be run again. */
  public List<String> retried() {
    return List.copyOf(retried);
  }

  /**
   * Deployments whose number of pods was set, as in {@code Deployment shop-order from 1 to 2 pods}.
   */
  public List<String> scaled() {
    return List.copyOf(scaled);
  }

  /** Volumes that were expanded, as in {@code PersistentVolumeClaim data-shop-kafka-0 to 20Gi}. */
  public List<String> expanded() {
    return List.copyOf(expanded);
  }

  /** Volumes of an earlier stack that are larger than this stack specifies, each as a sentence. */
  public List<String> kept() {
    return List.copyOf(kept);
  }

  /** Pods of an outdated revision that could not start and were deleted. */
  public List<String> replaced() {
    return List.copyOf(replaced);
  }

  /** Requests that failed, each as a sentence that names the object: they are tried again soon. */
  public List<String> failed() {
    return List.copyOf(failed);
  }
}
