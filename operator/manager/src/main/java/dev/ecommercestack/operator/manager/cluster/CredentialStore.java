package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.credentials.CredentialGenerator;
import dev.ecommercestack.operator.manager.credentials.CredentialRequest;
import dev.ecommercestack.operator.manager.credentials.ForeignSecretException;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import dev.ecommercestack.operator.manager.rollout.Credentials;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores the generated credentials of a stack. A password that is in use is never replaced: before
 * one is generated, the Secret is read from the API server, because a cache may be stale; and new
 * Secrets are created, not applied, because another client may just have written one.
 */
final class CredentialStore {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final CredentialGenerator generator;
  private final Changes changes;
  private final ApiRequests apiRequests;

  CredentialStore(
      EcommerceStack stack,
      Context<EcommerceStack> context,
      CredentialGenerator generator,
      Changes changes,
      ApiRequests apiRequests) {
    this.stack = stack;
    this.context = context;
    this.generator = generator;
    this.changes = changes;
    this.apiRequests = apiRequests;
  }

  /**
   * Returns every requested Secret. Missing Secrets are created and missing keys are added.
   *
   * @param requests the Secrets that the stack needs
   */
  Credentials complete(List<CredentialRequest> requests) {
    var secrets = new HashMap<String, Secret>();
    var problems = new HashMap<String, ApplyResult>();
    for (var request : requests) {
      var complete = cached(request);
      if (complete.isPresent()) {
        secrets.put(request.secretName(), complete.get());
      } else {
        var name = request.secretName();
        note(name, apiRequests.send(named(name), () -> completeLive(request, secrets)), problems);
      }
    }
    return new Credentials(secrets, problems);
  }

  /**
   * Reads the Secrets of the user. Those that do not exist are left out.
   *
   * @param names names of the Secrets in the namespace of the stack
   */
  Credentials userSecrets(Collection<String> names) {
    var secrets = new HashMap<String, Secret>();
    var problems = new HashMap<String, ApplyResult>();
    for (var name : names) {
      note(name, apiRequests.send(named(name), () -> read(name, secrets)), problems);
    }
    return new Credentials(secrets, problems);
  }

  private ApplyResult read(String name, Map<String, Secret> secrets) {
    var secret = fetch(name);
    if (secret != null) {
      secrets.put(name, secret);
    }
    return new ApplyResult.Done();
  }

  private static void note(String name, ApplyResult result, Map<String, ApplyResult> problems) {
    if (!(result instanceof ApplyResult.Done)) {
      problems.put(name, result);
    }
  }

  private Optional<Secret> cached(CredentialRequest request) {
    return context
        .getSecondaryResourcesAsStream(Secret.class, true)
        .filter(secret -> secret.getMetadata().getName().equals(request.secretName()))
        .filter(secret -> Ownership.of(secret, stack) == Ownership.OURS)
        .filter(secret -> generator.complete(stack, request, secret).equals(secret))
        .findFirst();
  }

  private ApplyResult completeLive(CredentialRequest request, Map<String, Secret> secrets) {
    if (Deletion.isUnderWay(stack, context)) {
      return new ApplyResult.Waiting("the stack is being deleted");
    }
    var live = fetch(request.secretName());
    var ownership = live == null ? Ownership.OURS : Ownership.of(live, stack);
    if (ownership == Ownership.BEING_DELETED) {
      return new ApplyResult.Waiting(
          "Secret %s of the deleted stack is still being deleted".formatted(request.secretName()));
    }
    if (live != null && ownership == Ownership.FOREIGN) {
      return new ApplyResult.Refused(Ownership.advice(live, stack));
    }
    try {
      return write(live, generator.complete(stack, request, live), secrets);
    } catch (ForeignSecretException foreign) {
      return new ApplyResult.Refused(String.valueOf(foreign.getMessage()));
    }
  }

  private ApplyResult write(@Nullable Secret live, Secret complete, Map<String, Secret> secrets) {
    var name = complete.getMetadata().getName();
    if (live == null) {
      secrets.put(name, context.getClient().resource(complete).create());
      changes.created(complete);
    } else if (complete.equals(live)) {
      secrets.put(name, live);
    } else {
      var version = live.getMetadata().getResourceVersion();
      secrets.put(
          name, context.getClient().resource(complete).lockResourceVersion(version).update());
      changes.applied(complete);
    }
    return new ApplyResult.Done();
  }

  private static Secret named(String name) {
    return new SecretBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private @Nullable Secret fetch(String name) {
    return context
        .getClient()
        .secrets()
        .inNamespace(stack.getMetadata().getNamespace())
        .withName(name)
        .get();
  }
}
