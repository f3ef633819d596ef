package dev.ecommercestack.gateway.page;

import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.ClientConnection;
import dev.ecommercestack.gateway.security.AccessTokenFilter;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The session of an administrator for pages below {@code /admin}. A browser that opens a page sends
 * no Bearer token: {@code POST /admin/session} with the token stores it in a cookie that scripts
 * cannot read and that the browser sends to {@code /admin} only.
 */
@Configuration(proxyBeanMethods = false)
class AdminSessionRoutes {
  private static final String PATH = "/admin/session";

  @Bean
  RouterFunction<ServerResponse> adminSession() {
    return RouterFunctions.route()
        .POST(PATH, AdminSessionRoutes::open)
        .DELETE(PATH, request -> response(cookie(request, "", Duration.ZERO)))
        .build();
  }

  private static Mono<ServerResponse> open(ServerRequest request) {
    Caller caller = Caller.of(request.exchange()).orElseThrow();
    Duration lifetime = Duration.between(Instant.now(), caller.expiresAt());
    return response(cookie(request, caller.token(), lifetime));
  }

  private static ResponseCookie cookie(ServerRequest request, String value, Duration lifetime) {
    return ResponseCookie.from(AccessTokenFilter.ADMIN_COOKIE, value)
        .path("/admin")
        .httpOnly(true)
        .sameSite("Strict")
        .secure(ClientConnection.of(request.exchange()).secure())
        .maxAge(lifetime)
        .build();
  }

  private static Mono<ServerResponse> response(ResponseCookie cookie) {
    return ServerResponse.noContent().cookie(cookie).build();
  }
}
