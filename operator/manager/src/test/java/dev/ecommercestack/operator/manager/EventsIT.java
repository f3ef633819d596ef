package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.events.EventPublisher;
import dev.ecommercestack.operator.manager.events.StackEvent;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code kubectl describe} tells of what happens again, with the operator's rights. */
class EventsIT extends StackFixture {

  private static final StackEvent READY =
      new StackEvent(StackEvent.Type.Normal, "ComponentReady", "tested is ready");

  private Instant now = Instant.now();
  private final InstantSource source = () -> now;
  private final EventPublisher publisher =
      new EventPublisher(operator.client(), "test", source.withZone(ZoneOffset.UTC));

  @Test
  void whatHappensAgainIsCountedAndGetsItsNewTime() {
    var first = publish();
    now = now.plus(Duration.ofMinutes(5));
    var second = publish();
    assertThat(second).hasSize(1);
    assertThat(second.getFirst().getMetadata().getUid())
        .isEqualTo(first.getFirst().getMetadata().getUid());
    assertThat(second.getFirst().getCount()).isEqualTo(2);
    assertThat(Instant.parse(second.getFirst().getLastTimestamp()))
        .isAfter(Instant.parse(first.getFirst().getLastTimestamp()));
  }

  @Test
  void whatIsToldAgainAfterItsEventExpiredIsANewOne() {
    publish();
    shop.client().v1().events().inNamespace(shop.namespace()).delete();
    now = now.plus(Duration.ofMinutes(5));
    assertThat(publish()).hasSize(1);
  }

  private List<Event> publish() {
    if (shop.stack().get() == null) {
      shop.create("{suspend: true}");
    }
    publisher.publish(shop.stack().get(), List.of(READY));
    return shop.client().v1().events().inNamespace(shop.namespace()).list().getItems().stream()
        .filter(event -> event.getMessage().equals(READY.note()))
        .toList();
  }
}
