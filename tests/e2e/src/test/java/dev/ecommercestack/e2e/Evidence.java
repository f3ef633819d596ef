package dev.ecommercestack.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Keeps objects, events and logs when a test fails, before a later one takes the stack away; the
 * folder carries the test's name.
 */
final class Evidence implements TestWatcher {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  @Override
  public void testFailed(ExtensionContext test, @Nullable Throwable cause) {
    String name = test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName();
    Path folder = ROOT.resolve("target/test/diagnose-" + name.replaceAll("[^A-Za-z.]", ""));
    try {
      Process diagnose =
          new ProcessBuilder(ROOT.resolve("dev/scripts/diagnose").toString(), folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!diagnose.waitFor(3, TimeUnit.MINUTES)) {
        diagnose.destroy();
      }
      System.out.println("Evidence of " + name + ": " + folder.resolve("summary.txt"));
    } catch (IOException e) {
      System.out.println("No evidence could be kept in " + folder + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
