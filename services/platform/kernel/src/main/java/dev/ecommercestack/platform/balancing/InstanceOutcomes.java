package dev.ecommercestack.platform.balancing;

import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

/**
 * Tells {@link EjectedInstances} what became of balanced requests, and leaves those instances out.
 * Spring Cloud LoadBalancer calls this class, for blocking and for reactive clients.
 */
public final class InstanceOutcomes
    implements LoadBalancerLifecycle<Object, Object, ServiceInstance> {
  private final EjectedInstances ejected;
  private final Predicate<Request<?>> waitsForClient;

  /**
   * @param ejected where the outcomes are kept
   * @param waitsForClient whether a request that timed out still waits for a part of its body, so
   *     that the instance could not answer
   */
  public InstanceOutcomes(EjectedInstances ejected, Predicate<Request<?>> waitsForClient) {
    this.ejected = ejected;
    this.waitsForClient = waitsForClient;
  }

  @Override
  public void onStart(Request<Object> request) {
    // Nothing is known yet.
  }

  @Override
  public void onStartRequest(Request<Object> request, Response<ServiceInstance> instance) {
    // Nothing is known yet.
  }

  @Override
  public void onComplete(CompletionContext<Object, ServiceInstance, Object> outcome) {
    Response<ServiceInstance> chosen = outcome.getLoadBalancerResponse();
    ServiceInstance instance = chosen == null ? null : chosen.getServer();
    if (instance == null) {
      return;
    }
    String address = address(instance);
    switch (outcome.status()) {
      case SUCCESS -> ejected.answered(address);
      case FAILED -> failed(address, outcome);
      case DISCARD -> {
        // No instance was chosen.
      }
    }
  }

  private void failed(String address, CompletionContext<Object, ServiceInstance, Object> outcome) {
    Throwable failure = outcome.getThrowable();
    if (UnsentRequest.causedBy(failure)) {
      ejected.unreachable(address, failure);
    } else if (isTimeout(failure) && !waitsForClient.test(outcome.getLoadBalancerRequest())) {
      ejected.timedOut(address, failure);
    }
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = UnsentRequest.next(cause)) {
      if (cause instanceof TimeoutException
          || cause instanceof SocketTimeoutException
          || isGatewayTimeout(cause)) {
        return true;
      }
    }
    return false;
  }

  /** Spring Cloud Gateway has an exception of its own for timeouts, in one with this status. */
  private static boolean isGatewayTimeout(Throwable failure) {
    return failure instanceof ResponseStatusException status
        && status.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT);
  }

  /** Returns a supplier that leaves out the ejected ones of the instances of another one. */
  public ServiceInstanceListSupplier without(ServiceInstanceListSupplier all) {
    return new AvailableInstanceSupplier(all, ejected);
  }

  /** Returns the address of an instance: its host and port. */
  public static String address(ServiceInstance instance) {
    return instance.getHost() + ":" + instance.getPort();
  }

  private static final class AvailableInstanceSupplier
      extends DelegatingServiceInstanceListSupplier {
    private final EjectedInstances ejected;

    AvailableInstanceSupplier(ServiceInstanceListSupplier all, EjectedInstances ejected) {
      super(all);
      this.ejected = ejected;
    }

    @Override
    public Flux<List<ServiceInstance>> get() {
      return delegate.get().map(this::available);
    }

    @Override
    @SuppressWarnings("rawtypes") // The interface declares the raw type.
    public Flux<List<ServiceInstance>> get(Request request) {
      return delegate.get(request).map(this::available);
    }

    private List<ServiceInstance> available(List<ServiceInstance> instances) {
      return ejected.available(instances, InstanceOutcomes::address);
    }
  }
}
