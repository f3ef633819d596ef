package dev.ecommercestack.platform.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that repeats a task while there is something to do, and otherwise waits until it is
 * woken or a poll interval has passed. After a failure it pauses for the poll interval.
 */
public final class WakeableLoop {
  private final String name;
  private final Duration pollInterval;
  private final Task task;
  private final Consumer<RuntimeException> onFailure;
  private final Runnable onStop;
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  /** The task of a loop. */
  @FunctionalInterface
  public interface Task {
    /** Runs once and returns whether there may be more to do at once. */
    boolean run() throws InterruptedException;
  }

  /**
   * @param name the name of the thread
   * @param pollInterval how long the loop waits without a signal, and after a failure
   * @param task the task, which is run by one thread
   * @param onFailure called with each failure of the task, before the pause
   * @param onStop called by the thread after the last run
   */
  public WakeableLoop(
      String name,
      Duration pollInterval,
      Task task,
      Consumer<RuntimeException> onFailure,
      Runnable onStop) {
    this.name = name;
    this.pollInterval = pollInterval;
    this.task = task;
    this.onFailure = onFailure;
    this.onStop = onStop;
  }

  /** Starts the thread. */
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  private void run() {
    try {
      while (running) {
        try {
          if (!task.run() && signal.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
          }
        } catch (RuntimeException e) {
          onFailure.accept(e);
          Thread.sleep(pollInterval);
        }
      }
    } catch (InterruptedException e) {
      running = false;
    }
    onStop.run();
  }

  /** Ends the wait for something to do. */
  public void wake() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /**
   * Ends the loop after the current run of the task, and waits for that.
   *
   * @param timeout how long to wait
   * @return whether the thread has ended
   */
  public boolean stop(Duration timeout) {
    running = false;
    wake();
    Thread current = thread;
    try {
      return current == null || current.join(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns whether the loop was started and not stopped. */
  public boolean isRunning() {
    return running;
  }
}
