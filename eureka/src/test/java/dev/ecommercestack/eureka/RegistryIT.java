package dev.ecommercestack.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The registry as services and administrators see it. */
class RegistryIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  @Test
  void singleRegistryEvictsInstanceWithoutHeartbeats() throws Exception {
    int port = RegistryProcess.freePort();
    try (RegistryProcess registry =
        RegistryProcess.start("localhost", port, RegistryProcess.url("localhost", port))) {
      await().atMost(DEADLINE).until(registry::ready);
      assertThat(registry.dashboard()).isEqualTo(200);
      assertThat(registry.health("dependencies")).as("it uses no backing service").isEqualTo(404);
      await().atMost(DEADLINE).until(() -> registry.lists() == 200);

      assertThat(registry.register("note", "note-1")).isEqualTo(204);
      await().atMost(DEADLINE).until(() -> registry.instances().contains("note-1"));
      assertThat(registry.heartbeat("note", "note-1")).isEqualTo(200);

      // From here on the instance sends no heartbeats.
      await().atMost(DEADLINE).until(() -> !registry.instances().contains("note-1"));
      assertThat(registry.heartbeat("note", "note-1")).isEqualTo(404);
      assertThat(registry.log())
          .as("alone it replicates to nobody")
          .doesNotContain("localhost:8761")
          .doesNotContain("TransportException");
    }
  }

  @Test
  void registryStartedEmptyRefusesListUntilInstancesHaveRegistered() throws Exception {
    int port = RegistryProcess.freePort();
    try (RegistryProcess registry =
        RegistryProcess.start("localhost", port, RegistryProcess.url("localhost", port))) {
      await().atMost(DEADLINE).until(registry::ready);
      assertThat(registry.lists()).isEqualTo(403);
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () -> {
                assertThat(registry.register("note", "note-4")).isEqualTo(204);
                assertThat(registry.lists()).isEqualTo(200);
              });
      assertThat(registry.instances()).contains("note-4");
    }
  }

  @Test
  void peersReplicateRegistrations() throws Exception {
    int first = RegistryProcess.freePort();
    int second = RegistryProcess.freePort();
    String peers =
        RegistryProcess.url("localhost", first) + "," + RegistryProcess.url("127.0.0.1", second);
    try (RegistryProcess a = RegistryProcess.start("localhost", first, peers)) {
      try (RegistryProcess b = RegistryProcess.start("127.0.0.1", second, peers)) {
        await().atMost(DEADLINE).until(() -> a.ready() && b.ready());
        await()
            .atMost(DEADLINE)
            .untilAsserted(
                () -> {
                  assertThat(a.register("note", "note-2")).isEqualTo(204);
                  assertThat(b.instances()).contains("note-2");
                });
        a.kill();
        assertThat(b.heartbeat("note", "note-2")).isIn(200, 404);
        assertThat(b.ready()).isTrue();
        assertThat(b.register("note", "note-3")).isEqualTo(204);
        await().atMost(DEADLINE).until(() -> b.instances().contains("note-3"));

        try (RegistryProcess again = RegistryProcess.start("localhost", first, peers)) {
          await()
              .atMost(DEADLINE)
              .untilAsserted(
                  () -> {
                    b.heartbeat("note", "note-3");
                    b.register("note", "note-3");
                    assertThat(again.instances()).contains("note-3");
                  });
        }
      }
    }
  }
}
