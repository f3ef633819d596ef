package dev.ecommercestack.bench.scaling.live;

import dev.ecommercestack.bench.scaling.sim.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One load of one round, as it was measured second by second. It is kept as a CSV file whose first
 * line has the numbers of the whole round.
 *
 * @param load the part of the script that was measured
 * @param contestant the scaler of the round
 * @param summary the numbers of the whole round
 * @param seconds the measurements, one for each second of the load's part of the round
 */
record RoundFile(LiveLoad load, String contestant, Summary summary, List<Second> seconds) {
  private static final String COLUMNS = "second,arrived,waiting,age,desired,ready,pods,cpu";

  /**
   * The numbers of the whole round.
   *
   * @param sent messages that were sent
   * @param lost messages that were not completed, although time was given after the round
   * @param duplicated messages that had an effect more than once
   * @param serviceRate messages per second that a busy pod handled, 0 if none was busy
   * @param startSeconds the mean time from a pod's creation until it was ready, 0 if none started
   */
  record Summary(int sent, int lost, int duplicated, double serviceRate, double startSeconds) {}

  /**
   * One second.
   *
   * @param arrived messages that were sent in it
   * @param waiting messages that were sent and not completed at its end
   * @param age how long the oldest of them had waited, in seconds
   * @param desired {@code spec.replicas}
   * @param ready ready pods
   * @param pods pods that existed
   * @param cpu share of the machine's CPU that was in use, 0 to 1
   */
  record Second(
      int arrived, int waiting, double age, int desired, int ready, int pods, double cpu) {}

  /** Copies the list. */
  RoundFile {
    seconds = List.copyOf(seconds);
  }

  /** Returns what the load is judged by, in its part of the round. */
  Score score() {
    int over = 0;
    int actions = 0;
    long podSeconds = 0;
    double oldest = 0;
    int before = seconds.getFirst().desired();
    for (Second second : seconds) {
      over += second.age() > load.workload().goal().drainSeconds() ? 1 : 0;
      podSeconds += second.pods();
      actions += second.desired() == before ? 0 : 1;
      before = second.desired();
      oldest = Math.max(oldest, second.age());
    }
    return new Score(over, podSeconds, actions, (int) Math.round(oldest));
  }

  /** Returns the mean CPU use of the machine, 0 to 1. */
  double cpu() {
    return seconds.stream().mapToDouble(Second::cpu).average().orElse(0);
  }

  /** Returns the messages by second. */
  int[] arrivals() {
    return seconds.stream().mapToInt(Second::arrived).toArray();
  }

  /** Writes the file {@code ROUND-CONTESTANT-LOAD.csv} into a folder. */
  void write(Path folder, int round) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "# sent,lost,duplicated,serviceRate,startSeconds%n%d,%d,%d,%.4f,%.1f%n%s%n",
            summary.sent(),
            summary.lost(),
            summary.duplicated(),
            summary.serviceRate(),
            summary.startSeconds(),
            COLUMNS));
    for (int i = 0; i < seconds.size(); i++) {
      Second second = seconds.get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%d,%.1f,%d,%d,%d,%.2f%n",
              i,
              second.arrived(),
              second.waiting(),
              second.age(),
              second.desired(),
              second.ready(),
              second.pods(),
              second.cpu()));
    }
    Files.writeString(
        folder.resolve("%d-%s-%s.csv".formatted(round, contestant, load.label())), text);
  }

  /** Reads a file that {@link #write} wrote. */
  static RoundFile read(Path file) throws IOException {
    String[] name = file.getFileName().toString().replace(".csv", "").split("-", 3);
    List<String> lines = Files.readAllLines(file);
    String[] head = lines.get(1).split(",", -1);
    Summary summary =
        new Summary(
            Integer.parseInt(head[0]),
            Integer.parseInt(head[1]),
            Integer.parseInt(head[2]),
            Double.parseDouble(head[3]),
            Double.parseDouble(head[4]));
    List<Second> seconds = new ArrayList<>();
    for (String line : lines.subList(3, lines.size())) {
      String[] cells = line.split(",", -1);
      seconds.add(
          new Second(
              Integer.parseInt(cells[1]),
              Integer.parseInt(cells[2]),
              Double.parseDouble(cells[3]),
              Integer.parseInt(cells[4]),
              Integer.parseInt(cells[5]),
              Integer.parseInt(cells[6]),
              Double.parseDouble(cells[7])));
    }
    LiveLoad load = LiveLoad.valueOf(name[2].toUpperCase(Locale.ROOT));
    return new RoundFile(load, name[1], summary, seconds);
  }
}
