package dev.ecommercestack.testing.waiting;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets a test that waits fail for what it waits for only. By default Awaitility also throws what
 * any other thread did not catch meanwhile, for example one of a client whose broker the test has
 * stopped. Every module with this one on its test class path has it.
 */
public final class OwnThreadsOnly implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }
}
