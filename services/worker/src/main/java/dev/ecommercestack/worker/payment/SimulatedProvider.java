package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.config.Live;
import dev.ecommercestack.platform.config.LiveConfig;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.worker.payment.SimulatedPaymentRepository.PaymentStatus;
import dev.ecommercestack.worker.payment.SimulatedPaymentRepository.SimulatedPayment;
import dev.ecommercestack.worker.payment.SimulatedPaymentRepository.SimulatedPaymentKind;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/**
 * A payment provider for demonstration and tests that moves no money. Like a real provider it has
 * records of its own, which are committed before it responds: a repeated call gets the same
 * response. Whether a charge is declined depends on the payment only; whether a request is lost is
 * random for each attempt.
 */
@Component
class SimulatedProvider implements PaymentProvider {
  private static final Money ZERO_AMOUNT = Money.zero(Currency.getInstance("KRW"));

  private final SimulatedPaymentRepository payments;
  private final Live<SimulatorSettings> settings;

  SimulatedProvider(SimulatedPaymentRepository payments, LiveConfig config) {
    this.payments = payments;
    this.settings = config.bind("worker.payment.simulator", SimulatorSettings.class);
  }

  @Override
  public ProviderResponse charge(UUID paymentId, Money amount) {
    SimulatorSettings current = settings.get();
    simulateLatency(current);
    if (ThreadLocalRandom.current().nextDouble() < current.lostRequestRate()) {
      throw new ProviderUnavailableException("The charge did not reach the simulated provider");
    }
    boolean declined = DeterministicRandom.of(paymentId, "decline") < current.declineRate();
    SimulatedPayment payment =
        declined
            ? payments.insertIfAbsent(
                paymentId,
                SimulatedPaymentKind.CHARGE,
                PaymentStatus.DECLINED,
                amount,
                "INSUFFICIENT_FUNDS")
            : payments.insertIfAbsent(
                paymentId, SimulatedPaymentKind.CHARGE, PaymentStatus.SUCCEEDED, amount, null);
    if (DeterministicRandom.of(paymentId, "lose") < current.lostAnswerRate()) {
      throw new ProviderUnavailableException("The simulated provider did not respond");
    }
    return response(payment);
  }

  @Override
  public Optional<ProviderResponse> find(UUID paymentId) {
    simulateLatency(settings.get());
    return payments.find(paymentId, SimulatedPaymentKind.CHARGE).map(SimulatedProvider::response);
  }

  @Override
  public ProviderResponse query(UUID paymentId) {
    simulateLatency(settings.get());
    return response(findOrVoidCharge(paymentId));
  }

  @Override
  public ProviderResponse refund(UUID paymentId, Money amount) {
    simulateLatency(settings.get());
    SimulatedPayment charge = findOrVoidCharge(paymentId);
    if (charge.status() != PaymentStatus.SUCCEEDED) {
      return new ProviderResponse.Declined("NOT_CHARGED");
    }
    if (!amount.currency().equals(charge.amount().currency())
        || amount.compareTo(charge.amount()) > 0) {
      return new ProviderResponse.Declined("MORE_THAN_CHARGED");
    }
    return response(
        payments.insertIfAbsent(
            paymentId, SimulatedPaymentKind.REFUND, PaymentStatus.SUCCEEDED, amount, null));
  }

  /** Returns the record of a charge; a charge that has not arrived is voided. */
  private SimulatedPayment findOrVoidCharge(UUID paymentId) {
    return payments
        .find(paymentId, SimulatedPaymentKind.CHARGE)
        .orElseGet(
            () ->
                payments.insertIfAbsent(
                    paymentId,
                    SimulatedPaymentKind.CHARGE,
                    PaymentStatus.VOID,
                    ZERO_AMOUNT,
                    "NOT_CHARGED"));
  }

  private static ProviderResponse response(SimulatedPayment payment) {
    return payment.status() == PaymentStatus.SUCCEEDED
        ? new ProviderResponse.Succeeded(
            payment.amount(), Objects.requireNonNull(payment.reference(), "reference"))
        : new ProviderResponse.Declined(Objects.requireNonNull(payment.reason(), "reason"));
  }

  private static void simulateLatency(SimulatorSettings current) {
    try {
      Thread.sleep(current.latency());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderUnavailableException("Interrupted during the call of the provider");
    }
  }
}
