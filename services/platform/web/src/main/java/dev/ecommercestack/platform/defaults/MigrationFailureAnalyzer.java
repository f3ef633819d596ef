package dev.ecommercestack.platform.defaults;

import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why a service cannot start on its database. */
public final class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
    Throwable deepest = cause;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return new FailureAnalysis(
        "The database is not in the state that this version needs: %s%n%s"
            .formatted(cause.getMessage(), deepest == cause ? "" : deepest.getMessage()),
        "Check that the database exists and that its role may change it (program `declare` sees to"
            + " both), and that no migration that was applied has been edited since.",
        cause);
  }
}
