package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.credentials.CredentialGenerator;
import dev.ecommercestack.operator.manager.credentials.CredentialRequest;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import dev.ecommercestack.operator.manager.rollout.ComponentSteps;
import dev.ecommercestack.operator.manager.rollout.Credentials;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The access of one reconciliation to the objects of one stack. The status is written elsewhere.
 */
public final class StackCluster implements ComponentSteps {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Changes changes = new Changes();
  private final ApiRequests apiRequests;
  private final CredentialStore credentials;
  private final Applier applier;
  private final VolumeClaims claims;
  private final DeploymentScaler deployments;
  private final PodReplacement pods;
  private final Pruner pruner;
  private final StackObserver observer;

  /**
   * @param stack the stack as it was read
   * @param context the informers and the client of the reconciliation
   * @param generator generates missing credentials
   * @param clock the time for deadlines
   * @param jobs the intervals after which Jobs run again
   */
  public StackCluster(
      EcommerceStack stack,
      Context<EcommerceStack> context,
      CredentialGenerator generator,
      Clock clock,
      JobSchedule jobs) {
    this.stack = stack;
    this.context = context;
    apiRequests = new ApiRequests(changes, clock);
    credentials = new CredentialStore(stack, context, generator, changes, apiRequests);
    claims = new VolumeClaims(stack, context, apiRequests);
    var runs = new JobRuns(context, clock, jobs);
    applier = new Applier(stack, context, changes, apiRequests, runs, claims);
    deployments = new DeploymentScaler(context, changes, apiRequests);
    pods = new PodReplacement(stack, context, changes, apiRequests, clock);
    pruner = new Pruner(stack, context, changes, apiRequests);
    observer = new StackObserver(stack, context, clock);
  }

  /** Whether the stack was deleted since it was read: then nothing is written for it any more. */
  public boolean isStackDeleted() {
    return Deletion.isUnderWay(stack, context);
  }

  /** Reads the Secrets of the user by name; those that do not exist are left out. */
  public Credentials userSecrets(Collection<String> names) {
    return credentials.userSecrets(names);
  }

  /** Finds, completes or generates the credentials of the stack. */
  public Credentials credentials(List<CredentialRequest> requests) {
    return credentials.complete(requests);
  }

  /** The pods of the stack, as they were last seen. */
  public List<Pod> pods() {
    return context.getSecondaryResourcesAsStream(Pod.class, true).toList();
  }

  /** UIDs of the volume claims of the stack by name. */
  public Map<String, String> volumes() {
    return claims.uids();
  }

  @Override
  public ApplyResult apply(ComponentPlan component) {
    var results = new ArrayList<ApplyResult>();
    var workload = applyObjects(component, results);
    component.objects().stream()
        .filter(StatefulSet.class::isInstance)
        .forEach(set -> results.add(claims.updateMetadata((StatefulSet) set)));
    if (component.waitingFor() != null) {
      results.add(new ApplyResult.Waiting(component.waitingFor()));
    }
    if (component.objects().stream().anyMatch(Job.class::isInstance)) {
      results.add(pruner.prune(Job.class, component));
    }
    if (component.replicaBounds() != null) {
      results.add(pruner.prune(HorizontalPodAutoscaler.class, component));
    }
    if (workload instanceof ApplyResult.Done) {
      results.add(pods.replaceStuckPods(component));
      results.add(deployments.scale(component));
    }
    return ApplyResult.worst(results);
  }

  /**
   * Applies every object, even if another one failed. Workloads are not applied while a ConfigMap
   * or a Secret of their pods is not as planned: the pods would start with wrong settings and would
   * not be restarted afterwards.
   *
   * @param results gets the result of each object
   * @return the worst result of the workloads
   */
  private ApplyResult applyObjects(ComponentPlan component, List<ApplyResult> results) {
    var read = new ArrayList<ApplyResult>();
    var workloads = new ArrayList<ApplyResult>();
    for (var object : component.objects()) {
      switch (object) {
        case ConfigMap config -> read.add(applier.apply(config));
        case Secret secret -> read.add(applier.apply(secret));
        case Deployment deployment -> workloads.add(unlessBehind(read, deployment));
        case StatefulSet set -> workloads.add(unlessBehind(read, set));
        case Job job -> workloads.add(unlessBehind(read, job));
        default -> results.add(applier.apply(object));
      }
    }
    results.addAll(read);
    results.addAll(workloads);
    return ApplyResult.worst(workloads);
  }

  private ApplyResult unlessBehind(List<ApplyResult> read, HasMetadata workload) {
    var before = ApplyResult.worst(read);
    return before instanceof ApplyResult.Done ? applier.apply(workload) : before;
  }

  @Override
  public Health observe(ComponentPlan component) {
    return observer.observe(component);
  }

  /** Deletes what is no longer planned, once the plan was rolled out to the end. */
  public void prune(Plan plan) {
    pruner.prune(plan);
  }

  /** The same stack, for reading only. */
  public StackObserver observer() {
    return observer;
  }

  /** What was written so far. */
  public Changes changes() {
    return changes;
  }
}
