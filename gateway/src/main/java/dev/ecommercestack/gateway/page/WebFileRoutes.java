package dev.ecommercestack.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The files of the web pages, which use the public API, and the OpenAPI document. */
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

  /** Swagger UI has its icons in its style sheet. */
  private static final String API_CONTENT_SECURITY_POLICY =
      CONTENT_SECURITY_POLICY.replace("img-src 'self'", "img-src 'self' data:");

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

  @Bean
  RouterFunction<ServerResponse> webFiles() {
    RouterFunctions.Builder routes = RouterFunctions.route();
    add(routes, "/", web("index.html"), HTML, CONTENT_SECURITY_POLICY);
    add(routes, "/api", web("api.html"), HTML, API_CONTENT_SECURITY_POLICY);
    for (String script : SCRIPTS) {
      add(routes, "/assets/" + script, web(script), JAVASCRIPT, null);
    }
    add(routes, "/assets/shop.css", web("shop.css"), CSS, null);
    add(routes, "/assets/api.css", web("api.css"), CSS, null);
    add(routes, "/assets/icon.svg", web("icon.svg"), SVG, null);
    addSwaggerUi(routes);
    add(
        routes,
        "/api/v1/openapi.json",
        new ClassPathResource("openapi.json"),
        MediaType.APPLICATION_JSON,
        null);
    return routes.build();
  }

  private static void addSwaggerUi(RouterFunctions.Builder routes) {
    Map<String, MediaType> files =
        Map.of(
            "swagger-ui.css", CSS,
            "swagger-ui-bundle.js", JAVASCRIPT,
            "swagger-ui-bundle.js.LICENSE.txt", MediaType.TEXT_PLAIN);
    String folder = swaggerUiFolder();
    files.forEach(
        (name, type) ->
            add(routes, "/assets/" + name, new ClassPathResource(folder + name), type, null));
  }

  /** Returns the folder of Swagger UI on the class path, which is named after its version. */
  private static String swaggerUiFolder() {
    try {
      var properties =
          PropertiesLoaderUtils.loadProperties(
              new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties"));
      return "META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
    } catch (IOException e) {
      throw new UncheckedIOException("The version of Swagger UI cannot be read", e);
    }
  }

  private static Resource web(String name) {
    return new ClassPathResource("web/" + name);
  }

  /**
   * Adds the route of a file, which is read when it is asked for the first time.
   *
   * @param contentSecurityPolicy the header of this name; null for the policy of all responses
   */
  private static void add(
      RouterFunctions.Builder routes,
      String path,
      Resource resource,
      MediaType type,
      @Nullable String contentSecurityPolicy) {
    Mono<WebFile> file =
        Mono.fromSupplier(() -> WebFile.read(resource, type, contentSecurityPolicy))
            .subscribeOn(Schedulers.boundedElastic())
            .cache();
    routes.GET(path, request -> file.flatMap(loaded -> loaded.respond(request)));
  }
}
