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

/**
 * The {@code declare} program: declares the topology once and reports the changes. {@link
 * DeclareResult} has its exit statuses.
 */
public final class Declare {
  /** The part of a termination message that Kubernetes keeps, in bytes. */
  private static final int MAX_TERMINATION_MESSAGE_BYTES = 4096;

  private static final Logger log = LoggerFactory.getLogger(Declare.class);

  private Declare() {}

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args ignored; {@link CredentialFiles} lists the files and variables that are read
   */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.getenv()));
  }

  /**
   * Runs the program.
   *
   * @param env the environment variables; {@link CredentialFiles} names those that replace default
   *     paths
   * @return the exit status
   */
  public static int run(Map<String, String> env) throws InterruptedException {
    DeclareResult result = tryDeclare(env);
    if (result.exitCode() == DeclareResult.EXIT_DECLARED) {
      log.info("{}", result.message());
    } else {
      log.error("{}", result.message());
    }
    writeTerminationMessage(
        env.getOrDefault(
            CredentialFiles.TERMINATION_LOG_ENV, CredentialFiles.DEFAULT_TERMINATION_LOG),
        result.message());
    return result.exitCode();
  }

  private static DeclareResult tryDeclare(Map<String, String> env) throws InterruptedException {
    Path file =
        Path.of(env.getOrDefault(CredentialFiles.CONFIG_ENV, CredentialFiles.DEFAULT_CONFIG));
    try {
      DeclareConfig config = DeclareConfig.parse(Files.readString(file));
      Path directory =
          Path.of(
              env.getOrDefault(CredentialFiles.DIRECTORY_ENV, CredentialFiles.DEFAULT_DIRECTORY));
      return declare(config, new Credentials(directory), Topology.load());
    } catch (NoSuchFileException e) {
      return DeclareResult.ofMismatch(
          "The configuration " + file + " is missing: mount the ConfigMap that holds it.");
    } catch (IOException e) {
      return DeclareResult.ofMismatch("The configuration " + file + " cannot be read: " + e);
    } catch (ContractException | MismatchException e) {
      return DeclareResult.ofMismatch(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Declares a topology in all backing services that the configuration names.
   *
   * @throws MismatchException when a credential is missing
   */
  public static DeclareResult declare(
      DeclareConfig config, Credentials credentials, Topology topology)
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
    return new DeclarationRunner(config.timeout()).runAll(declarations);
  }

  private static void writeTerminationMessage(String file, String message) {
    Path path = Path.of(file);
    if (!Files.isWritable(path)) {
      return;
    }
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(
          path, Arrays.copyOf(bytes, Math.min(bytes.length, MAX_TERMINATION_MESSAGE_BYTES)));
    } catch (IOException e) {
      log.warn("The result could not be written to {}: {}", path, e.toString());
    }
  }
}
