package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.manager.plan.stack.MissingSecret;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Secrets that were read for a plan.
 *
 * @param secrets complete Secrets by name
 * @param problems why a Secret could not be read or completed, by name of the Secret
 */
public record Credentials(Map<String, Secret> secrets, Map<String, ApplyResult> problems) {

  public Credentials {
    secrets = Map.copyOf(secrets);
    problems = Map.copyOf(problems);
  }

  /** Returns the worst problem; {@code Done} when there is none. */
  public ApplyResult result() {
    return ApplyResult.worst(List.copyOf(problems.values()));
  }

  /** Returns the Secrets with problems as missing ones. */
  public Stream<MissingSecret> missing() {
    return problems.entrySet().stream()
        .flatMap(
            problem ->
                switch (problem.getValue()) {
                  case ApplyResult.Done() -> Stream.<MissingSecret>empty();
                  case ApplyResult.Waiting(var cause) -> missing(problem.getKey(), cause, false);
                  case ApplyResult.Failed(var cause) -> missing(problem.getKey(), cause, false);
                  case ApplyResult.Refused(var cause) -> missing(problem.getKey(), cause, true);
                });
  }

  private static Stream<MissingSecret> missing(String secret, String cause, boolean needsAction) {
    return Stream.of(new MissingSecret("", secret, List.of(), cause, needsAction));
  }
}
