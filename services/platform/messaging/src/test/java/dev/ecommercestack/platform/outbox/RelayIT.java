package dev.ecommercestack.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The relay on a real table, with a broker that does what the test says. */
class RelayIT {
  private static EmbeddedPostgres postgres;
  private static DataSource database;
  private static JdbcClient jdbc;
  private static TransactionTemplate transactions;
  private static JdbcOutbox outbox;
  private final FakeBroker broker = new FakeBroker();
  private final OutboxProperties properties =
      new OutboxProperties(100, Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);

  /** Remembers what it was given. */
  private static final class FakeBroker implements Transport {
    final List<String> received = new ArrayList<>();
    Function<OutboxMessage, Outcome> answer = message -> new Outcome.Sent();
    Runnable afterwards = () -> {};
    Duration longestSend = Duration.ofMinutes(5);

    @Override
    public Kind kind() {
      return Kind.KAFKA;
    }

    @Override
    public Duration longestSend() {
      return longestSend;
    }

    @Override
    public List<Outcome> send(List<OutboxMessage> messages) {
      List<Outcome> outcomes = messages.stream().map(answer).toList();
      for (int i = 0; i < messages.size(); i++) {
        if (outcomes.get(i) instanceof Outcome.Sent) {
          received.add(
              JsonMapper.shared().readTree(messages.get(i).payload()).path("type").asString());
        }
      }
      afterwards.run();
      return outcomes;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    // One object: transactions and statements find each other by it.
    database = postgres.getPostgresDatabase();
    Flyway.configure()
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .dataSource(database)
        .locations("classpath:db/common")
        .load()
        .migrate();
    jdbc = JdbcClient.create(database);
    transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    outbox =
        new JdbcOutbox(
            new JdbcTemplate(database),
            new Envelopes(JsonMapper.shared(), Clock.systemUTC(), "test", () -> null),
            kind -> {});
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    jdbc.sql("truncate outbox").update();
    jdbc.sql("update outbox_lease set expires_at = '-infinity'").update();
  }

  @Test
  void repeatsMessagesOfCrashedRelayInOrderWhenItsLeaseEnds() {
    UUID aggregate = UUID.randomUUID();
    say(aggregate, "one");
    say(aggregate, "two");
    broker.afterwards =
        () -> {
          throw new IllegalStateException("crash, says the test");
        };
    Relay crashed = relay();
    assertThatThrownBy(crashed::pass).isInstanceOf(IllegalStateException.class);
    broker.afterwards = () -> {};
    Relay heir = relay();
    assertThat(heir.pass()).as("the lease has not ended").isZero();
    jdbc.sql("update outbox_lease set expires_at = now() where transport = 'KAFKA'").update();
    say(aggregate, "three");
    assertThat(heir.pass()).isEqualTo(3);
    assertThat(broker.received).containsExactly("one", "two", "one", "two", "three");
    assertThat(waiting()).isZero();
  }

  @Test
  void repeatsAtOnceAfterItsOwnFailure() {
    say(UUID.randomUUID(), "one");
    broker.afterwards =
        () -> {
          throw new IllegalStateException("database away, says the test");
        };
    Relay relay = relay();
    assertThatThrownBy(relay::pass).isInstanceOf(IllegalStateException.class);
    broker.afterwards = () -> {};
    assertThat(relay.pass()).isEqualTo(1);
  }

  @Test
  void behindARefusedMessageOnlyItsOwnAggregateWaits() {
    UUID bad = UUID.randomUUID();
    say(bad, "refused");
    say(bad, "behind");
    say(UUID.randomUUID(), "other");
    broker.answer =
        message ->
            message.payload().contains("\"refused\"")
                ? new Transport.Outcome.Refused("too large")
                : new Transport.Outcome.Sent();
    Relay patient =
        relay(
            new OutboxProperties(
                100, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(1)));
    patient.pass();
    patient.pass();
    // "behind" was with the broker once, in the same batch; it is not counted as sent.
    assertThat(broker.received).containsOnlyOnce("other");
    assertThat(waiting()).isEqualTo(2);
    assertThat(backlog(Transport.Kind.KAFKA).refused()).isEqualTo(1);

    jdbc.sql("update outbox set retry_at = now()").update();
    broker.answer = message -> new Transport.Outcome.Sent();
    broker.received.clear();
    patient.pass();
    assertThat(broker.received).containsExactly("refused", "behind");
    assertThat(waiting()).isZero();
  }

