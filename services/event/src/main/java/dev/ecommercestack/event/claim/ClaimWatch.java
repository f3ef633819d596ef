package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.platform.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells clients what becomes of their claims, by server-sent events. Each has a virtual thread that
 * looks at the board from time to time; when this instance leaves, all streams end and the clients
 * come back to another one.
 */
@Component
class ClaimWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ClaimWatch.class);
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final ClaimResults results;
  private final EventSettings.Claims settings;
  private volatile CountDownLatch leaving = new CountDownLatch(1);
  private volatile boolean running;

  ClaimWatch(ClaimResults results, EventSettings settings) {
    this.results = results;
    this.settings = settings.claims();
  }

  /**
   * Begins a stream of events.
   *
   * @throws ProblemException 404 {@code claim_not_found}
   */
  SseEmitter watch(UUID claimId, UUID userId) {
    ClaimResponse first = results.find(claimId, userId);
    SseEmitter stream = new SseEmitter(settings.watchLongest().toMillis());
    AtomicBoolean gone = new AtomicBoolean();
    stream.onCompletion(() -> gone.set(true));
    stream.onTimeout(() -> gone.set(true));
    stream.onError(error -> gone.set(true));
    Thread.ofVirtual()
        .name("watch-" + claimId)
        .start(() -> follow(stream, gone, first, claimId, userId));
    return stream;
  }

  private void follow(
      SseEmitter stream, AtomicBoolean gone, ClaimResponse first, UUID claimId, UUID userId) {
    CountDownLatch end = leaving;
    ClaimResponse told = first;
    long toldAt = System.nanoTime();
    try {
      send(stream, told);
      while (!told.status().decided() && !gone.get()) {
        if (end.await(settings.watchInterval().toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
        ClaimResponse current = look(userId, told);
        if (current == null) {
          break;
        }
        if (!current.equals(told)) {
          send(stream, current);
          told = current;
          toldAt = System.nanoTime();
        } else if (System.nanoTime() - toldAt > SILENCE.toNanos()) {
          stream.send(SseEmitter.event().comment("still waiting"));
          toldAt = System.nanoTime();
        }
      }
      stream.complete();
    } catch (IOException | IllegalStateException e) {
      log.debug("The client that watched claim {} has gone", claimId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stream.complete();
    }
  }

  /**
   * Returns how a claim is now, or null if there is none. What cannot be seen now has not changed.
   */
  private @Nullable ClaimResponse look(UUID userId, ClaimResponse told) {
    try {
      return results.since(told, userId);
    } catch (ProblemException e) {
      // The queue was decided without it: it was never made.
      return e.status() == HttpStatus.NOT_FOUND ? null : told;
    } catch (DataAccessException | TransactionException e) {
      log.debug("Claim {} cannot be looked at now: {}", told.claimId(), e.getMessage());
      return told;
    }
  }

  private static void send(SseEmitter stream, ClaimResponse claim) throws IOException {
    stream.send(SseEmitter.event().name("claim").data(claim));
  }

  @Override
  public void start() {
    leaving = new CountDownLatch(1);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    leaving.countDown();
  }

  /** When requests in progress are waited for: the streams would be waited for in vain. */
  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
