package dev.ecommercestack.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The registry as services see it. Its settings are shorter than in a stack. */
class RegistryIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  /**
   * A registry sends a registration to its peers when it is 500 ms old and no newer one of the same
   * instance waits.
   */
  private static final Duration LONGER_THAN_BATCHES_WAIT = Duration.ofSeconds(1);

  @Test
  void registryStartedEmptyGivesItsListLaterAndEvictsInstanceWithoutHeartbeats() throws Exception {
    try (RegistryProcess registry = RegistryProcess.startAlone()) {
      RegistryCaller note = registry.as("note");
      await().atMost(DEADLINE).until(registry::ready);
      assertThat(note.get("/eureka/apps/")).as("until instances have registered").isEqualTo(403);
      assertThat(registry.health("dependencies")).as("it uses no backing service").isEqualTo(404);
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () -> {
                assertThat(note.register("note", "note-1")).isEqualTo(204);
                assertThat(note.get("/eureka/apps/")).isEqualTo(200);
              });
      await().atMost(DEADLINE).until(() -> note.instances().contains("note-1"));
      assertThat(note.register("note", "note-1")).isEqualTo(204);
      assertThat(note.heartbeat("note", "note-1")).isEqualTo(200);

      // From here on the instance sends no heartbeats.
      await().atMost(DEADLINE).until(() -> !note.instances().contains("note-1"));
      assertThat(note.heartbeat("note", "note-1")).isEqualTo(404);
      assertThat(registry.log())
          .as("alone it replicates to nobody")
          .doesNotContain("localhost:8761")
          .doesNotContain("TransportException");
    }
  }

  @Test
  void peersReplicateRegistrations() throws Exception {
    int first = RegistryProcess.freePort();
    int second = RegistryProcess.freePort();
    String peers =
        RegistryProcess.url("localhost", first) + "," + RegistryProcess.url("127.0.0.1", second);
    try (RegistryProcess a = RegistryProcess.start("localhost", first, peers);
        RegistryProcess b = RegistryProcess.start("127.0.0.1", second, peers)) {
      RegistryCaller atA = a.as("note");
      RegistryCaller atB = b.as("note");
      await().atMost(DEADLINE).until(() -> a.ready() && b.ready());
      await()
          .atMost(DEADLINE)
          .pollInterval(LONGER_THAN_BATCHES_WAIT)
          .untilAsserted(
              () -> {
                assertThat(atA.register("note", "note-2")).isEqualTo(204);
                assertThat(atB.instances()).contains("note-2");
              });
      a.kill();
      assertThat(atB.heartbeat("note", "note-2")).isIn(200, 404);
      assertThat(b.ready()).isTrue();
      assertThat(atB.register("note", "note-3")).isEqualTo(204);
      await().atMost(DEADLINE).until(() -> atB.instances().contains("note-3"));

      try (RegistryProcess again = RegistryProcess.start("localhost", first, peers)) {
        await().atMost(DEADLINE).until(again::ready);
        await()
            .atMost(DEADLINE)
            .pollInterval(LONGER_THAN_BATCHES_WAIT)
            .untilAsserted(
                () -> {
                  atB.heartbeat("note", "note-3");
                  atB.register("note", "note-3");
                  assertThat(again.as("note").instances()).contains("note-3");
                });
      }
      assertThat(b.log()).as("the login of the peers").doesNotContain("Refused ");
    }
  }
}
