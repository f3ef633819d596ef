package dev.ecommercestack.operator.manager;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.function.UnaryOperator;

/** Sets a status as a controller does: when somebody else wrote in between, that is read first. */
final class LiveStatus {
  private static final int MOST_ATTEMPTS = 20;

  private LiveStatus() {}

  static <T> void edit(Resource<T> resource, UnaryOperator<T> edit) {
    for (var attempt = 1; ; attempt++) {
      try {
        resource.editStatus(edit);
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
