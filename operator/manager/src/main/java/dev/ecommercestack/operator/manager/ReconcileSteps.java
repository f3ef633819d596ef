package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Reconciliation.lastStatus;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.Planner;
import dev.ecommercestack.operator.manager.plan.Validator;
import dev.ecommercestack.operator.manager.plan.stack.ImageCatalog;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecret;
import dev.ecommercestack.operator.manager.plan.stack.StackInput;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Credentials;
import dev.ecommercestack.operator.manager.rollout.Rollout;
import dev.ecommercestack.operator.manager.rollout.RolloutMode;
import dev.ecommercestack.operator.manager.scaling.BacklogSource;
import dev.ecommercestack.operator.manager.scaling.BacklogSources;
import dev.ecommercestack.operator.manager.status.StackReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a reconciliation up to its report, in the order in which {@link
 * EcommerceStackReconciler} runs them. They write everything but the status.
 */
final class ReconcileSteps {

  private final Topology topology;
  private final Planner planner;
  private final ImageCatalog images;

  /**
   * @param topology topics, queues and databases of every stack
   * @param planner turns a stack into objects
   * @param images resolves the image of each component
   */
  ReconcileSteps(Topology topology, Planner planner, ImageCatalog images) {
    this.topology = topology;
    this.planner = planner;
    this.images = images;
  }

  /** Ends the reconciliation of a stack that is paused or suspended. */
  Optional<StackReport> checkPause(Reconciliation reconciliation) {
    return ReconcilePause.of(reconciliation.stack())
        .map(pause -> reconciliation.stop(pause.outcome(), pause.message()));
  }

  /** Ends the reconciliation of a stack with an invalid spec. Nothing of it is applied. */
  Optional<StackReport> validate(Reconciliation reconciliation) {
    var stack = reconciliation.stack();
    var problems =
        Stream.concat(
                images.refusal(stack.getSpec()).stream(),
                Validator.validate(stack, topology).stream())
            .toList();
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(reconciliation.stop(Outcome.INVALID, String.join("; ", problems)));
  }

  /**
   * Generates the missing credentials and reads the user's Secrets. Ends the reconciliation when
   * the name of a generated Secret is taken. A Secret that the user has to create holds up only the
   * components that need it.
   */
  Optional<StackReport> loadCredentials(Reconciliation reconciliation) {
    var generated =
        reconciliation.cluster().credentials(planner.credentials(reconciliation.stack(), topology));
    return switch (generated.result()) {
      case ApplyResult.Done(), ApplyResult.Failed(var _) -> {
        reconciliation.setPlanInput(planInput(reconciliation, generated));
        yield Optional.empty();
      }
      case ApplyResult.Waiting(var cause) ->
          Optional.of(reconciliation.stop(Outcome.WAITING, cause));
      case ApplyResult.Refused(var cause) ->
          Optional.of(reconciliation.stop(Outcome.INVALID, cause));
    };
  }

  /**
   * Plans the stack and applies as much of the plan as is possible now. Always ends with a report.
   */
  Optional<StackReport> rollOut(Reconciliation reconciliation) {
    var stack = reconciliation.stack();
    var cluster = reconciliation.cluster();
    var input = reconciliation.planInput();
    var plan = planner.plan(input);
    var mode = RolloutMode.of(stack.getMetadata().getGeneration(), plan, lastStatus(stack));
    var components = new Rollout(cluster).run(plan, mode);
    var outcome =
        switch (mode) {
          case ORDERED -> Outcome.ORDERED_ROLLOUT;
          case STEADY -> isRolledOut(stack) ? Outcome.STEADY : Outcome.DIRECT_ROLLOUT;
        };
    var report = new StackReport(outcome, requiredAction(input), components, plan.podsHash());
    if (report.isComplete()) {
      cluster.prune(plan);
    }
    return Optional.of(report);
  }

  /**
   * Where it is read what waits for the components that scale on it, by their names; empty when the
   * reconciliation ended before the credentials were known.
   */
  Optional<Map<String, BacklogSource>> backlogSources(Reconciliation reconciliation) {
    return reconciliation.hasPlanInput()
        ? Optional.of(BacklogSources.of(planner.scope(reconciliation.planInput())))
        : Optional.empty();
  }

  private StackInput planInput(Reconciliation reconciliation, Credentials generated) {
    var stack = reconciliation.stack();
    var cluster = reconciliation.cluster();
    var userSecrets = cluster.userSecrets(Validator.referencedSecrets(stack));
    var missing =
        Stream.concat(
                Stream.concat(generated.missing(), userSecrets.missing()),
                Validator.missingSecrets(stack, userSecrets.secrets()).stream()
                    .filter(secret -> !userSecrets.problems().containsKey(secret.secret())))
            .toList();
    Map<String, Secret> secrets = new HashMap<>(userSecrets.secrets());
    secrets.putAll(generated.secrets());
    return new StackInput(
        stack, images, topology, secrets, missing, cluster.volumes(), cluster.pods());
  }

  /** What a user has to do for the components that cannot be planned; null when nothing. */
  private static @Nullable String requiredAction(StackInput input) {
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
}
