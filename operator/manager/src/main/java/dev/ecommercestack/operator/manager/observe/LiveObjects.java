package dev.ecommercestack.operator.manager.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The workloads of a stack and their pods, as they were last seen.
 *
 * @param warnings Events of type Warning about the workloads: the only place where Kubernetes says
 *     why a StatefulSet or a Job could not create its pods. Empty when they were not read.
 * @param seenAt the time at which the objects were read
 */
public record LiveObjects(
    List<StatefulSet> statefulSets,
    List<Deployment> deployments,
    List<Job> jobs,
    List<Pod> pods,
    List<Event> warnings,
    Instant seenAt) {

  static final String COMPONENT_LABEL = "app.kubernetes.io/component";

  public LiveObjects {
    statefulSets = List.copyOf(statefulSets);
    deployments = List.copyOf(deployments);
    jobs = List.copyOf(jobs);
    pods = List.copyOf(pods);
    warnings = List.copyOf(warnings);
  }

  /**
   * What there is of one component; warnings stay as they are, they are matched by the name of
   * their object.
   */
  public LiveObjects of(String component) {
    return new LiveObjects(
        only(statefulSets, component),
        only(deployments, component),
        only(jobs, component),
        only(pods, component),
        warnings,
        seenAt);
  }

  /**
   * The same objects, but of these Jobs only the named ones if there are any: others they replace
   * may still be there.
   */
  public LiveObjects preferring(Set<String> jobNames) {
    var wanted =
        jobs.stream().filter(job -> jobNames.contains(job.getMetadata().getName())).toList();
    return wanted.isEmpty()
        ? this
        : new LiveObjects(statefulSets, deployments, wanted, pods, warnings, seenAt);
  }

  /** The same objects with these warnings. */
  public LiveObjects with(List<Event> newWarnings) {
    return new LiveObjects(statefulSets, deployments, jobs, pods, newWarnings, seenAt);
  }

  /** Whether a workload has fewer pods than it should: only warnings can tell why. */
  public boolean lacksPods() {
    return statefulSets.stream().anyMatch(set -> lacks(set, WorkloadState.of(set).desired()))
        || deployments.stream().anyMatch(set -> lacks(set, WorkloadState.of(set).desired()))
        || jobs.stream().anyMatch(job -> JobHealth.lacksPod(job, pods));
  }

  private boolean lacks(HasMetadata workload, int desired) {
    var component = labels(workload).get(COMPONENT_LABEL);
    return component != null && only(pods, component).size() < desired;
  }

  private static <T extends HasMetadata> List<T> only(List<T> objects, String component) {
    Predicate<T> ofComponent = object -> component.equals(labels(object).get(COMPONENT_LABEL));
    return objects.stream().filter(ofComponent).toList();
  }

  private static Map<String, String> labels(HasMetadata object) {
    var labels = object.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
