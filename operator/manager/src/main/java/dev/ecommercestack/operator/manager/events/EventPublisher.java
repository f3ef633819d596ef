package dev.ecommercestack.operator.manager.events;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes Events about stacks. One that was just published is not repeated; a failure to publish
 * is only logged.
 */
public final class EventPublisher {

  private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
  private static final String REPORTER = "ecommercestack.dev/operator";
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int MAX_NOTE = 1024;
  private static final int REMEMBERED = 1000;

  private final KubernetesClient client;
  private final String instance;
  private final Clock clock;
  private final Map<Key, Instant> published = new LinkedHashMap<>();

  private record Key(String stackUid, StackEvent event) {}

  /**
   * @param instance name of this operator's pod
   */
  public EventPublisher(KubernetesClient client, String instance, Clock clock) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
  }

  /** Publishes events about a stack, in the order given. */
  public void publish(EcommerceStack stack, List<StackEvent> events) {
    events.stream().filter(event -> isNews(stack, event)).forEach(event -> publish(stack, event));
  }

  private void publish(EcommerceStack stack, StackEvent event) {
    log.info("{}: {}", event.reason(), event.note());
    var metadata = stack.getMetadata();
    try {
      client
          .resource(
              new EventBuilder()
                  .withNewMetadata()
                  .withGenerateName(metadata.getName() + "-")
                  .withNamespace(metadata.getNamespace())
                  .endMetadata()
                  .withEventTime(new MicroTime(MICROSECONDS.format(clock.instant())))
                  .withReportingController(REPORTER)
                  .withReportingInstance(instance)
                  .withAction("Reconcile")
                  .withType(event.type().name())
                  .withReason(event.reason())
                  .withNote(shorten(event.note()))
                  .withRegarding(reference(stack))
                  .build())
          .create();
    } catch (KubernetesClientException failure) {
      log.warn("Cannot publish the Event {}: {}", event.reason(), failure.getMessage());
    }
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

  private synchronized boolean isNews(EcommerceStack stack, StackEvent event) {
    var now = clock.instant();
    published.values().removeIf(time -> time.plus(QUIET).isBefore(now));
    if (published.size() >= REMEMBERED) {
      published.clear();
    }
    return published.putIfAbsent(new Key(stack.getMetadata().getUid(), event), now) == null;
  }

  private static String shorten(String note) {
    return note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE - 3) + "...";
  }
}
