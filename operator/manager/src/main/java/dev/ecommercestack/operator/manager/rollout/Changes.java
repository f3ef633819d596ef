package dev.ecommercestack.operator.manager.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was written for one stack in one reconciliation. */
public final class Changes {

  private static final Logger log = LoggerFactory.getLogger(Changes.class);

  private final List<String> applied = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> retried = new ArrayList<>();
  private final List<String> scaled = new ArrayList<>();
  private final List<String> grown = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  void applied(HasMetadata object) {
    log.info("Applied {}", Refusals.describe(object));
    applied.add(Refusals.describe(object));
  }

  void made(HasMetadata object) {
    log.info("Made {}", Refusals.describe(object));
    made.add(Refusals.describe(object));
  }

  void removed(HasMetadata object) {
    log.info("Removed {}, which is no longer planned", Refusals.describe(object));
    removed.add(Refusals.describe(object));
  }

  void retried(HasMetadata object) {
    log.info("Removed {}, which failed, to run it again", Refusals.describe(object));
    retried.add(Refusals.describe(object));
  }

  void scaled(HasMetadata object, int from, int to) {
    var change = "%s from %d to %d pods".formatted(Refusals.describe(object), from, to);
    log.info("Scaled {}", change);
    scaled.add(change);
  }

  void grown(HasMetadata claim, String size) {
    var change = "%s to %s".formatted(Refusals.describe(claim), size);
    log.info("Grew {}", change);
    grown.add(change);
  }

  void kept(HasMetadata claim, String size, String wanted) {
    var fact =
        "%s was there before and keeps its %s: volumes cannot shrink to %s"
            .formatted(Refusals.describe(claim), size, wanted);
    log.info("{}", fact);
    kept.add(fact);
  }

  void replaced(HasMetadata pod) {
    log.info("Removed {}: its revision is outdated and never became ready", Refusals.describe(pod));
    replaced.add(Refusals.describe(pod));
  }

  void failed(String cause) {
    log.warn("{}", cause);
    failed.add(cause);
  }

  /** Objects that were not there, as in {@code StatefulSet shop-kafka}. */
  public List<String> made() {
    return List.copyOf(made);
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

  /**
   * Volumes that were made larger, as in {@code PersistentVolumeClaim data-shop-kafka-0 to 20Gi}.
   */
  public List<String> grown() {
    return List.copyOf(grown);
  }

  /** Volumes of an earlier stack that are larger than this one asks for, each as a sentence. */
  public List<String> kept() {
    return List.copyOf(kept);
  }

  /** Pods of an outdated revision that could not start and were deleted to make room. */
  public List<String> replaced() {
    return List.copyOf(replaced);
  }

  /** Requests that failed, each as a sentence that names the object: they are tried again soon. */
  public List<String> failed() {
    return List.copyOf(failed);
  }
}
