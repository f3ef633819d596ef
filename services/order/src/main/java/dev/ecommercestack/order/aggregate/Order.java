package dev.ecommercestack.order.aggregate;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * An order. Whoever changes one holds the lock on its saga, so changes of one order exclude each
 * other.
 */
@Entity
@Table(name = "orders")
public class Order {
  @Id private UUID id;
  @Version private @Nullable Long version;
  private UUID userId;

  @Enumerated(EnumType.STRING)
  private OrderStatus status;

  private @Nullable String reason;
  private @Nullable UUID couponId;
  private UUID paymentId;
  private UUID correlationId;
  @Embedded private ShippingAddress shippingAddress;
  @Embedded private Contact contact;
  private @Nullable Long expectedTotal;
  private @Nullable String expectedCurrency;
  private @Nullable String currency;
  private @Nullable Long subtotal;
  private @Nullable Long couponDiscount;
  private @Nullable Long total;
  private long paid;
  private @Nullable String paidCurrency;
  private long refunded;
  private @Nullable String paymentReference;
  private Instant placedAt;
  private Instant updatedAt;

  @ElementCollection
  @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
  @OrderColumn(name = "position")
  private List<OrderLine> lines;

  @ElementCollection
  @CollectionTable(name = "order_discount", joinColumns = @JoinColumn(name = "order_id"))
  @OrderColumn(name = "position")
  private List<OrderDiscount> discounts;

  /** For the persistence provider. */
  @NullUnmarked
  protected Order() {}

  /**
   * A new order.
   *
   * @param id its own
   * @param userId whose
   * @param lines what, each product once
   * @param couponId which coupon is to be used
   * @param expectedTotal what the customer agreed to pay; another total is never charged
   * @param paymentId the provider's idempotency key, the same in every payment job
   * @param correlationId of the request
   * @param shippingAddress where the goods go
   * @param contact how the customer is written to
   * @param placedAt when
   */
  public Order(
      UUID id,
      UUID userId,
      List<OrderLine> lines,
      @Nullable UUID couponId,
      Money expectedTotal,
      UUID paymentId,
      UUID correlationId,
      ShippingAddress shippingAddress,
      Contact contact,
      Instant placedAt) {
    this.id = id;
    this.userId = userId;
    this.status = OrderStatus.PENDING;
    this.lines = new ArrayList<>(lines);
    this.discounts = new ArrayList<>();
    this.couponId = couponId;
    this.expectedTotal = expectedTotal.amount();
    this.expectedCurrency = expectedTotal.currency().getCurrencyCode();
    this.paymentId = paymentId;
    this.correlationId = correlationId;
    this.shippingAddress = shippingAddress;
    this.contact = contact;
    this.placedAt = placedAt;
    this.updatedAt = placedAt;
  }

  /**
   * Stores what the reserved goods cost.
   *
   * @throws IllegalArgumentException if other goods were reserved than ordered, or their prices are
   *     in several currencies; then nothing is stored
   */
  public void price(List<PricedLine> priced) {
    Set<Currency> currencies = PricedLine.currencies(priced);
    if (currencies.size() != 1) {
      throw new IllegalArgumentException(
          "An order has one currency, but its goods have " + currencies);
    }
    Map<UUID, PricedLine> byProduct =
        priced.stream().collect(Collectors.toMap(PricedLine::productId, Function.identity()));
    lines.replaceAll(
        line ->
            line.priced(
                Optional.ofNullable(byProduct.get(line.productId()))
                    .filter(p -> p.quantity() == line.quantity())
                    .orElseThrow(
                        () -> new IllegalArgumentException("Not reserved: " + line.productId()))));
    currency = currencies.iterator().next().getCurrencyCode();
  }

  /**
   * Stores what is to be paid.
   *
   * @param quote for {@link #pricedLines()}
   * @throws IllegalArgumentException if it is for other goods
   */
  public void quote(Quote quote) {
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, lines.get(i).discounted(quote.lines().get(i)));
    }
    currency = quote.total().currency().getCurrencyCode();
    subtotal = quote.subtotal().amount();
    couponDiscount = quote.couponDiscount().amount();
    total = quote.total().amount();
    discounts.clear();
    quote
        .discounts()
        .forEach(
            d -> discounts.add(new OrderDiscount(d.discountId(), d.name(), d.amount().amount())));
  }

  /** Stores what was paid; the provider may have taken another amount than the total. */
  public void paid(Money amount, String reference) {
    paid = amount.amount();
    paidCurrency = amount.currency().getCurrencyCode();
    paymentReference = reference;
  }

  /** Stores that all of it was given back. */
  public void refund() {
    refunded = paid;
  }

  /** Stores what customers see now. */
  public void status(OrderStatus next, @Nullable String why, Instant now) {
    status = next;
    reason = why;
    updatedAt = now;
  }

  /** Sends the goods elsewhere. */
  public void shipTo(ShippingAddress address, Instant now) {
    shippingAddress = address;
    updatedAt = now;
  }

  public UUID id() {
    return id;
  }

  public UUID userId() {
    return userId;
  }

  public OrderStatus status() {
    return status;
  }

  public @Nullable String reason() {
    return reason;
  }

  public @Nullable UUID couponId() {
    return couponId;
  }

  public UUID paymentId() {
    return paymentId;
  }

  public UUID correlationId() {
    return correlationId;
  }

  public ShippingAddress shippingAddress() {
    return shippingAddress;
  }

  public Contact contact() {
    return contact;
  }

  public List<OrderLine> lines() {
    return List.copyOf(lines);
  }

  /**
   * Returns the goods with the prices that product said.
   *
   * @throws IllegalStateException if it has not said them yet
   */
  public List<PricedLine> pricedLines() {
    return lines.stream().map(line -> line.goods(money(line.unitPrice()))).toList();
  }

  public List<OrderDiscount> discounts() {
    return List.copyOf(discounts);
  }

  public long paid() {
    return paid;
  }

  /**
   * Returns what was paid in the currency of the charge; in orders of versions that did not store
   * that currency, in the order's.
   */
  public Money paidMoney() {
    String code = paidCurrency == null ? currency : paidCurrency;
    return Money.of(paid, Objects.requireNonNull(code, "the order has no price yet"));
  }

  public long refunded() {
    return refunded;
  }

  public Instant placedAt() {
    return placedAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public @Nullable Money subtotal() {
    return money(subtotal);
  }

  public @Nullable Money couponDiscount() {
    return couponId == null ? null : money(couponDiscount);
  }

  public @Nullable Money total() {
    return money(total);
  }

  /**
   * Returns what the customer agreed to pay; null in orders of versions that did not ask for it.
   */
  public @Nullable Money expectedTotal() {
    return expected(expectedTotal);
  }

  /** Returns an amount in the currency of the expected total; null if either is unknown. */
  public @Nullable Money expected(@Nullable Long amount) {
    return amount == null || expectedCurrency == null ? null : Money.of(amount, expectedCurrency);
  }

  /** Returns an amount in this order's currency; null as long as either is unknown. */
  public @Nullable Money money(@Nullable Long amount) {
    return amount == null || currency == null
        ? null
        : new Money(amount, Currency.getInstance(currency));
  }
}
