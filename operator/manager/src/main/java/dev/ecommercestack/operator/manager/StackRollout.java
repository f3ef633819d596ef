package dev.ecommercestack.operator.manager;

import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.manager.plan.ImageCatalog;
import dev.ecommercestack.operator.manager.plan.MissingSecret;
import dev.ecommercestack.operator.manager.plan.Planner;
import dev.ecommercestack.operator.manager.plan.StackInput;
import dev.ecommercestack.operator.manager.plan.Validator;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Credentials;
import dev.ecommercestack.operator.manager.rollout.Rollout;
import dev.ecommercestack.operator.manager.rollout.RolloutMode;
import dev.ecommercestack.operator.manager.rollout.StackCluster;
import dev.ecommercestack.operator.manager.status.StackReport;
import dev.ecommercestack.operator.manager.status.StackReport.Situation;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a reconciliation does before its status is published: load, validate, plan, apply. */
final class StackRollout {

  private final Topology topology;
  private final Planner planner;
  private final ImageCatalog images;

  /**
   * @param topology topics, queues and databases of every stack
   * @param planner turns a stack into objects
   * @param images resolves the image of each component
   */
  StackRollout(Topology topology, Planner planner, ImageCatalog images) {
    this.topology = topology;
    this.planner = planner;
    this.images = images;
  }

  /** Carries out as much as is possible now. Writes everything but the status. */
  StackReport run(EcommerceStack stack, StackCluster cluster) {
    return Hold.on(stack)
        .map(hold -> stop(stack, cluster, hold.situation(), hold.message()))
        .orElseGet(() -> validate(stack, cluster));
  }

  private StackReport validate(EcommerceStack stack, StackCluster cluster) {
    var problems =
        Stream.concat(images.refusal(stack.getSpec()).stream(), Validator.validate(stack).stream())
            .toList();
    return problems.isEmpty()
        ? loadCredentials(stack, cluster)
        : stop(stack, cluster, Situation.INVALID, String.join("; ", problems));
  }

  private StackReport loadCredentials(EcommerceStack stack, StackCluster cluster) {
    var generated = cluster.credentials(planner.credentials(stack, topology));
    return switch (generated.result()) {
      case ApplyResult.Done(), ApplyResult.Failed(var _) ->
          loadUserSecrets(stack, generated, cluster);
      case ApplyResult.Waiting(var cause) -> stop(stack, cluster, Situation.WAITING, cause);
      case ApplyResult.Refused(var cause) -> stop(stack, cluster, Situation.INVALID, cause);
    };
  }

  /** What is missing holds up only the components that need it. */
  private StackReport loadUserSecrets(
      EcommerceStack stack, Credentials generated, StackCluster cluster) {
    var brought = cluster.userSecrets(Validator.referencedSecrets(stack));
    var missing =
        Stream.concat(
                Stream.concat(generated.missing(), brought.missing()),
                Validator.missingSecrets(stack, brought.secrets()).stream()
                    .filter(secret -> !brought.problems().containsKey(secret.secret())))
            .toList();
    var secrets = join(brought.secrets(), generated.secrets());
    return rollOut(
        stack,
        new StackInput(stack, images, topology, secrets, missing, cluster.volumes()),
        cluster);
  }

  private StackReport rollOut(EcommerceStack stack, StackInput input, StackCluster cluster) {
    var plan = planner.plan(input);
    var mode = RolloutMode.of(stack.getMetadata().getGeneration(), plan, lastStatus(stack));
    var components = new Rollout(cluster).run(plan, mode);
    var situation =
        switch (mode) {
          case ORDERED -> Situation.ORDERED_ROLLOUT;
          case STEADY -> isRolledOut(stack) ? Situation.STEADY : Situation.DIRECT_ROLLOUT;
        };
    var report = new StackReport(situation, toBring(input), components, plan.podsHash());
    if (report.isComplete()) {
      cluster.prune(plan);
    }
    return report;
  }

  private static @Nullable String toBring(StackInput input) {
    var causes =
        input.missing().stream()
            .filter(MissingSecret::needsAction)
            .map(MissingSecret::cause)
            .distinct()
            .collect(Collectors.joining("; "));
    return causes.isEmpty() ? null : causes;
  }

  private boolean isRolledOut(EcommerceStack stack) {
    var last = lastStatus(stack);
    var rolledOut = last.rolledOut();
    return rolledOut != null
        && rolledOut.generation() == stack.getMetadata().getGeneration()
        && images.version(stack.getSpec()).equals(last.lastGoodVersion());
  }

  /** Nothing is applied, but what runs is still observed. */
  static StackReport stop(
      EcommerceStack stack, StackCluster cluster, Situation situation, String message) {
    return new StackReport(situation, message, cluster.observe(lastStatus(stack).components()));
  }

  private static Map<String, Secret> join(Map<String, Secret> brought, Map<String, Secret> made) {
    var all = new HashMap<>(brought);
    all.putAll(made);
    return all;
  }

  private static EcommerceStackStatus lastStatus(EcommerceStack stack) {
    return requireNonNullElse(stack.getStatus(), EcommerceStackStatus.NONE);
  }
}
