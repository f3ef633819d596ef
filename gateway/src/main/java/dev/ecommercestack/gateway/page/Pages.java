package dev.ecommercestack.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The web pages: a few files, in memory, that talk to the API as anybody may. */
@Configuration(proxyBeanMethods = false)
class Pages {
  private static final MediaType JAVASCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");
  private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
  private static final MediaType CSS = MediaType.valueOf("text/css;charset=UTF-8");
  private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

  /** Nothing from elsewhere, nothing inline. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final List<String> SCRIPTS =
      List.of(
          "shop.js",
          "checkout.js",
          "cart.js",
          "session.js",
          "texts.js",
          "money.js",
          "dom.js",
          "api.js");

  /** A file. */
  private record Page(byte[] content, MediaType type, String tag) {}

  @Bean
  RouterFunction<ServerResponse> webPages() {
    RouterFunctions.Builder routes = RouterFunctions.route();
    for (Map.Entry<String, Page> page : load().entrySet()) {
      routes.GET(page.getKey(), request -> answer(request, page.getValue()));
    }
    return routes.build();
  }

  private static Map<String, Page> load() {
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("/", page("index.html", HTML));
    pages.put("/api", page("api.html", HTML));
    for (String script : SCRIPTS) {
      pages.put("/assets/" + script, page(script, JAVASCRIPT));
    }
    pages.put("/assets/shop.css", page("shop.css", CSS));
    pages.put("/assets/icon.svg", page("icon.svg", SVG));
    return pages;
  }

  private static Page page(String file, MediaType type) {
    try (InputStream in = new ClassPathResource("web/" + file).getInputStream()) {
      byte[] content = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Page(content, type, '"' + HexFormat.of().formatHex(digest, 0, 8) + '"');
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("The page " + file + " cannot be read", e);
    }
  }

  private static Mono<ServerResponse> answer(ServerRequest request, Page page) {
    // Also with a 304, whose headers replace those of the page that the browser has (RFC 9111,
    // 4.3.4).
    HttpHeaders headers = request.exchange().getResponse().getHeaders();
    headers.set("Content-Security-Policy", POLICY);
    headers.setCacheControl(CacheControl.noCache());
    return request
        .checkNotModified(page.tag())
        .switchIfEmpty(
            Mono.defer(
                () ->
                    ServerResponse.ok()
                        .contentType(page.type())
                        .eTag(page.tag())
                        .bodyValue(page.content())));
  }
}
