package dev.ecommercestack.operator.manager;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** The requests that a Kubernetes client has sent, without those for leases among the writes. */
final class RequestLog implements Interceptor {
  private final LongAdder requests = new LongAdder();
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<String>> beforeWrites = new ConcurrentHashMap<>();

  /** Number of requests. */
  long count() {
    return requests.sum();
  }

  /** Requests that changed something in a namespace, as in {@code PATCH /apis/apps/v1/...}. */
  List<String> writes(String namespace) {
    return writes.stream()
        .filter(write -> write.contains("/namespaces/%s/".formatted(namespace)))
        .toList();
  }

  /** Requests that the API server did not allow. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** Runs an action with the body of the next request that writes to a path, before it is sent. */
  void beforeWrite(String path, Consumer<String> action) {
    beforeWrites.put(path, action);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    requests.increment();
    var path = request.uri().getPath();
    if (!request.method().equals("GET") && !path.contains("/leases")) {
      writes.add(request.method() + " " + path);
      Optional.ofNullable(beforeWrites.remove(path))
          .ifPresent(action -> action.accept(request.bodyString()));
    }
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (response.code() == 401 || response.code() == 403) {
      refusals.add(request.method() + " " + request.uri().getPath());
    }
  }
}
