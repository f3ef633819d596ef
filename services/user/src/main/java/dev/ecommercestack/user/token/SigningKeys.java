package dev.ecommercestack.user.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys that sign tokens, as the database has them.
 *
 * <p>Every instance works on a snapshot that it renews regularly, and makes the next key when it is
 * due; a lock in the database lets one instance make it and the others find it. Because a key is
 * published long before it signs, all instances publish it by then. Without the database an
 * instance goes on with its snapshot.
 */
public class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

  private final SigningKeyRepository repository;
  private final TransactionOperations transactions;
  private final KeySchedule.Policy policy;
  private final Clock clock;
  private volatile Snapshot snapshot;

  SigningKeys(
      SigningKeyRepository repository,
      TransactionOperations transactions,
      KeySchedule.Policy policy,
      Clock clock) {
    this.repository = repository;
    this.transactions = transactions;
    this.policy = policy;
    this.clock = clock;
    this.snapshot = new Snapshot(List.of(), new KeySchedule(List.of(), policy), Instant.MIN);
  }

  private record Snapshot(List<SigningKey> keys, KeySchedule schedule, Instant readAt) {
    Optional<SigningKey> key(KeyTimes times) {
      return keys.stream().filter(key -> key.publicKey().getKeyID().equals(times.id())).findFirst();
    }
  }

  /**
   * The key that signs now.
   *
   * @throws DataAccessException when this instance has no key yet and the database cannot be
   *     reached
   */
  ECKey signer() {
    return findSigner()
        .or(
            () -> {
              renew();
              return findSigner();
            })
        .orElseThrow(
            () -> new IllegalStateException("There is no signing key, nor could one be made"));
  }

  /** The public keys that verifiers may trust now. */
  public JWKSet published() {
    Snapshot current = snapshot;
    List<JWK> keys =
        current.schedule().published(clock.instant()).stream()
            .flatMap(times -> current.key(times).stream())
            .<JWK>map(SigningKey::publicKey)
            .toList();
    return new JWKSet(keys);
  }

  /** The age of the snapshot: how long ago the database was last read. */
  Duration age() {
    return Duration.between(snapshot.readAt(), clock.instant());
  }

  /** When the newest key that signs began to. */
  Optional<Instant> signsSince() {
    return snapshot.schedule().signer(clock.instant()).map(KeyTimes::signsFrom);
  }

  /**
   * Reads the keys, makes the next one if it is due and deletes those that nobody needs.
   *
   * @throws DataAccessException when the database cannot be reached; the snapshot stays as it was
   */
  public void renew() {
    List<SigningKey> keys = repository.findAll();
    if (needsChange(keys)) {
      keys = transactions.execute(ignored -> change());
    }
    snapshot = new Snapshot(keys, schedule(keys), clock.instant());
  }

  private boolean needsChange(List<SigningKey> keys) {
    KeySchedule schedule = schedule(keys);
    Instant now = clock.instant();
    return schedule.due(now).isPresent()
        || keys.stream().anyMatch(key -> schedule.isSpent(key.times(), now));
  }

  private List<SigningKey> change() {
    repository.lockRotation();
    // Read again under the lock: another instance may just have done the work.
    List<SigningKey> keys = repository.findAll();
    KeySchedule schedule = schedule(keys);
    // The database keeps microseconds: a rounded-up time would be in the future.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    schedule.due(now).ifPresent(signsFrom -> make(now, signsFrom));
    keys.stream()
        .filter(key -> schedule.isSpent(key.times(), now))
        .map(key -> key.publicKey().getKeyID())
        .forEach(
            id -> {
              repository.delete(id);
              LOG.info("Deleted signing key {}: every token that it signed has expired", id);
            });
    return repository.findAll();
  }

  private void make(Instant now, Instant signsFrom) {
    ECKey key = SigningKey.generate();
    repository.insert(key, now, signsFrom);
    LOG.info("Made signing key {}, which signs from {}", key.getKeyID(), signsFrom);
  }

  private Optional<ECKey> findSigner() {
    Snapshot current = snapshot;
    return current
        .schedule()
        .signer(clock.instant())
        .flatMap(current::key)
        .flatMap(SigningKey::privateKey);
  }

  private KeySchedule schedule(List<SigningKey> keys) {
    return new KeySchedule(keys.stream().map(SigningKey::times).toList(), policy);
  }
}
