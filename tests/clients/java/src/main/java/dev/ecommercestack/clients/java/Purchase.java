package dev.ecommercestack.clients.java;

import dev.ecommercestack.clients.shop.ApiClient;
import dev.ecommercestack.clients.shop.ApiException;
import dev.ecommercestack.clients.shop.api.AuthenticationApi;
import dev.ecommercestack.clients.shop.api.AuthenticationApi.APISignUpRequest;
import dev.ecommercestack.clients.shop.api.OrdersApi;
import dev.ecommercestack.clients.shop.api.OrdersApi.APIPlaceOrderRequest;
import dev.ecommercestack.clients.shop.api.ProductsApi;
import dev.ecommercestack.clients.shop.api.ProductsApi.APIListProductsRequest;
import dev.ecommercestack.clients.shop.model.Order;
import dev.ecommercestack.clients.shop.model.PlaceOrderRequest;
import dev.ecommercestack.clients.shop.model.Product;
import dev.ecommercestack.clients.shop.model.QuoteRequest;
import dev.ecommercestack.clients.shop.model.RequestedItem;
import dev.ecommercestack.clients.shop.model.Session;
import dev.ecommercestack.clients.shop.model.ShippingAddress;
import dev.ecommercestack.clients.shop.model.SignupRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Buys one product as a new customer. The argument is the address of a shop. */
public final class Purchase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<Integer> BUSY = Set.of(503, 504);

  private final ApiClient client = new ApiClient();
  private final Instant deadline = Instant.now().plus(PATIENCE);

  private Purchase(String address) {
    client.updateBaseUri(address);
  }

  /** Prints the order, or ends with an exception that says what the shop answered. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Give the address of a shop as the only argument.");
    }
    new Purchase(arguments[0]).run();
  }

  private void run() throws InterruptedException {
    AuthenticationApi authentication = new AuthenticationApi(client);
    Session session =
        answer(
            "sign up",
            () ->
                authentication.signUp(
                    APISignUpRequest.newBuilder().signupRequest(newCustomer()).build()));
    client.setRequestInterceptor(
        request -> request.setHeader("Authorization", "Bearer " + session.getAccessToken()));

    ProductsApi products = new ProductsApi(client);
    Product product =
        answer(
                "list products",
                () -> products.listProducts(APIListProductsRequest.newBuilder().limit(100).build()))
            .getItems()
            .stream()
            .filter(candidate -> candidate.getStock() > 0)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No product is in stock."));
    Order order = buy(new RequestedItem().productId(product.getId()).quantity(1));
    System.out.printf(
        "Order %s is confirmed: 1 x %s, %d %s.%n",
        order.getId(),
        product.getName(),
        order.getTotal().getAmount(),
        order.getTotal().getCurrency());
  }

  private static SignupRequest newCustomer() {
    return new SignupRequest()
        .email("java-" + UUID.randomUUID() + "@example.com")
        .password("correct horse " + UUID.randomUUID())
        .name("김 손님");
  }

  private Order buy(RequestedItem item) throws InterruptedException {
    OrdersApi orders = new OrdersApi(client);
    var quote = answer("quote", () -> orders.quoteOrder(new QuoteRequest().addItemsItem(item)));
    PlaceOrderRequest request =
        new PlaceOrderRequest()
            .items(List.of(item))
            .expectedTotal(quote.getTotal())
            .shippingAddress(
                new ShippingAddress()
                    .recipient("김 손님")
                    .line1("세종대로 110")
                    .city("서울")
                    .postalCode("04524")
                    .country("KR"));
    // With the same key the same order may be sent again.
    String key = UUID.randomUUID().toString();
    APIPlaceOrderRequest placement =
        APIPlaceOrderRequest.newBuilder().idempotencyKey(key).placeOrderRequest(request).build();
    UUID id = answer("place the order", () -> orders.placeOrder(placement)).getOrderId();
    Order order = answer("read the order", () -> orders.readOrder(id));
    while (order.getStatus() == Order.StatusEnum.PENDING && Instant.now().isBefore(deadline)) {
      Thread.sleep(Duration.ofMillis(500));
      order = answer("read the order", () -> orders.readOrder(id));
    }
    if (order.getStatus() != Order.StatusEnum.CONFIRMED) {
      throw new IllegalStateException(
          "The order is " + order.getStatus() + ": " + order.getReason());
    }
    return order;
  }

  /** A call of the generated client. */
  @FunctionalInterface
  private interface Call<T> {
    T send() throws ApiException;
  }

  /** Returns what the shop answers, and calls again while it is busy. */
  private <T> T answer(String step, Call<T> call) throws InterruptedException {
    while (true) {
      try {
        return call.send();
      } catch (ApiException e) {
        if (!BUSY.contains(e.getCode()) || Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(step + ": " + e.getCode() + " " + e.getResponseBody(), e);
        }
        Thread.sleep(Duration.ofSeconds(1));
      }
    }
  }
}
