package dev.ecommercestack.declare.kafka;

import dev.ecommercestack.declare.Changes;
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

/** Creates users and gives them their passwords, trying a password before changing it. */
final class ScramUsers {
  private static final int ITERATIONS = 8192;
  private static final Duration EFFECT = Duration.ofSeconds(30);

  private final Admin client;
  private final KafkaConnection connection;
  private final Changes changes;

  ScramUsers(Admin client, KafkaConnection connection, Changes changes) {
    this.client = client;
    this.connection = connection;
    this.changes = changes;
  }

  void declare(Map<String, Credential> services) throws InterruptedException {
    if (services.isEmpty()) {
      return;
    }
    Set<String> present = connection.get(client.describeUserScramCredentials().all()).keySet();
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

  /** Returns once the password works: the controller answers before every broker knows. */
  private void upsert(Credential credential) throws InterruptedException {
    UserScramCredentialAlteration upsertion =
        new UserScramCredentialUpsertion(
            credential.username(),
            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
            credential.password());
    connection.get(client.alterUserScramCredentials(List.of(upsertion)).all());
    Instant deadline = Instant.now().plus(EFFECT);
    while (!connection.accepts(credential)) {
      if (Instant.now().isAfter(deadline)) {
        throw new UnreachableException(
            "Kafka took a new password of user %s but still refuses it after %d s."
                .formatted(credential.username(), EFFECT.toSeconds()));
      }
      Thread.sleep(Duration.ofMillis(100));
    }
  }
}
