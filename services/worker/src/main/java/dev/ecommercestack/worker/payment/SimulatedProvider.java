package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.config.Live;
import dev.ecommercestack.platform.config.LiveConfig;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.worker.payment.SimulatedBooks.Entry;
import dev.ecommercestack.worker.payment.SimulatedBooks.Kind;
import dev.ecommercestack.worker.payment.SimulatedBooks.Status;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/**
 * A provider that moves no real money. Like a real one it keeps books of its own, which are
 * committed before it answers: whoever loses the answer finds the same one again. Whether a charge
 * is declined depends on the payment alone; whether one is lost on the way depends on the attempt.
 */
@Component
class SimulatedProvider implements PaymentProvider {
  private static final Money NOTHING = Money.zero(Currency.getInstance("KRW"));

  private final SimulatedBooks books;
  private final Live<SimulatorSettings> settings;

  SimulatedProvider(SimulatedBooks books, LiveConfig config) {
    this.books = books;
    this.settings = config.bind("worker.payment.simulator", SimulatorSettings.class);
  }

  @Override
  public ProviderAnswer charge(UUID paymentId, Money amount) {
    SimulatorSettings now = settings.get();
    pause(now);
    if (ThreadLocalRandom.current().nextDouble() < now.lostRequestRate()) {
      throw new ProviderUnavailableException("The charge did not reach the simulated provider");
    }
    boolean declined = Chance.of(paymentId, "decline") < now.declineRate();
    Entry entry =
        declined
            ? books.enter(paymentId, Kind.CHARGE, Status.DECLINED, amount, "INSUFFICIENT_FUNDS")
            : books.enter(paymentId, Kind.CHARGE, Status.SUCCEEDED, amount, null);
    if (Chance.of(paymentId, "lose") < now.lostAnswerRate()) {
      throw new ProviderUnavailableException("The simulated provider did not answer");
    }
    return answer(entry);
  }

  @Override
  public Optional<ProviderAnswer> look(UUID paymentId) {
    pause(settings.get());
    return books.find(paymentId, Kind.CHARGE).map(SimulatedProvider::answer);
  }

  @Override
  public ProviderAnswer query(UUID paymentId) {
    pause(settings.get());
    return answer(charged(paymentId));
  }

  @Override
  public ProviderAnswer refund(UUID paymentId, Money amount) {
    pause(settings.get());
    Entry charge = charged(paymentId);
    if (charge.status() != Status.SUCCEEDED) {
      return new ProviderAnswer.Declined("NOT_CHARGED");
    }
    if (!amount.currency().equals(charge.amount().currency())
        || amount.compareTo(charge.amount()) > 0) {
      return new ProviderAnswer.Declined("MORE_THAN_CHARGED");
    }
    return answer(books.enter(paymentId, Kind.REFUND, Status.SUCCEEDED, amount, null));
  }

  /** Returns the entry of a charge; one that was never asked for is called off. */
  private Entry charged(UUID paymentId) {
    return books
        .find(paymentId, Kind.CHARGE)
        .orElseGet(() -> books.enter(paymentId, Kind.CHARGE, Status.VOID, NOTHING, "NOT_CHARGED"));
  }

  private static ProviderAnswer answer(Entry entry) {
    return entry.status() == Status.SUCCEEDED
        ? new ProviderAnswer.Succeeded(
            entry.amount(), Objects.requireNonNull(entry.reference(), "reference"))
        : new ProviderAnswer.Declined(Objects.requireNonNull(entry.reason(), "reason"));
  }

  private static void pause(SimulatorSettings now) {
    try {
      Thread.sleep(now.latency());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderUnavailableException("Interrupted while the provider was asked");
    }
  }
}
