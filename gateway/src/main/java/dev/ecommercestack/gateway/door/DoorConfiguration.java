package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.limit.RateLimit;
import dev.ecommercestack.gateway.limit.StreamLimit;
import dev.ecommercestack.gateway.problem.ReactiveProblemWriter;
import dev.ecommercestack.gateway.request.Step;
import dev.ecommercestack.gateway.route.Entrances;
import dev.ecommercestack.gateway.route.Target;
import dev.ecommercestack.gateway.security.TokenCheck;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/** The order in which requests are looked at. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  Door door(
      ApplicationContext context,
      GatewaySettings settings,
      ReactiveProblemWriter problems,
      AccessLog log,
      TokenCheck tokens,
      RateLimit limit,
      StreamLimit streams) {
    Step entrance =
        (exchange, next) -> {
          Target target = Entrances.enter(exchange).target();
          return next.filter(target instanceof Target.Service ? exchange : headAsGet(exchange));
        };
    return new Door(
        context,
        List.of(
            new ResponseHeaders(),
            new PlainPath(),
            new CrossOrigin(settings.cors().allowedOrigins()),
            entrance,
            new RequestHeaders(Networks.of(settings.trustedProxies())),
            tokens,
            limit,
            new NoParameters(),
            streams,
            new BodyLimit(settings.maxBody(), settings.maxUpload())),
        problems,
        log);
  }

  /** What the gateway answers itself knows GET only; the server leaves the body of HEAD out. */
  private static ServerWebExchange headAsGet(ServerWebExchange exchange) {
    return exchange.getRequest().getMethod().equals(HttpMethod.HEAD)
        ? exchange.mutate().request(request -> request.method(HttpMethod.GET)).build()
        : exchange;
  }
}
