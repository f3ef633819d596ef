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
 * Sends the results of claims to waiting clients as server-sent events. Each stream has a virtual
 * thread that checks the claim at a fixed interval. When this instance stops, all streams end and
 * the clients reconnect to another instance.
 */
@Component
class ClaimEventStreams implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ClaimEventStreams.class);
  private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(15);

  private final ClaimResults results;
  private final EventSettings.ClaimSettings settings;
  private volatile CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean running;

  ClaimEventStreams(ClaimResults results, EventSettings settings) {
    this.results = results;
    this.settings = settings.claims();
  }

  /**
   * Opens a stream of events, which ends after a final status.
   *
   * @param claimId the id of the claim
   * @param userId the id of the user who must have made the claim
   * @throws ProblemException 404 {@code claim_not_found}
   */
  SseEmitter open(UUID claimId, UUID userId) {
    ClaimResponse first = results.find(claimId, userId);
    SseEmitter stream = new SseEmitter(settings.watchLongest().toMillis());
    AtomicBoolean closed = new AtomicBoolean();
    stream.onCompletion(() -> closed.set(true));
    stream.onTimeout(() -> closed.set(true));
    stream.onError(error -> closed.set(true));
    Thread.ofVirtual()
        .name("watch-" + claimId)
        .start(() -> follow(stream, closed, first, claimId, userId));
    return stream;
  }

  private void follow(
      SseEmitter stream, AtomicBoolean closed, ClaimResponse first, UUID claimId, UUID userId) {
    CountDownLatch stopSignal = stopping;
    ClaimResponse sent = first;
    long sentAtNanos = System.nanoTime();
    try {
      send(stream, sent);
      while (!sent.status().decided() && !closed.get()) {
        if (stopSignal.await(settings.watchInterval().toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
        ClaimResponse current = refresh(userId, sent);
        if (current == null) {
          break;
        }
        if (!current.equals(sent)) {
          send(stream, current);
          sent = current;
          sentAtNanos = System.nanoTime();
        } else if (System.nanoTime() - sentAtNanos > KEEP_ALIVE_INTERVAL.toNanos()) {
          stream.send(SseEmitter.event().comment("still waiting"));
          sentAtNanos = System.nanoTime();
        }
      }
      stream.complete();
    } catch (IOException | IllegalStateException e) {
      log.debug("The client that watched claim {} has disconnected", claimId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stream.complete();
    }
  }

  /**
   * Returns the present state of a claim, or null if the claim does not exist. If the state cannot
   * be read now, returns the last one.
   */
  private @Nullable ClaimResponse refresh(UUID userId, ClaimResponse sent) {
    try {
      return results.refresh(sent, userId);
    } catch (ProblemException e) {
      // The issuer has passed the end of the queue without it: the claim was never made.
      return e.status() == HttpStatus.NOT_FOUND ? null : sent;
    } catch (DataAccessException | TransactionException e) {
      log.debug("Claim {} cannot be read now: {}", sent.claimId(), e.getMessage());
      return sent;
    }
  }

  private static void send(SseEmitter stream, ClaimResponse claim) throws IOException {
    stream.send(SseEmitter.event().name("claim").data(claim));
  }

  @Override
  public void start() {
    stopping = new CountDownLatch(1);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    stopping.countDown();
  }

  /**
   * Returns the phase in which the web server waits for requests in progress: open streams would
   * keep it waiting.
   */
  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
