package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import dev.ecommercestack.order.lifecycle.Effect;
import dev.ecommercestack.order.lifecycle.Lifecycle;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.order.lifecycle.SagaState;
import dev.ecommercestack.order.lifecycle.Step;
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
 * Lets things happen to orders: each event, the new state and all that it brings about are one
 * database transaction under the lock on the saga.
 */
@Service
public class Sagas {
  private final SagaTable table;
  private final EffectWriter effects;
  private final SagaSignal signal;
  private final OrderSettings.Saga settings;
  private final MeterRegistry meters;

  Sagas(
      SagaTable table,
      EffectWriter effects,
      SagaSignal signal,
      OrderSettings settings,
      MeterRegistry meters) {
    this.table = table;
    this.effects = effects;
    this.signal = signal;
    this.settings = settings.saga();
    this.meters = meters;
  }

  /** Begins the saga of a stored order; it starts when the caller's transaction is committed. */
  @Transactional
  public void begin(UUID orderId, boolean withCoupon) {
    table.insert(orderId, SagaState.begin(withCoupon));
    signal.wakeAfterCommit();
  }

  /** Locks an order against every other change until the caller's transaction ends. */
  @Transactional
  public void lock(UUID orderId) {
    table.lockOnly(orderId);
  }

  /** Returns where sagas stand. */
  @Transactional(readOnly = true)
  public Map<UUID, SagaState> states(Collection<UUID> orderIds) {
    return table.states(orderIds);
  }

  /**
   * Lets something happen to an order that did not come from the saga's own work.
   *
   * <p>A cancellation during a call to another service waits for that call: otherwise something
   * could be given back before it was taken.
   *
   * @return how it stands then, empty if there is no such order
   */
  @Transactional
  public Optional<SagaState> deliver(UUID orderId, SagaEvent event) {
    return table.lock(orderId).map(row -> deliver(row, event));
  }

  private SagaState deliver(SagaRow row, SagaEvent event) {
    SagaState before = row.state();
    boolean calling = row.leased() && before.step().kind() == Step.Kind.CALL;
    if (calling && event instanceof SagaEvent.CancelRequested && Lifecycle.cancellable(before)) {
      table.requestCancel(row.orderId());
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
    if (after.step() == before.step() && before.step().kind() == Step.Kind.CALL) {
      table.note(row, after);
    } else {
      table.save(row, after, new Plan(0, pauseOf(after.step(), 0), null));
      signal.wakeAfterCommit();
    }
    count(before.step(), after.step());
    effects.write(row.orderId(), transition.effects());
    return after;
  }

  /** The provider could not be asked: it is asked again after a pause that grows with each time. */
  private void repeatCharge(SagaRow row, SagaState after) {
    int attempts = Math.max(1, row.attempts());
    table.save(row, after, new Plan(attempts, Pauses.afterFailures(attempts, settings), null));
    count(row.state().step(), after.step());
  }

  /**
   * Stores what came of a step, unless somebody else has taken the saga in the meantime.
   *
   * @param goOn whether the caller wants to do the next step as well
   * @return the next step, if there is one to be done now and the caller wants to
   */
  @Transactional
  Optional<Claim> complete(Claim claim, SagaEvent event, boolean goOn) {
    return table
        .lock(claim.orderId())
        .filter(row -> claim.token().equals(row.lease()))
        .filter(row -> row.state().step() == claim.state().step())
        .flatMap(row -> complete(row, claim, event, goOn));
  }

  private Optional<Claim> complete(SagaRow row, Claim claim, SagaEvent event, boolean goOn) {
    Transition transition = Lifecycle.next(row.state(), timed(event, row.overdue()));
    List<Effect> all = new ArrayList<>(transition.effects());
    if (row.cancelRequested()) {
      transition = Lifecycle.next(transition.state(), new SagaEvent.CancelRequested());
      all.addAll(transition.effects());
    }
    SagaState after = transition.state();
    boolean moved = after.step() != row.state().step();
    boolean keep = goOn && moved && after.step().kind() == Step.Kind.CALL;
    int attempts = moved ? 0 : row.attempts() + 1;
    table.save(
        row,
        after,
        new Plan(attempts, pauseOf(after.step(), attempts), keep ? claim.token() : null));
    count(row.state().step(), after.step());
    effects.write(row.orderId(), all);
    return keep
        ? Optional.of(new Claim(row.orderId(), claim.token(), after, false, row.overdue()))
        : Optional.empty();
  }

  private static SagaEvent timed(SagaEvent event, boolean overdue) {
    return switch (event) {
      case SagaEvent.Fault fault -> new SagaEvent.Fault(overdue);
      case SagaEvent.TimedOut timeout -> new SagaEvent.TimedOut(overdue);
      default -> event;
    };
  }

  private @Nullable Duration pauseOf(Step step, int attempts) {
    return switch (step.kind()) {
      case CALL -> attempts == 0 ? Duration.ZERO : Pauses.afterFailures(attempts, settings);
      case WAIT -> Pauses.forResult(attempts, settings);
      case END -> null;
    };
  }

  private void count(Step from, Step to) {
    meters.counter("saga.transitions", "from", from.name(), "to", to.name()).increment();
  }
}
