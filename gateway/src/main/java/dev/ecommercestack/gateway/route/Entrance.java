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
 * One row of the table of all that can be reached.
 *
 * @param name for logs and metrics
 * @param methods with which it is used
 * @param access who may
 * @param target where it leads
 * @param paths which paths
 * @param uploads whether its bodies may be as long as an upload
 */
public record Entrance(
    String name,
    Set<HttpMethod> methods,
    Access access,
    Target target,
    List<PathPattern> paths,
    boolean uploads) {
  private static final String ATTRIBUTE = Entrance.class.getName();

  static Entrance of(
      String name, Set<HttpMethod> methods, Access access, Target target, String... paths) {
    return new Entrance(
        name,
        methods,
        access,
        target,
        Stream.of(paths).map(PathPatternParser.defaultInstance::parse).toList(),
        false);
  }

  /** Returns the same one for long bodies. */
  Entrance withUploads() {
    return new Entrance(name, methods, access, target, paths, true);
  }

  boolean hasPath(PathContainer path) {
    return paths.stream().anyMatch(pattern -> pattern.matches(path));
  }

  /** Whether a request may be repeated to another instance. */
  boolean repeatable() {
    return methods.contains(HttpMethod.GET);
  }

  /** Returns the one through which a request came in. */
  public static Entrance of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }

  /** Whether a request came in here. */
  public boolean isOf(ServerWebExchange exchange) {
    return equals(exchange.getAttribute(ATTRIBUTE));
  }

  void mark(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  @Override
  public String toString() {
    return name;
  }
}
