package dev.ecommercestack.gateway.route;

import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** Finds the route of an operation. */
public final class RouteLookup {
  private RouteLookup() {}

  /**
   * Returns the first route that matches.
   *
   * @param path a path, in which each variable such as {@code {id}} stands for any value
   */
  public static Optional<PublicRoute> find(HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path.replaceAll("\\{[^}]*}", "x"));
    return PublicRouteTable.all()
        .filter(route -> route.methods().contains(method) && route.matchesPath(parsed))
        .findFirst();
  }

  /** Returns the route by which clients reach an operation of a service. */
  public static Optional<PublicRoute> findServiceRoute(
      String service, HttpMethod method, String path) {
    return find(method, path)
        .filter(
            route ->
                route.target() instanceof RouteTarget.Service(String name, _)
                    && name.equals(service));
  }
}
