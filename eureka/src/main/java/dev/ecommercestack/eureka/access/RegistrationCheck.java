package dev.ecommercestack.eureka.access;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.eureka.registry.PeerAwareInstanceRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Applies {@link RegistrationRules} to every instance that is read from the body of a request. It
 * sees the same object that Eureka registers, so neither JSON nor XML nor another encoding leads
 * around it. Instances that peers replicate come in lists, and those of the registry itself are not
 * checked: its password lets them register everything anyway.
 */
final class RegistrationCheck implements ReaderInterceptor {
  private final ObjectProvider<PeerAwareInstanceRegistry> registry;
  private final RefusedRequests refused;
  private final boolean checkAddress;

  RegistrationCheck(
      ObjectProvider<PeerAwareInstanceRegistry> registry,
      RefusedRequests refused,
      boolean checkAddress) {
    this.registry = registry;
    this.refused = refused;
    this.checkAddress = checkAddress;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Object body = context.proceed();
    if (body instanceof InstanceInfo instance) {
      check(instance, request());
    }
    return body;
  }

  private void check(InstanceInfo instance, HttpServletRequest request) {
    if (RequestRules.REGISTRY.equals(RequestRules.caller())) {
      return;
    }
    RegistrationRules.refusal(
            instance, registered(instance), checkAddress ? request.getRemoteAddr() : null)
        .ifPresent(
            reason -> {
              refused.add(request, RefusedRequests.Reason.RULE, reason);
              throw new ForbiddenException(
                  Response.status(Response.Status.FORBIDDEN)
                      .type(MediaType.TEXT_PLAIN)
                      .entity("Refused: " + reason)
                      .build());
            });
  }

  private @Nullable InstanceInfo registered(InstanceInfo instance) {
    return registry
        .getObject()
        .getInstanceByAppAndId(
            String.valueOf(instance.getAppName()), String.valueOf(instance.getId()), false);
  }

  private static HttpServletRequest request() {
    return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
        .getRequest();
  }
}
