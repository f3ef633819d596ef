package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import dev.ecommercestack.order.lifecycle.Effect;
import dev.ecommercestack.order.lifecycle.Lifecycle;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.order.lifecycle.SagaState;
import dev.ecommercestack.order.lifecycle.SagaStep;
import dev.ecommercestack.order.lifecycle.Transition;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies events to the sagas of orders. The new state and the effects of an event are stored in
 * one database transaction, under the lock on the saga's row.
 */
@Service
public class SagaService {
  private final SagaRepository repository;
  private final EffectWriter effects;
  private final SagaWakeUp wakeUp;
  private final OrderSettings.Saga settings;
  private final MeterRegistry meters;

  SagaService(
      SagaRepository repository,
      EffectWriter effects,
      SagaWakeUp wakeUp,
      OrderSettings settings,
      MeterRegistry meters) {
    this.repository = repository;
    this.effects = effects;
    this.wakeUp = wakeUp;
    this.settings = settings.saga();
    this.meters = meters;
  }

  /**
   * Starts the saga of a stored order when the caller's transaction is committed.
   *
   * @param orderId the id of the order
   * @param withCoupon whether the order uses a coupon
   */
  @Transactional
  public void start(UUID orderId, boolean withCoupon) {
    repository.insert(orderId, SagaState.initial(withCoupon));
    wakeUp.wakeAfterCommit();
  }

  /**
   * Locks an order against other changes until the caller's transaction ends.
   *
   * @param orderId the id of the order
   */
  @Transactional
  public void lock(UUID orderId) {
    repository.lock(orderId);
  }

  /**
   * Returns the states of sagas by order id.
   *
   * @param orderIds the ids of the orders
   */
  @Transactional(readOnly = true)
  public Map<UUID, SagaState> states(Collection<UUID> orderIds) {
    return repository.findStates(orderIds);
  }

  /**
   * Applies an event that does not come from a step of the saga itself.
   *
   * <p>A cancellation during a call to another service waits until the call has ended. Otherwise a
   * reservation could be released before it was made.
   *
   * @param orderId the id of the order
   * @param event the event
   * @return the state after the event, empty if there is no such order
   */
  @Transactional
  public Optional<SagaState> handle(UUID orderId, SagaEvent event) {
    return repository.findForUpdate(orderId).map(row -> handle(row, event));
  }

  private SagaState handle(SagaRow row, SagaEvent event) {
    SagaState before = row.state();
    boolean calling = row.leased() && before.step().activity() == SagaStep.Activity.CALL;
    if (calling && event instanceof SagaEvent.CancelRequested && Lifecycle.cancellable(before)) {
      repository.requestCancel(row.orderId());
      return before;
    }
    Transition transition = Lifecycle.next(before, event);
    SagaState after = transition.state();
    if (event instanceof SagaEvent.ChargeUnknown && after.step().awaitsCharge()) {
      repeatCharge(row, after);
      return after;
    }
    if (after.equals(before) && transition.effects().isEmpty()) {
      return before;
    }
    if (after.step() == before.step() && before.step().activity() == SagaStep.Activity.CALL) {
      repository.updatePayment(row, after);
    } else {
      repository.update(row, after, new NextAttempt(0, delayOf(after.step(), 0), null));
      wakeUp.wakeAfterCommit();
    }
    count(before.step(), after.step());
    effects.write(row.orderId(), transition.effects());
    return after;
  }

  /** The provider did not answer: the charge is repeated after a delay that grows each time. */
  private void repeatCharge(SagaRow row, SagaState after) {
    int attempts = Math.max(1, row.attempts());
    repository.update(
        row, after, new NextAttempt(attempts, SagaBackoff.afterFailures(attempts, settings), null));
    count(row.state().step(), after.step());
  }

  /**
   * Applies the event that results from a step, unless the lease was lost in the meantime.
   *
   * @param lease the lease under which the step was executed
   * @param event the event that results from the step
   * @param keepLease whether the caller will execute the next step
   * @return the lease for the next step; empty if the lease was lost or ended, or if no step can be
   *     executed now
   */
  @Transactional
  Optional<SagaLease> complete(SagaLease lease, SagaEvent event, boolean keepLease) {
    return repository
        .findForUpdate(lease.orderId())
        .filter(row -> lease.token().equals(row.leaseToken()))
        .filter(row -> row.state().step() == lease.state().step())
        .flatMap(row -> complete(row, lease, event, keepLease));
  }

  private Optional<SagaLease> complete(
      SagaRow row, SagaLease lease, SagaEvent event, boolean keepLease) {
    Transition transition = Lifecycle.next(row.state(), withCurrentDeadline(event, row.overdue()));
    List<Effect> all = new ArrayList<>(transition.effects());
    if (row.cancelRequested()) {
      transition = Lifecycle.next(transition.state(), new SagaEvent.CancelRequested());
      all.addAll(transition.effects());
    }
    SagaState after = transition.state();
    boolean moved = after.step() != row.state().step();
    boolean keep = keepLease && moved && after.step().activity() == SagaStep.Activity.CALL;
    int attempts = moved ? 0 : row.attempts() + 1;
    repository.update(
        row,
        after,
        new NextAttempt(attempts, delayOf(after.step(), attempts), keep ? lease.token() : null));
    count(row.state().step(), after.step());
    effects.write(row.orderId(), all);
    return keep
        ? Optional.of(new SagaLease(row.orderId(), lease.token(), after, false, row.overdue()))
        : Optional.empty();
  }

  /** The deadline may have passed since the lease was acquired: the row has the current value. */
  private static SagaEvent withCurrentDeadline(SagaEvent event, boolean overdue) {
    return switch (event) {
      case SagaEvent.CallFailed fault -> new SagaEvent.CallFailed(overdue);
      case SagaEvent.ResultTimedOut timeout -> new SagaEvent.ResultTimedOut(overdue);
      default -> event;
    };
  }

  private @Nullable Duration delayOf(SagaStep step, int attempts) {
    return switch (step.activity()) {
      case CALL -> attempts == 0 ? Duration.ZERO : SagaBackoff.afterFailures(attempts, settings);
      case WAIT -> SagaBackoff.untilResult(attempts, settings);
      case NONE -> null;
    };
  }

  private void count(SagaStep from, SagaStep to) {
    meters.counter("saga.transitions", "from", from.name(), "to", to.name()).increment();
  }
}
