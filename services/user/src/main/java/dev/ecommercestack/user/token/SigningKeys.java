package dev.ecommercestack.user.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
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
 * The signing keys of the database.
 *
 * <p>Every instance uses a snapshot that it refreshes regularly, and creates the next key when it
 * is due. A lock in the database lets one instance create it; the others find it. A key is
 * published long before it signs, so that all instances publish it by then. Without the database an
 * instance continues with its snapshot.
 */
public class SigningKeys {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  private final SigningKeyRepository repository;
  private final TransactionOperations transactions;
  private final KeySchedule.RotationPolicy policy;
  private final JWSAlgorithm algorithm;
  private final Clock clock;
  private volatile Snapshot snapshot;

  SigningKeys(
      SigningKeyRepository repository,
      TransactionOperations transactions,
      KeySchedule.RotationPolicy policy,
      JWSAlgorithm algorithm,
      Clock clock) {
    this.repository = repository;
    this.transactions = transactions;
    this.policy = policy;
    this.algorithm = algorithm;
    this.clock = clock;
    this.snapshot = new Snapshot(List.of(), new KeySchedule(List.of(), policy), Instant.MIN);
  }

  private record Snapshot(List<SigningKey> keys, KeySchedule schedule, Instant readAt) {
    Optional<SigningKey> key(KeyTimes times) {
      return keys.stream().filter(key -> key.id().equals(times.id())).findFirst();
    }
  }

  /**
   * Returns the key that signs now.
   *
   * @throws DataAccessException if this instance has no key yet and the database cannot be reached
   */
  JWK signer() {
    return findSigner()
        .or(
            () -> {
              refresh();
              return findSigner();
            })
        .orElseThrow(
            () -> new IllegalStateException("There is no signing key, and none could be created"));
  }

  /** Returns the public keys that verifiers may trust now. */
  public JWKSet published() {
    Snapshot current = snapshot;
    List<JWK> keys =
        current.schedule().published(clock.instant()).stream()
            .flatMap(times -> current.key(times).stream())
            .map(SigningKey::publicKey)
            .toList();
    return new JWKSet(keys);
  }

  /** Returns the time since the database was last read. */
  Duration age() {
    return Duration.between(snapshot.readAt(), clock.instant());
  }

  /** Returns the time since which the current key signs; empty if there is none. */
  Optional<Instant> signsSince() {
    return snapshot.schedule().signer(clock.instant()).map(KeyTimes::signsFrom);
  }

  /**
   * Reads the keys, creates the next one if it is due and deletes obsolete ones.
   *
   * @throws DataAccessException if the database cannot be reached; the snapshot is not changed then
   */
  public void refresh() {
    List<SigningKey> keys = repository.findAll();
    if (needsChange(keys)) {
      keys = transactions.execute(ignored -> rotate());
    }
    snapshot = new Snapshot(keys, schedule(keys), clock.instant());
  }

  /**
   * Reads the keys of the database.
   *
   * @return all keys, also revoked ones, by the time from which they sign
   */
  List<SigningKey> readAll() {
    refresh();
    return snapshot.keys();
  }

  /**
   * Creates the next key, which signs after the usual lead.
   *
   * @throws ProblemException 409 if a key waits already for the time from which it signs
   */
  SigningKey createNext() {
    String id = transactions.execute(ignored -> createWaiting());
    return readAll().stream().filter(key -> key.id().equals(id)).findFirst().orElseThrow();
  }

  private String createWaiting() {
    repository.lockRotation();
    List<SigningKey> keys = repository.findAll();
    Instant now = now();
    keys.stream()
        .filter(key -> key.revokedAt() == null && key.signsFrom().isAfter(now))
        .findFirst()
        .ifPresent(
            waiting -> {
              throw new ProblemException(
                  ProblemCode.SIGNING_KEY_WAITS,
                  "Signing key %s waits already: it signs from %s."
                      .formatted(waiting.id(), waiting.signsFrom()));
            });
    return createKey(nextAlgorithm(keys, now), now, now.plus(policy.lead()));
  }

  /**
   * Revokes a key. If it is the one that signs, the next one signs early, or a new one.
   *
   * @throws ProblemException 404 if there is no such key
   */
  void revoke(String keyId) {
    if (!repository.revoke(keyId, now())) {
      throw new ProblemException(
          ProblemCode.SIGNING_KEY_NOT_FOUND, "There is no signing key %s.".formatted(keyId));
    }
    refresh();
  }

  /** The current time as the database keeps it: a rounded-up time would be in the future. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private boolean needsChange(List<SigningKey> keys) {
    KeySchedule schedule = schedule(keys);
    Instant now = clock.instant();
    return schedule.nextKeyDue(now).isPresent()
        || keys.stream().anyMatch(key -> schedule.isObsolete(key.times(), now));
  }

  private List<SigningKey> rotate() {
    repository.lockRotation();
    // Read again under the lock: another instance may have rotated the keys meanwhile.
    List<SigningKey> keys = repository.findAll();
    KeySchedule schedule = schedule(keys);
    Instant now = now();
    schedule
        .nextKeyDue(now)
        .ifPresent(signsFrom -> createKey(nextAlgorithm(keys, now), now, signsFrom));
    keys.stream()
        .filter(key -> schedule.isObsolete(key.times(), now))
        .map(key -> key.id())
        .forEach(
            id -> {
              repository.delete(id);
              log.info("Deleted signing key {}: every token that it signed has expired", id);
            });
    return repository.findAll();
  }

  /**
   * The release before verifies ES256 only, and cannot read a table with other keys. So the first
   * key that this release adds to keys of that release is one more for ES256. While it signs, the
   * upgrade has ended long ago.
   */
  private JWSAlgorithm nextAlgorithm(List<SigningKey> keys, Instant now) {
    return keys.isEmpty()
            || keys.stream().anyMatch(key -> key.allowsRs256() && !key.signsFrom().isAfter(now))
        ? algorithm
        : JWSAlgorithm.ES256;
  }

  private String createKey(JWSAlgorithm algorithm, Instant now, Instant signsFrom) {
    JWK key = SigningKey.generate(algorithm);
    repository.insert(key, now, signsFrom);
    log.info(
        "Created signing key {} for {}, which signs from {}", key.getKeyID(), algorithm, signsFrom);
    return key.getKeyID();
  }

  private Optional<JWK> findSigner() {
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
