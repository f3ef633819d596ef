package dev.ecommercestack.operator.manager.rollout;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;

/**
 * The credentials that a plan can be made from.
 *
 * @param secrets complete Secrets by name
 * @param result done only if none is missing
 */
public record Credentials(Map<String, Secret> secrets, ApplyResult result) {

  public Credentials {
    secrets = Map.copyOf(secrets);
  }
}
