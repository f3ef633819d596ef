package dev.ecommercestack.eureka.access;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.eureka.cluster.PeerEurekaNode;
import com.netflix.eureka.registry.PeerAwareInstanceRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Which requests an application may send. What is not listed here is refused: other spellings of
 * the same paths (with a version, encoded characters or double slashes) too, as the paths are
 * compared as the client sent them. What may be registered is checked by {@link RegistrationCheck}.
 */
final class RequestRules implements AuthorizationManager<RequestAuthorizationContext> {
  /** The application of the registry itself, whose peers replicate registrations of all others. */
  static final String REGISTRY = "eureka";

  /** The only application that shows the dashboard. */
  private static final String GATEWAY = "gateway";

  private static final String NAME = "([A-Za-z0-9-]{1,63})";
  private static final String ID = "([A-Za-z0-9._:-]{1,255})";
  private static final Pattern LIST =
      Pattern.compile("/eureka/apps(/delta|/" + NAME + "(/" + ID + ")?)?/?");
  private static final Pattern APPLICATION = Pattern.compile("/eureka/apps/" + NAME);
  private static final Pattern INSTANCE = Pattern.compile("/eureka/apps/" + NAME + "/" + ID);
  private static final Pattern REPLICATION = Pattern.compile("/eureka/peerreplication/batch/?");
  private static final Pattern DASHBOARD =
      Pattern.compile("/|/lastn|/eureka/(css|js|fonts|images)/[A-Za-z0-9._/-]+");

  private final AnonymousApplications anonymous;
  private final ObjectProvider<PeerAwareInstanceRegistry> registry;
  private final boolean checkAddress;

  RequestRules(
      AnonymousApplications anonymous,
      ObjectProvider<PeerAwareInstanceRegistry> registry,
      boolean checkAddress) {
    this.anonymous = anonymous;
    this.registry = registry;
    this.checkAddress = checkAddress;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    return new AuthorizationDecision(isAllowed(caller(authentication.get()), context.getRequest()));
  }

  /** Returns the application that sent the request of this thread, or null without a password. */
  static @Nullable String caller() {
    return caller(SecurityContextHolder.getContext().getAuthentication());
  }

  private static @Nullable String caller(@Nullable Authentication authentication) {
    return authentication == null
            || authentication instanceof AnonymousAuthenticationToken
            || !authentication.isAuthenticated()
        ? null
        : authentication.getName();
  }

  private boolean isAllowed(@Nullable String caller, HttpServletRequest request) {
    String path = request.getRequestURI();
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> mayRead(caller, path);
      case "POST" -> mayReplicate(caller, path) || mayRegister(caller, request, path);
      case "PUT", "DELETE" -> mayChange(caller, request, path);
      default -> false;
    };
  }

  private boolean mayRead(@Nullable String caller, String path) {
    if (LIST.matcher(path).matches()) {
      return caller != null || anonymous.any();
    }
    return DASHBOARD.matcher(path).matches() && GATEWAY.equals(caller);
  }

  private boolean mayReplicate(@Nullable String caller, String path) {
    return REPLICATION.matcher(path).matches() && isApplication(caller, REGISTRY);
  }

  private boolean mayRegister(@Nullable String caller, HttpServletRequest request, String path) {
    Matcher application = APPLICATION.matcher(path);
    return application.matches()
        && isApplication(caller, application.group(1))
        && (REGISTRY.equals(caller) || !isReplication(request));
  }

  /** A heartbeat, or the end of an instance: of the pod's own one. */
  private boolean mayChange(@Nullable String caller, HttpServletRequest request, String path) {
    Matcher instance = INSTANCE.matcher(path);
    if (!instance.matches() || !isApplication(caller, instance.group(1))) {
      return false;
    }
    if (REGISTRY.equals(caller)) {
      return true;
    }
    InstanceInfo registered = registered(instance.group(1), instance.group(2));
    return !isReplication(request)
        && (!checkAddress
            || registered == null
            || RegistrationRules.isAddress(registered.getIPAddr(), request.getRemoteAddr()));
  }

  private boolean isApplication(@Nullable String caller, String name) {
    String application = name.toLowerCase(Locale.ROOT);
    return caller == null ? anonymous.contains(application) : caller.equals(application);
  }

  private @Nullable InstanceInfo registered(String application, String id) {
    return registry
        .getObject()
        .getInstanceByAppAndId(application.toUpperCase(Locale.ROOT), id, false);
  }

  /** With this header the registry takes a request for one of a peer. */
  private static boolean isReplication(HttpServletRequest request) {
    return request.getHeader(PeerEurekaNode.HEADER_REPLICATION) != null;
  }
}
