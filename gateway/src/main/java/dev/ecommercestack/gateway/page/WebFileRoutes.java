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

/** The files of the web pages, which the gateway keeps in memory. The pages use the public API. */
@Configuration(proxyBeanMethods = false)
class WebFileRoutes {
  private static final MediaType JAVASCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");
  private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
  private static final MediaType CSS = MediaType.valueOf("text/css;charset=UTF-8");
  private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

  /** Only files of the gateway, and nothing inline. */
  private static final String CONTENT_SECURITY_POLICY =
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

  /**
   * A file of the web pages.
   *
   * @param content the bytes of the file
   * @param type its content type
   * @param etag its entity tag, in quotes
   */
  private record WebFile(byte[] content, MediaType type, String etag) {}

  @Bean
  RouterFunction<ServerResponse> webFiles() {
    RouterFunctions.Builder routes = RouterFunctions.route();
    for (Map.Entry<String, WebFile> file : load().entrySet()) {
      routes.GET(file.getKey(), request -> respond(request, file.getValue()));
    }
    return routes.build();
  }

  /** Returns the files by their paths. */
  private static Map<String, WebFile> load() {
    Map<String, WebFile> files = new LinkedHashMap<>();
    files.put("/", read("index.html", HTML));
    files.put("/api", read("api.html", HTML));
    for (String script : SCRIPTS) {
      files.put("/assets/" + script, read(script, JAVASCRIPT));
    }
    files.put("/assets/shop.css", read("shop.css", CSS));
    files.put("/assets/icon.svg", read("icon.svg", SVG));
    return files;
  }

  private static WebFile read(String name, MediaType type) {
    try (InputStream in = new ClassPathResource("web/" + name).getInputStream()) {
      byte[] content = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new WebFile(content, type, '"' + HexFormat.of().formatHex(digest, 0, 8) + '"');
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("The file web/" + name + " cannot be read", e);
    }
  }

  private static Mono<ServerResponse> respond(ServerRequest request, WebFile file) {
    // Also set for 304: its headers replace those of the cached response (RFC 9111, 4.3.4).
    HttpHeaders headers = request.exchange().getResponse().getHeaders();
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.setCacheControl(CacheControl.noCache());
    return request
        .checkNotModified(file.etag())
        .switchIfEmpty(
            Mono.defer(
                () ->
                    ServerResponse.ok()
                        .contentType(file.type())
                        .eTag(file.etag())
                        .bodyValue(file.content())));
  }
}