  @Test
  void whileTheBrokerIsAwayNothingIsLostAndItIsNotAskedInALoop() {
    say(UUID.randomUUID(), "one");
    int[] asked = {0};
    broker.answer =
        message -> {
          asked[0]++;
          return new Transport.Outcome.Unavailable("away, says the test");
        };
    Relay patient =
        relay(
            new OutboxProperties(
                100, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(1)));
    patient.pass();
    patient.pass();
    assertThat(asked[0]).isEqualTo(1);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void sendsFromOneRelayAtATimeAndWithoutTransaction() {
    say(UUID.randomUUID(), "one");
    FakeBroker second = new FakeBroker();
    Relay other = relay(second, properties);
    broker.afterwards =
        () -> {
          assertThat(other.pass()).isZero();
          assertThat(transactionsOpen()).isZero();
        };
    assertThat(relay().pass()).isEqualTo(1);
    assertThat(second.received).isEmpty();
    say(UUID.randomUUID(), "two");
    assertThat(other.pass()).as("the lease was given back").isEqualTo(1);
  }

  /** Such as a relay of the version before, which takes no lease. */
  @Test
  void keepsOrderWhenAnotherRelaySendsAtTheSameTime() {
    UUID aggregate = UUID.randomUUID();
    say(aggregate, "one");
    say(aggregate, "two");
    broker.longestSend = Duration.ZERO;
    Relay other = relay();
    broker.afterwards =
        () -> {
          broker.afterwards = () -> {};
          say(aggregate, "three");
          other.pass();
        };
    Relay relay = relay();
    relay.pass();
    say(aggregate, "four");
    relay.pass();
    assertThat(broker.received).containsExactly("one", "two", "one", "two", "three", "four");
    assertThat(waiting()).isZero();
  }

  @Test
  void sendsNothingOfAnotherBroker() {
    say(UUID.randomUUID(), "fact");
    transactions.executeWithoutResult(
        status -> outbox.job("jobs", "test", Message.of("job", UUID.randomUUID(), Map.of())));
    assertThat(relay().pass()).isEqualTo(1);
    assertThat(broker.received).containsExactly("fact");
    assertThat(backlog(Transport.Kind.RABBITMQ).messages()).isEqualTo(1);
    assertThat(backlog(Transport.Kind.KAFKA)).isEqualTo(OutboxRepository.Backlog.EMPTY);
  }

  @Test
  void outsideATransactionNothingCanBeSaid() {
    assertThatThrownBy(() -> outbox.fact("t", Message.of("one", UUID.randomUUID(), Map.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@Transactional");
  }

  private Relay relay() {
    return relay(properties);
  }

  private Relay relay(OutboxProperties own) {
    return relay(broker, own);
  }

  private static Relay relay(Transport transport, OutboxProperties own) {
    return new Relay(new OutboxRepository(jdbc), transactions, transport, own, Clock.systemUTC());
  }

  private static OutboxRepository.Backlog backlog(Transport.Kind kind) {
    return new OutboxRepository(jdbc).backlog().getOrDefault(kind, OutboxRepository.Backlog.EMPTY);
  }

  private static long transactionsOpen() {
    return jdbc.sql(
            "select count(*) from pg_stat_activity where xact_start is not null and backend_type = 'client backend' and pid <> pg_backend_pid()")
        .query(Long.class)
        .single();
  }

  private static void say(UUID aggregate, String type) {
    transactions.executeWithoutResult(
        status -> outbox.fact("topic", Message.of(type, aggregate, Map.of())));
  }

  private static long waiting() {
    return jdbc.sql("select count(*) from outbox").query(Long.class).single();
  }
}
