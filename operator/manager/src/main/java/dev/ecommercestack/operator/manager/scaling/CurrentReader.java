package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.brokers.BacklogReader;
import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reader of one component; a changed connection closes it and opens another one. */
final class CurrentReader {
  private final ReaderFactory readers;
  private @Nullable BacklogSource source;
  private @Nullable BacklogReader reader;

  CurrentReader(ReaderFactory readers) {
    this.readers = readers;
  }

  /** Returns what waits in every queue, in their order. */
  List<Source> read(BacklogSource wanted) {
    if (!wanted.equals(source)) {
      close();
      source = wanted;
      reader =
          switch (wanted) {
            case BacklogSource.Kafka kafka -> readers.reader(kafka);
            case BacklogSource.RabbitMq rabbitMq -> readers.reader(rabbitMq);
            case BacklogSource.Unavailable _ -> null;
          };
    }
    var backlogs = reader == null ? Map.<String, Measurement<Backlog>>of() : reader.read();
    var unknown =
        Measurement.<Backlog>unknown(
            wanted instanceof BacklogSource.Unavailable(var _, var reason)
                ? reason
                : "the broker did not say anything about it");
    return wanted.queues().stream()
        .map(queue -> new Source(queue, backlogs.getOrDefault(queue, unknown)))
        .toList();
  }

  /** Closes the connections. */
  void close() {
    if (reader != null) {
      reader.close();
    }
    reader = null;
    source = null;
  }
}
