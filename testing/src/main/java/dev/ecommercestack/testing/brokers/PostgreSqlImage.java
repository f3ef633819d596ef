package dev.ecommercestack.testing.brokers;

import java.util.Map;

/** Programs of the PostgreSQL image, for what {@link PostgreSqlServer} does not do. */
public final class PostgreSqlImage {
  private static final String FINISHED = "the script is through";

  private PostgreSqlImage() {}

  /**
   * Runs a script to its end by the image's shell, which stops at the first command that fails.
   *
   * @param script begins in /; it finds its files in /etc/server and may write to /var/lib/server
   * @param files by name
   * @throws IllegalStateException with the end of what it printed when it fails
   */
  public static void run(String script, Map<String, String> files) {
    ImageProcess.start(
            Image.load("postgresql"),
            script + "\necho " + FINISHED + "\nsleep 60\n",
            files,
            Map.of(),
            FINISHED)
        .close();
  }
}
