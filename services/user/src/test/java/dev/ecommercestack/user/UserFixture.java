package dev.ecommercestack.user;

import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Database;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** An instance that slows guessing down soon, and people who come to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UserFixture {
  /** What 0.1.0 has stored for {@link UserInstance#PASSWORD}. */
  static final String HASH_OF_010 =
      "{bcrypt-hmac384}$2b$10$k/Z.nIYAQX725EhoyXVBC.qV4lrQ6pUrnuHQQM0.PGDDMlFEK6ITC";

  private static final AtomicInteger PEOPLE = new AtomicInteger();
  final Database database = Database.create();
  UserInstance user;

  @BeforeAll
  void start() {
    user =
        UserInstance.start(
            database,
            Credentials.create(),
            "--user.throttle.free-attempts=4",
            "--user.throttle.first-delay=2s",
            "--user.throttle.account.failures=14",
            "--user.throttle.network.failures=16",
            "--user.throttle.network.refill=5m");
  }

  @AfterAll
  void stop() {
    user.close();
  }

  /** Replaces the hash of {@link UserInstance#PASSWORD} by the one that 0.1.0 has stored. */
  final void storeHashOf010(String email) {
    database.execute(
        "update account set password_hash = '%s' where email = '%s'".formatted(HASH_OF_010, email));
  }

  /** Returns the stored hash of the password of an account. */
  final String hashOf(String email) {
    return database
        .client()
        .sql("select password_hash from account where email = ?")
        .param(email)
        .query(String.class)
        .single();
  }

  static String somebody() {
    return "person-%d@example.com".formatted(PEOPLE.incrementAndGet());
  }

  static List<Answer> atOnce(int times, Callable<Answer> call) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> futures =
          IntStream.range(0, times).mapToObj(i -> threads.submit(call)).toList();
      return futures.stream().map(UserFixture::result).toList();
    }
  }

  private static Answer result(Future<Answer> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
