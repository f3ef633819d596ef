package dev.ecommercestack.declare.kafka;

import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * Creates SCRAM users and updates their passwords. A password is changed only when a login with it
 * fails.
 */
final class ScramUsers {
  private static final int ITERATIONS = 8192;
  private static final Duration PROPAGATION_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LOGIN_RETRY_DELAY = Duration.ofMillis(100);

  private final Admin client;
  private final KafkaConnection connection;
  private final ChangeRecorder changes;

  ScramUsers(Admin client, KafkaConnection connection, ChangeRecorder changes) {
    this.client = client;
    this.connection = connection;
    this.changes = changes;
  }

  void declare(Map<String, Credential> services) throws InterruptedException {
    if (services.isEmpty()) {
      return;
    }
    Set<String> present = connection.await(client.describeUserScramCredentials().all()).keySet();
    for (Map.Entry<String, Credential> service : services.entrySet()) {
      Credential credential = service.getValue();
      String what = "user %s for %s".formatted(credential.username(), service.getKey());
      if (!present.contains(credential.username())) {
        upsert(credential);
        changes.created(what);
      } else if (!connection.accepts(credential)) {
        upsert(credential);
        changes.changed("password of " + what);
      } else {
        changes.unchanged();
      }
    }
  }

  /**
   * Sets the password and waits until it works: the controller answers before the brokers have it.
   */
  private void upsert(Credential credential) throws InterruptedException {
    UserScramCredentialAlteration upsertion =
        new UserScramCredentialUpsertion(
            credential.username(),
            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
            credential.password());
    connection.await(client.alterUserScramCredentials(List.of(upsertion)).all());
    Instant deadline = Instant.now().plus(PROPAGATION_TIMEOUT);
    while (!connection.accepts(credential)) {
      if (Instant.now().isAfter(deadline)) {
        throw new UnreachableException(
            "Kafka took a new password of user %s but still refuses it after %d s."
                .formatted(credential.username(), PROPAGATION_TIMEOUT.toSeconds()));
      }
      Thread.sleep(LOGIN_RETRY_DELAY);
    }
  }
}
