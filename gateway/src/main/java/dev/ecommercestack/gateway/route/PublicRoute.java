package dev.ecommercestack.gateway.route;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One row of the route table: the requests of these methods and paths are passed on to the target.
 *
 * @param name the unique name of the route, for logs and metrics
 * @param methods the HTTP methods that the route accepts
 * @param access the access token that a request needs
 * @param kind the kind of its requests, which has rate limits of its own
 * @param target the service, page or endpoint that answers the requests
 * @param paths the patterns of the paths that the route accepts
 * @param acceptsUploads whether a request body may be as large as an upload ({@code
 *     gateway.max-upload})
 * @param needsLiveSession whether an access token must belong to a session that has not ended; in
 *     requests of administrators it must on every route
 */
public record PublicRoute(
    String name,
    Set<HttpMethod> methods,
    Access access,
    RequestKind kind,
    RouteTarget target,
    List<PathPattern> paths,
    boolean acceptsUploads,
    boolean needsLiveSession) {
  private static final String ATTRIBUTE = PublicRoute.class.getName();

  static PublicRoute of(
      String name, Set<HttpMethod> methods, Access access, RouteTarget target, String... paths) {
    return new PublicRoute(
        name,
        methods,
        access,
        kind(methods, target),
        target,
        Stream.of(paths).map(PathPatternParser.defaultInstance::parse).toList(),
        false,
        false);
  }

  private static RequestKind kind(Set<HttpMethod> methods, RouteTarget target) {
    if (target instanceof RouteTarget.StaticFile) {
      return RequestKind.FILE;
    }
    return methods.contains(HttpMethod.GET) ? RequestKind.READ : RequestKind.WRITE;
  }

  /** Returns a copy of this route whose requests are of a kind other than READ and WRITE. */
  PublicRoute withKind(RequestKind other) {
    return new PublicRoute(
        name, methods, access, other, target, paths, acceptsUploads, needsLiveSession);
  }

  /** Returns a copy of this route that accepts uploads. */
  PublicRoute withUploads() {
    return new PublicRoute(name, methods, access, kind, target, paths, true, needsLiveSession);
  }

  /** Returns a copy of this route that refuses access tokens of sessions that have ended. */
  PublicRoute withLiveSession() {
    return new PublicRoute(name, methods, access, kind, target, paths, acceptsUploads, true);
  }

  boolean matchesPath(PathContainer path) {
    return paths.stream().anyMatch(pattern -> pattern.matches(path));
  }

  /** Returns the route of a request that {@link PublicRouteTable#resolve} has found before. */
  public static PublicRoute of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }

  /** Returns whether this is the route of a request. */
  public boolean isRouteOf(ServerWebExchange exchange) {
    return equals(exchange.getAttribute(ATTRIBUTE));
  }

  void storeIn(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  @Override
  public String toString() {
    return name;
  }
}
