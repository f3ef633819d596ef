package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.manager.plan.MissingSecret;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The credentials that a plan can be made from.
 *
 * @param secrets complete Secrets by name
 * @param problems why others, by name, are not among them
 */
public record Credentials(Map<String, Secret> secrets, Map<String, ApplyResult> problems) {

  public Credentials {
    secrets = Map.copyOf(secrets);
    problems = Map.copyOf(problems);
  }

  /** Done only if none is missing. */
  public ApplyResult result() {
    return ApplyResult.worst(List.copyOf(problems.values()));
  }

  /** Those that are missing, with the reason. */
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
