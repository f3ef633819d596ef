package dev.ecommercestack.contracts.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The messages of today against those of the last release in {@code released/}. */
class ReleasedMessagesTest {
  @Test
  void messagesOfLastReleaseAndOfTodayAreReadByBoth() {
    Messages released = Messages.read(Path.of("released"));

    assertThat(released.names()).isNotEmpty();
    assertThat(MessageCompatibility.problems(released, Messages.read(Path.of(""))))
        .as(
            "changes by which services of the last release and of today misread each other during"
                + " an upgrade: add optional fields only, or raise `version` of the message's"
                + " schema (contracts/README.md, \"Change a message\")")
        .isEmpty();
  }
}
