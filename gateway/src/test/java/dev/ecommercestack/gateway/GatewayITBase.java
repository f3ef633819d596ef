package dev.ecommercestack.gateway;

import dev.ecommercestack.testing.tokens.Issuer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Starts a gateway with a stub for each service, and two for product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GatewayITBase {
  final Issuer issuer = new Issuer();
  final StubService user = StubService.start();
  final StubService product = StubService.start();
  final StubService otherProduct = StubService.start();
  final StubService event = StubService.start();
  final StubService order = StubService.start();
  final StubService worker = StubService.start();
  final List<StubService> services = List.of(user, product, otherProduct, event, order, worker);
  final Gateway gateway;

  GatewayITBase(boolean workerIsThere) {
    gateway = start(workerIsThere);
  }

  private Gateway start(boolean workerIsThere) {
    user.on("/.well-known/jwks.json", issuer.keySet());
    List<String> settings = new ArrayList<>();
    settings.addAll(Gateway.instances("user", user));
    settings.addAll(Gateway.instances("product", product, otherProduct));
    settings.addAll(Gateway.instances("event", event));
    settings.addAll(Gateway.instances("order", order));
    if (workerIsThere) {
      settings.addAll(Gateway.instances("worker", worker));
    }
    settings.add("spring.data.redis.port=1");
    settings.add("gateway.max-body=10KB");
    settings.add("gateway.part-timeout=1s");
    // Tests change what services answer.
    settings.add("gateway.shared-responses=0s");
    settings.add("gateway.cors.allowed-origins=https://partner.example");
    return Gateway.start(settings);
  }

  @BeforeEach
  void forget() {
    services.forEach(StubService::forget);
    products("/api/v1/products", "{\"items\":[{\"id\":\"p1\"}],\"nextCursor\":null}");
    event.on("/api/v1/discounts", "{\"items\":[{\"id\":\"d1\"}]}");
    event.on("/api/v1/campaigns", "{\"items\":[]}");
  }

  /** Gives both instances of product the same answer. */
  void products(String path, String json) {
    product.on(path, json);
    otherProduct.on(path, json);
  }

  @AfterAll
  void stop() {
    gateway.close();
    services.forEach(StubService::close);
  }
}
