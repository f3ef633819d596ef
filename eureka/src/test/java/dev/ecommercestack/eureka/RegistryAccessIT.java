package dev.ecommercestack.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what at a registry. Applications here are {@code note} and {@code user}; pods are
 * addresses of the loopback network.
 */
class RegistryAccessIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final String OTHER_POD = "127.0.0.2";

  private static RegistryProcess registry;
  private static RegistryCaller note;

  @BeforeAll
  static void start() throws IOException {
    registry = RegistryProcess.startOpen();
    note = registry.as("note");
    await().atMost(DEADLINE).until(registry::ready);
  }

  @AfterAll
  static void stop() throws IOException {
    registry.close();
  }

  @AfterEach
  void everybodyNeedsPassword() throws IOException {
    registry.setAnonymousApplications("");
  }

  @Test
  void nothingIsOpenWithoutPassword() {
    for (RegistryCaller caller :
        new RegistryCaller[] {
          registry.anonymous(), note.with("another-wrong-password"), registry.as("made-up")
        }) {
      assertThat(caller.get("/eureka/apps/")).isEqualTo(401);
      assertThat(caller.get("/")).isEqualTo(401);
      assertThat(caller.register("note", "intruder")).isEqualTo(401);
      assertThat(caller.register("made-up", "intruder")).isEqualTo(401);
      assertThat(caller.heartbeat("note", "intruder")).isEqualTo(401);
      assertThat(caller.cancel("note", "intruder")).isEqualTo(401);
      assertThat(caller.post("/eureka/peerreplication/batch/", "{}")).isEqualTo(401);
    }
    assertThat(registry.health("readiness")).as("the management port").isEqualTo(200);
  }

  @Test
  void applicationRegistersAndEndsItself() {
    assertThat(note.register("NOTE", "own-1")).isEqualTo(204);
    assertThat(note.heartbeat("NOTE", "own-1")).isEqualTo(200);
    assertThat(note.get("/eureka/apps/NOTE/own-1")).isEqualTo(200);
    assertThat(registry.as("user").get("/eureka/apps/delta")).as("everybody reads").isEqualTo(200);
    assertThat(note.cancel("NOTE", "own-1")).isEqualTo(200);
  }

  @Test
  void nobodyRegistersOrChangesAnotherApplication() {
    RegistryCaller user = registry.as("user");
    assertThat(user.register("USER", "user-1")).isEqualTo(204);
    assertThat(note.register("USER", "intruder")).isEqualTo(403);
    assertThat(note.register("MADE-UP", "intruder")).isEqualTo(403);
    assertThat(note.heartbeat("USER", "user-1")).isEqualTo(403);
    assertThat(note.cancel("USER", "user-1")).isEqualTo(403);
    assertThat(note.status("PUT", "/eureka/apps/USER/user-1/status?value=OUT_OF_SERVICE"))
        .isEqualTo(403);
    assertThat(note.status("PUT", "/eureka/apps/USER/user-1/metadata?a=b")).isEqualTo(403);
    assertThat(note.post("/eureka/apps/NOTE", note.instance("USER", "intruder")))
        .as("a body of another application")
        .isEqualTo(400);
    assertThat(note.postXml("/eureka/apps/USER", xml("USER", "user"))).isEqualTo(403);
    assertThat(note.post("/eureka/peerreplication/batch/", replication())).isEqualTo(403);
    assertThat(user.instances()).contains("user-1").doesNotContain("intruder", "OUT_OF_SERVICE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/eureka/v2/apps/USER",
        "/eureka/v1/apps/NOTE",
        "/eureka/apps/%55SER",
        "/eureka/%61pps/NOTE",
        "/eureka//apps/USER",
        "//eureka/apps/USER",
        "/eureka/apps/NOTE/../USER",
        "/eureka/apps/NOTE/%2e%2e/USER",
        "/eureka/apps/USER;a=b",
        "/eureka;a=b/apps/USER",
        "/EUREKA/apps/USER",
        "/eureka/apps/USER/",
        "/eureka/instances/intruder",
        "/eureka/vips/user",
        "/eureka/asg/user/status"
      })
  void otherSpellingsOfPathsLeadNowhere(String path) {
    for (String method : new String[] {"PUT", "DELETE", "PATCH", "OPTIONS"}) {
      assertThat(note.status(method, path)).as(method).isIn(400, 403, 405);
    }
    assertThat(note.post(path, note.instance("USER", "intruder"))).isIn(400, 403);
    assertThat(note.instances()).doesNotContain("intruder");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"hostName\": \"127.0.0.1\"', '\"hostName\": \"127.0.0.2\"'",
    "'\"hostName\": \"127.0.0.1\"', '\"hostName\": \"localhost\"'",
    "'\"ipAddr\": \"127.0.0.1\"', '\"ipAddr\": \"127.0.0.2\"'",
    "'\"vipAddress\": \"note\"', '\"vipAddress\": \"user\"'",
    "'\"vipAddress\": \"note\"', '\"vipAddress\": \"note,user\"'",
    "'\"secureVipAddress\": \"note\"', '\"secureVipAddress\": \"user\"'",
    "'\"overriddenstatus\": \"UNKNOWN\"', '\"overriddenstatus\": \"OUT_OF_SERVICE\"'",
  })
  void instanceRegistersOnlyItsOwnAddressAndName(String own, String others) {
    String valid = note.instance("NOTE", "intruder");
    assertThat(valid).contains(own);
    assertThat(note.post("/eureka/apps/NOTE", valid.replace(own, others))).isEqualTo(403);
    assertThat(note.instances()).doesNotContain("intruder");
  }

  @Test
  void xmlIsCheckedLikeJson() {
    assertThat(note.postXml("/eureka/apps/NOTE", xml("NOTE", "user"))).isEqualTo(403);
    assertThat(note.postXml("/eureka/apps/NOTE", xml("NOTE", "note"))).isEqualTo(204);
    assertThat(note.cancel("NOTE", "xml-1")).isEqualTo(200);
  }

  @Test
  void headersDoNotMakePodAnother() {
    String others = note.from(OTHER_POD).instance("NOTE", "intruder");
    for (String header : new String[] {"X-Forwarded-For", "X-Real-IP"}) {
      assertThat(note.post("/eureka/apps/NOTE", others, header, OTHER_POD)).isEqualTo(403);
    }
    assertThat(note.post("/eureka/apps/NOTE", others, "Forwarded", "for=" + OTHER_POD))
        .isEqualTo(403);
    assertThat(
            note.post(
                "/eureka/apps/NOTE",
                note.instance("NOTE", "intruder"),
                "x-netflix-discovery-replication",
                "true"))
        .as("only peers replicate")
        .isEqualTo(403);
  }

  @Test
  void podDoesNotChangeAnotherPodOfTheSameApplication() {
    RegistryCaller other = note.from(OTHER_POD);
    assertThat(other.register("NOTE", "other-pod")).isEqualTo(204);
    assertThat(note.register("NOTE", "other-pod")).isEqualTo(403);
    assertThat(note.heartbeat("NOTE", "other-pod")).isEqualTo(403);
    assertThat(note.cancel("NOTE", "other-pod")).isEqualTo(403);
    assertThat(note.status("PUT", "/eureka/apps/NOTE/other-pod/status?value=OUT_OF_SERVICE"))
        .isEqualTo(403);
    assertThat(other.cancel("NOTE", "other-pod")).isEqualTo(200);
  }

  @Test
  void peersReplicateAndRegisterThemselvesByNameWithThePasswordOfTheRegistry() {
    RegistryCaller peer = registry.as("eureka");
    String instance = peer.instance("EUREKA", "peer").replace("127.0.0.1", "shop-eureka-1");
    assertThat(peer.post("/eureka/apps/EUREKA", instance)).isEqualTo(204);
    assertThat(peer.cancel("EUREKA", "peer")).isEqualTo(200);
    assertThat(peer.post("/eureka/peerreplication/batch/", replication())).isEqualTo(200);
  }

  @Test
  void lostInstanceIsAnsweredWithoutPage() {
    HttpResponse<String> answer = registry.as("eureka").sendHeartbeat("EUREKA", "lost");
    assertThat(answer.statusCode()).isEqualTo(404);
    // The client of a peer takes a body for the instance that another peer knows.
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void dashboardIsForTheGateway() {
    RegistryCaller gateway = registry.as("gateway");
    for (String path : new String[] {"/", "/lastn", "/eureka/css/wro.css"}) {
      assertThat(gateway.get(path)).isEqualTo(200);
      assertThat(note.get(path)).isEqualTo(403);
    }
    assertThat(gateway.status("POST", "/")).isEqualTo(403);
  }

  @Test
  void duringUpgradeApplicationsWithPodsOfTheReleaseBeforeNeedNoPassword() throws IOException {
    RegistryCaller old = registry.anonymous();
    registry.setAnonymousApplications("user\n");
    assertThat(old.register("USER", "old-pod")).isEqualTo(204);
    assertThat(old.heartbeat("USER", "old-pod")).isEqualTo(200);
    assertThat(old.get("/eureka/apps/")).isEqualTo(200);
    assertThat(registry.as("user").register("USER", "new-pod")).isEqualTo(204);

    assertThat(old.register("NOTE", "intruder")).as("another application").isEqualTo(401);
    assertThat(old.cancel("NOTE", "intruder")).isEqualTo(401);
    assertThat(old.from(OTHER_POD).cancel("USER", "old-pod")).as("another pod").isEqualTo(401);
    assertThat(old.post("/eureka/apps/USER", old.from(OTHER_POD).instance("USER", "intruder")))
        .as("another address")
        .isEqualTo(403);
    assertThat(old.post("/eureka/peerreplication/batch/", replication())).isEqualTo(401);
    assertThat(old.get("/")).isEqualTo(401);

    registry.setAnonymousApplications("");
    assertThat(old.heartbeat("USER", "old-pod")).isEqualTo(401);
    assertThat(old.get("/eureka/apps/")).isEqualTo(401);
  }

  @Test
  void rotatedPasswordCountsAtOnceAndBothMeanwhile() throws IOException {
    String before = RegistryCaller.password("note");
    String after = "the-new-password-of-note";
    try {
      registry.setPasswords("note", after, before);
      assertThat(note.get("/eureka/apps/")).isEqualTo(200);
      assertThat(note.with(after).get("/eureka/apps/")).isEqualTo(200);
      registry.setPasswords("note", after);
      assertThat(note.get("/eureka/apps/")).isEqualTo(401);
    } finally {
      registry.setPasswords("note", before);
    }
  }

  @Test
  void refusalsAreLoggedAndCountedWithoutPasswords() throws Exception {
    note.register("USER", "logged");
    note.with("another-wrong-password").get("/eureka/apps/");
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(registry.log())
                    .contains("Refused POST /eureka/apps/USER of application note from 127.0.0.1")
                    .contains("from 127.0.0.1: wrong password of application note")
                    .doesNotContain("another-wrong-password", RegistryCaller.password("note")));
    assertThat(registry.metrics())
        .containsPattern("registry_requests_refused_total\\{.*reason=\"rule\".*} [1-9]")
        .containsPattern("registry_requests_refused_total\\{.*reason=\"credentials\".*} [1-9]");
  }

  private static String xml(String application, String virtualAddress) {
    return """
        <instance><instanceId>xml-1</instanceId><app>%s</app><hostName>127.0.0.1</hostName>
          <ipAddr>127.0.0.1</ipAddr><vipAddress>%s</vipAddress><status>UP</status>
          <port enabled="true">9999</port>
          <dataCenterInfo class="com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo">
            <name>MyOwn</name></dataCenterInfo></instance>
        """
        .formatted(application, virtualAddress);
  }

  /** What a peer sends: another peer accepted a heartbeat. */
  private static String replication() {
    return """
        {"replicationList": [{"appName": "USER", "id": "replicated", "lastDirtyTimestamp": 1,
          "status": "UP", "action": "Heartbeat"}]}
        """;
  }
}
