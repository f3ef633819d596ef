package dev.ecommercestack.operator.manager.plan.backing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.plan.PlanView;
import dev.ecommercestack.operator.manager.plan.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cluster a broker's volume is formatted for, by the script of its init container. */
class KafkaFormatTest {

  @TempDir private Path root;

  @BeforeEach
  void brokerImage() throws IOException {
    var tool = file("opt/kafka/bin/kafka-storage.sh", "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    file("etc/credentials/kafka-admin/cluster-id", "fromTheSecret");
  }

  @Test
  void anEmptyVolumeIsOfTheClusterInTheSecret() throws Exception {
    assertThat(format()).contains("format --ignore-formatted --cluster-id fromTheSecret --config");
  }

  @Test
  void aVolumeStaysWithItsClusterThoughTheSecretWasMadeAgain() throws Exception {
    file(
        "var/lib/kafka/data/data/meta.properties",
        "#\n#Sat Nov 28 02:00:00 UTC 2026\ncluster.id=ofTheVolume==\nnode.id=0\nversion=1\n");
    assertThat(format()).contains("--cluster-id ofTheVolume== --config");
  }

  private String format() throws IOException, InterruptedException {
    var command =
        Stacks.template(PlanView.workload(Stacks.plan("{}"), "kafka"))
            .orElseThrow()
            .getSpec()
            .getInitContainers()
            .getFirst()
            .getCommand();
    var here = command.getLast().replaceAll("/(opt|etc|var)/", root + "/$1/");
    var process =
        new ProcessBuilder(command.get(0), command.get(1), here).redirectErrorStream(true).start();
    try (var output = process.inputReader()) {
      var text = output.readAllAsString();
      assertThat(process.waitFor()).as(text).isZero();
      return text;
    }
  }

  private Path file(String name, String content) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
