package dev.ecommercestack.declare;

import dev.ecommercestack.contracts.ContractException;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.kafka.KafkaDeclaration;
import dev.ecommercestack.declare.postgresql.PostgreSqlDeclaration;
import dev.ecommercestack.declare.rabbitmq.RabbitMqDeclaration;
import dev.ecommercestack.declare.redis.RedisDeclaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topology true, once, and says what it did. Exit statuses: see {@link Outcome}. */
public final class Declare {
  /** Kubernetes shows no more than this of a termination message, in bytes. */
  private static final int TERMINATION_MESSAGE_LIMIT = 4096;

  private static final Logger log = LoggerFactory.getLogger(Declare.class);

  private Declare() {}

  /** Runs the program. It takes no arguments: see {@link CredentialFiles} for what it reads. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.getenv()));
  }

  /**
   * Runs the program.
   *
   * @param env names other files than the default ones
   * @return the exit status
   */
  public static int run(Map<String, String> env) throws InterruptedException {
    Outcome outcome = outcome(env);
    if (outcome.exitCode() == Outcome.DECLARED) {
      log.info("{}", outcome.sentence());
    } else {
      log.error("{}", outcome.sentence());
    }
    leaveMessage(
        env.getOrDefault(
            CredentialFiles.TERMINATION_LOG_ENV, CredentialFiles.DEFAULT_TERMINATION_LOG),
        outcome.sentence());
    return outcome.exitCode();
  }

  private static Outcome outcome(Map<String, String> env) throws InterruptedException {
    Path file =
        Path.of(env.getOrDefault(CredentialFiles.CONFIG_ENV, CredentialFiles.DEFAULT_CONFIG));
    try {
      DeclareConfig config = DeclareConfig.parse(Files.readString(file));
      Path directory =
          Path.of(
              env.getOrDefault(CredentialFiles.DIRECTORY_ENV, CredentialFiles.DEFAULT_DIRECTORY));
      return declare(config, new Credentials(directory), Topology.load());
    } catch (NoSuchFileException e) {
      return Outcome.refused(
          "The configuration " + file + " is missing: mount the ConfigMap that holds it.");
    } catch (IOException e) {
      return Outcome.refused("The configuration " + file + " cannot be read: " + e);
    } catch (ContractException | MismatchException e) {
      return Outcome.refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Makes a topology true in all backing services that the configuration names.
   *
   * @throws MismatchException when a credential is missing
   */
  public static Outcome declare(DeclareConfig config, Credentials credentials, Topology topology)
      throws InterruptedException {
    List<Declaration> declarations = new ArrayList<>();
    if (config.kafka() != null) {
      declarations.add(KafkaDeclaration.of(config.kafka(), credentials, topology));
    }
    if (config.rabbitmq() != null) {
      declarations.add(RabbitMqDeclaration.of(config.rabbitmq(), credentials, topology));
    }
    if (config.postgresql() != null) {
      declarations.add(PostgreSqlDeclaration.of(config.postgresql(), credentials, topology));
    }
    if (config.redis() != null && config.redis().manageUsers()) {
      declarations.add(RedisDeclaration.of(config.redis(), credentials, topology));
    }
    log.info("Declaring the topology of {}.", config.stack());
    return new Run(config.patience()).all(declarations);
  }

  private static void leaveMessage(String file, String sentence) {
    Path path = Path.of(file);
    if (!Files.isWritable(path)) {
      return;
    }
    byte[] bytes = sentence.getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(path, Arrays.copyOf(bytes, Math.min(bytes.length, TERMINATION_MESSAGE_LIMIT)));
    } catch (IOException e) {
      log.warn("The result could not be left in {}: {}", path, e.toString());
    }
  }
}
