package dev.ecommercestack.operator.manager.events;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes Events about stacks. A repeated event increments the count of the existing Event, at
 * most once a minute; a failure to publish is only logged.
 *
 * <p>They are Events of the core group: {@code kubectl describe} does not sort those of the newer
 * one by time.
 */
public final class EventPublisher {

  private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
  private static final String REPORTING_COMPONENT = "ecommercestack.dev/operator";
  private static final Duration MIN_REPEAT_INTERVAL = Duration.ofMinutes(1);
  // Shorter than the time that the API server keeps Events: one hour by default.
  private static final Duration MAX_COUNTED_AGE = Duration.ofMinutes(50);
  private static final int MAX_NOTE_LENGTH = 1024;
  private static final int MAX_REMEMBERED_EVENTS = 1000;

  private final KubernetesClient client;
  private final String instance;
  private final Clock clock;
  private final Map<Key, Published> published = new LinkedHashMap<>();

  private record Key(String stackUid, StackEvent event) {}

  private record Published(String name, Instant last, int count) {}

  /**
   * @param client the Kubernetes client
   * @param instance the name of this operator's pod
   * @param clock the time of the Events
   */
  public EventPublisher(KubernetesClient client, String instance, Clock clock) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
  }

  /** Publishes events about a stack, in the order given. */
  public void publish(EcommerceStack stack, List<StackEvent> events) {
    events.forEach(event -> publish(stack, event));
  }

  private void publish(EcommerceStack stack, StackEvent event) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var key = new Key(stack.getMetadata().getUid(), event);
    var before = last(key, now);
    if (before != null && before.last().plus(MIN_REPEAT_INTERVAL).isAfter(now)) {
      return;
    }
    log.info("{}: {}", event.reason(), event.note());
    try {
      remember(
          key, before == null ? create(stack, event, now) : countAgain(stack, event, before, now));
    } catch (KubernetesClientException failure) {
      log.warn("Cannot publish the Event {}: {}", event.reason(), failure.getMessage());
    }
  }

  private synchronized @Nullable Published last(Key key, Instant now) {
    published.values().removeIf(event -> event.last().plus(MAX_COUNTED_AGE).isBefore(now));
    return published.get(key);
  }

  private synchronized void remember(Key key, Published event) {
    if (published.size() >= MAX_REMEMBERED_EVENTS) {
      published.clear();
    }
    published.put(key, event);
  }

  private Published create(EcommerceStack stack, StackEvent event, Instant now) {
    var created = client.resource(event(stack, event, now)).create();
    return new Published(created.getMetadata().getName(), now, 1);
  }

  private Published countAgain(
      EcommerceStack stack, StackEvent event, Published before, Instant now) {
    var count = before.count() + 1;
    try {
      client
          .v1()
          .events()
          .inNamespace(stack.getMetadata().getNamespace())
          .withName(before.name())
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"count\":%d,\"lastTimestamp\":\"%s\"}".formatted(count, now));
      return new Published(before.name(), now, count);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw failure;
      }
      return create(stack, event, now);
    }
  }

  private Event event(EcommerceStack stack, StackEvent event, Instant now) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(stack.getMetadata().getName() + "-")
        .withNamespace(stack.getMetadata().getNamespace())
        .endMetadata()
        .withFirstTimestamp(now.toString())
        .withLastTimestamp(now.toString())
        .withCount(1)
        .withNewSource()
        .withComponent(REPORTING_COMPONENT)
        .endSource()
        .withReportingComponent(REPORTING_COMPONENT)
        .withReportingInstance(instance)
        .withAction("Reconcile")
        .withType(event.type().name())
        .withReason(event.reason())
        .withMessage(shorten(event.note()))
        .withInvolvedObject(reference(stack))
        .build();
  }

  private static ObjectReference reference(EcommerceStack stack) {
    return new ObjectReferenceBuilder()
        .withApiVersion(stack.getApiVersion())
        .withKind(stack.getKind())
        .withName(stack.getMetadata().getName())
        .withNamespace(stack.getMetadata().getNamespace())
        .withUid(stack.getMetadata().getUid())
        .build();
  }

  private static String shorten(String note) {
    return note.length() <= MAX_NOTE_LENGTH ? note : note.substring(0, MAX_NOTE_LENGTH - 3) + "...";
  }
}
