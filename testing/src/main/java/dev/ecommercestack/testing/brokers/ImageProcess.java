package dev.ecommercestack.testing.brokers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A running program of an image. It ends with this object, and with the Java process however that
 * ends: it holds on to the other end of a pipe.
 */
final class ImageProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int LOG_TAIL_LINES = 30;

  private final String name;
  private final Process process;
  private final Path log;
  private final Path work;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ImageProcess(String name, Process process, Path log, Path work) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.work = work;
  }

  /**
   * Starts a program and waits until it says that it is ready.
   *
   * @param script what the program's shell runs, beginning in /; it finds its files in /etc/server
   *     and may write to /var/lib/server
   * @param files by name
   * @param environment variables beside the image's own
   * @param ready what the log says when the program is ready
   * @throws IllegalStateException with the end of the log when it does not start
   */
  static ImageProcess start(
      Image image,
      String script,
      Map<String, String> files,
      Map<String, String> environment,
      String ready) {
    try {
      Path work = Files.createTempDirectory("broker-" + image.name() + "-");
      write(Files.createDirectory(work.resolve("files")), files);
      Path logs = Files.createDirectories(Path.of("target", "brokers").toAbsolutePath());
      Path log = Files.createTempFile(logs, image.name() + "-", ".log");
      ProcessBuilder builder = new ProcessBuilder(words(image, work, script));
      builder.environment().clear();
      builder.environment().putAll(image.environment());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      ImageProcess started = new ImageProcess(image.name(), builder.start(), log, work);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      started.await(ready);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(Image image, Path work, String script) throws IOException {
    Path enter = work.resolve("enter.sh");
    try (InputStream source = ImageProcess.class.getResourceAsStream("enter.sh")) {
      Files.copy(Objects.requireNonNull(source), enter);
    }
    List<String> words = new ArrayList<>(List.of("/usr/bin/unshare"));
    if (!isRoot()) {
      words.addAll(List.of("--user", "--map-root-user"));
    }
    words.addAll(List.of("--mount", "--pid", "--fork", "--kill-child", "/bin/bash"));
    words.addAll(List.of(enter.toString(), image.rootfs().toString(), work.toString()));
    words.addAll(List.of(Integer.toString(image.uid()), Integer.toString(image.gid())));
    words.addAll(List.of("/bin/sh", "-euc", script));
    return words;
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private static void write(Path directory, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.writeString(path, file.getValue());
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private void await(String ready) throws IOException {
    Instant deadline = Instant.now().plus(START);
    while (!Files.readString(log).contains(ready)) {
      if (!process.isAlive()) {
        throw failed("ended with status " + process.exitValue());
      }
      if (Instant.now().isAfter(deadline)) {
        RuntimeException failure =
            failed("did not say '" + ready + "' in " + START.toSeconds() + " s");
        close();
        throw failure;
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while " + name + " started", e);
      }
    }
  }

  private RuntimeException failed(String how) throws IOException {
    List<String> lines = Files.readAllLines(log);
    List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
    return new IllegalStateException(
        "%s %s. The end of its log %s:%n%s".formatted(name, how, log, String.join("\n", tail)));
  }

  /** Ends the program and everything that it started. The log stays. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    process.destroyForcibly();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("Left behind after " + name + ": " + work + ": " + e);
    }
  }
}
