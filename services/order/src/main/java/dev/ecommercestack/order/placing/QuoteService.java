package dev.ecommercestack.order.placing;

import dev.ecommercestack.order.client.PromotionClient;
import dev.ecommercestack.order.client.RefusedException;
import dev.ecommercestack.order.client.StockClient;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.money.MoneyText;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Computes the price of an order from the answers of product and event, without a reservation. */
@Service
class QuoteService {
  private static final Logger log = LoggerFactory.getLogger(QuoteService.class);

  /**
   * The number of new orders that may be priced at the same time. Each of them holds one of the 10
   * database connections for its Idempotency-Key. Without a limit, orders that wait for a slow
   * product or event would take all connections.
   */
  private static final int MAX_CONCURRENT_PLACEMENTS = 4;

  private final StockClient stock;
  private final PromotionClient promotions;
  private final Semaphore placementPermits = new Semaphore(MAX_CONCURRENT_PLACEMENTS);

  QuoteService(StockClient stock, PromotionClient promotions) {
    this.stock = stock;
    this.promotions = promotions;
  }

  /**
   * Returns the current price of an order.
   *
   * @param userId the id of the customer
   * @param request the products and the coupon
   * @throws ProblemException 400 {@code duplicate_item}, {@code mixed_currencies}, {@code
   *     amount_too_large}; 404 {@code product_not_found}; 409 {@code coupon_not_usable}; 502, 503
   *     if product or event cannot answer
   */
  Quote quote(UUID userId, QuoteRequest request) {
    requireEachProductOnce(request);
    try {
      List<PricedLine> products =
          stock.prices(
              request.items().stream()
                  .map(item -> new StockClient.ProductQuantity(item.productId(), item.quantity()))
                  .toList());
      if (PricedLine.currencies(products).size() > 1) {
        throw new ProblemException(
            ProblemCode.MIXED_CURRENCIES,
            "All products of an order must have prices in the same currency.");
      }
      return promotions.quote(userId, products, request.couponId());
    } catch (RefusedException e) {
      throw e.toProblem();
    }
  }

  /**
   * Returns the current price of an order that is being placed. The result is empty if product or
   * event cannot answer now, or if too many orders are being priced. The order is accepted then,
   * and its saga compares the price with the expected total.
   *
   * @param userId the id of the customer
   * @param request the products and the coupon
   * @param expectedTotal the total that the customer agreed to pay
   * @throws ProblemException as {@link #quote}, and 409 {@code price_changed} with the new quote if
   *     the order costs another amount than the expected total
   */
  Optional<Quote> quoteIfAvailable(UUID userId, QuoteRequest request, Money expectedTotal) {
    requireEachProductOnce(request);
    if (!placementPermits.tryAcquire()) {
      return Optional.empty();
    }
    Quote quote;
    try {
      quote = quote(userId, request);
    } catch (RuntimeException e) {
      if (e instanceof ProblemException refusal && !refusal.status().is5xxServerError()) {
        throw e;
      }
      log.info(
          "An order is accepted without a quote, its saga will compare the price: {}",
          e.toString());
      return Optional.empty();
    } finally {
      placementPermits.release();
    }
    if (!quote.total().equals(expectedTotal)) {
      throw new ProblemException(
              ProblemCode.PRICE_CHANGED,
              "The price has changed: the order costs %s, not %s. Check the new quote and order again."
                  .formatted(MoneyText.withCode(quote.total()), MoneyText.withCode(expectedTotal)))
          .with("quote", QuoteResponse.of(quote, request.couponId()));
    }
    return Optional.of(quote);
  }

  private static void requireEachProductOnce(QuoteRequest request) {
    long distinctProducts =
        request.items().stream().map(PlaceOrderRequest.RequestedItem::productId).distinct().count();
    if (distinctProducts < request.items().size()) {
      throw new ProblemException(
          ProblemCode.DUPLICATE_ITEM,
          "List each product once, with the quantity of all its pieces.");
    }
  }
}
