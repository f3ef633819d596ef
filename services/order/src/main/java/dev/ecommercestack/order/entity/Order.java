package dev.ecommercestack.order.entity;

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

/** An order. A transaction that changes it first locks its saga, so changes exclude each other. */
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

  /** Used by JPA. */
  @NullUnmarked
  protected Order() {}

  /**
   * Creates a new order.
   *
   * @param id the id of the order
   * @param userId the id of the customer
   * @param lines the ordered products, each once
   * @param couponId the id of the coupon to use; null without one
   * @param expectedTotal the total that the customer agreed to pay; no other total is charged
   * @param paymentId the provider's idempotency key, the same in every payment job
   * @param correlationId the id of the request, which is sent with all messages about the order
   * @param shippingAddress the address that the goods are sent to
   * @param contact the customer's contact data
   * @param placedAt the time of the request, in microseconds
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
   * Stores the prices of the reserved products.
   *
   * @param priced the reserved products with their prices
   * @throws IllegalArgumentException if they differ from the ordered products, or their prices are
   *     in several currencies; then nothing is stored
   */
  public void recordPrices(List<PricedLine> priced) {
    Set<Currency> currencies = PricedLine.currencies(priced);
    if (currencies.size() != 1) {
      throw new IllegalArgumentException(
          "An order has one currency, but the prices of its products are in " + currencies);
    }
    Map<UUID, PricedLine> byProduct =
        priced.stream().collect(Collectors.toMap(PricedLine::productId, Function.identity()));
    lines.replaceAll(
        line ->
            line.withPrice(
                Optional.ofNullable(byProduct.get(line.productId()))
                    .filter(p -> p.quantity() == line.quantity())
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "Not reserved as ordered: product " + line.productId()))));
    currency = currencies.iterator().next().getCurrencyCode();
  }

  /**
   * Stores the discounts and the total.
   *
   * @param quote the quote for {@link #pricedLines()}
   * @throws IllegalArgumentException if the quote is for other products
   */
  public void recordQuote(Quote quote) {
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, lines.get(i).withDiscounts(quote.lines().get(i)));
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

  /** Stores the charge, which may differ from the total, and the provider's reference number. */
  public void recordPayment(Money amount, String reference) {
    paid = amount.amount();
    paidCurrency = amount.currency().getCurrencyCode();
    paymentReference = reference;
  }

  /** Stores that the whole charge was refunded. */
  public void recordRefund() {
    refunded = paid;
  }

  /** Changes the status that customers see and the code of its reason, null if there is none. */
  public void changeStatus(OrderStatus newStatus, @Nullable String newReason, Instant now) {
    status = newStatus;
    reason = newReason;
    updatedAt = now;
  }

  /** Changes the shipping address at the time {@code now}. */
  public void changeShippingAddress(ShippingAddress address, Instant now) {
    shippingAddress = address;
    updatedAt = now;
  }

  public UUID id() {
    return id;
  }

  /** Returns the number of changes. By the name "version" Spring Data would read it, not null. */
  public long storedVersion() {
    return Objects.requireNonNull(version, "the order is not stored");
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
   * Returns the products with the prices that product answered.
   *
   * @throws IllegalStateException if the order has no prices yet
   */
  public List<PricedLine> pricedLines() {
    return lines.stream().map(line -> line.toPricedLine(money(line.unitPrice()))).toList();
  }

  public List<OrderDiscount> discounts() {
    return List.copyOf(discounts);
  }

  public long paid() {
    return paid;
  }

  /** Returns the charge in its own currency, in orders of older versions in the order's. */
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

  /** Returns the total that the customer agreed to; null in orders of versions without it. */
  public @Nullable Money expectedTotal() {
    return inExpectedCurrency(expectedTotal);
  }

  /** Returns minor units in the currency of the expected total; null if either is unknown. */
  public @Nullable Money inExpectedCurrency(@Nullable Long amount) {
    return amount == null || expectedCurrency == null ? null : Money.of(amount, expectedCurrency);
  }

  /** Returns minor units in the currency of the order; null while either is unknown. */
  public @Nullable Money money(@Nullable Long amount) {
    return amount == null || currency == null
        ? null
        : new Money(amount, Currency.getInstance(currency));
  }
}
