package dev.ecommercestack.bench.scaling.live;

import dev.ecommercestack.platform.message.Envelopes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays the scripted load once against the running stack, measures every second, and writes a file
 * for each load. It ends by itself: after the round it waits for the last messages, for a limited
 * time.
 */
public final class LiveRound {
  private static final List<String> COMPONENTS = List.of("worker", "event");

  /** How long messages that are left at the end of the round have until they count as lost. */
  private static final Duration LAST_MESSAGES = Duration.ofSeconds(300);

  /** Pods count as busy while each has this much to do, in seconds of its expected work. */
  private static final double BUSY_SECONDS = 0.5;

  private final Cluster cluster;
  private final int seconds;
  private final List<Part> parts;
  private final List<Sample> samples = new ArrayList<>();

  /** A load with what sends it and what was sent. */
  private record Part(LiveLoad load, Sender sender, Deliveries deliveries) {}

  /** What was seen of the cluster and the machine in a second. */
  private record Sample(Cluster.PodCounts worker, Cluster.PodCounts event, double cpu) {
    Cluster.PodCounts pods(String component) {
      return component.equals("worker") ? worker : event;
    }
  }

  private LiveRound(Cluster cluster, int seconds) throws Exception {
    this.cluster = cluster;
    this.seconds = seconds;
    Envelopes envelopes =
        new Envelopes(JsonMapper.builder().build(), Clock.systemUTC(), "shop", () -> null);
    Shop shop = new Shop(cluster);
    parts =
        List.of(
            new Part(LiveLoad.PAYMENTS, new PaymentSender(cluster, envelopes), new Deliveries()),
            new Part(LiveLoad.IMPORTS, new ImportSender(cluster, shop), new Deliveries()),
            new Part(LiveLoad.CLAIMS, new ClaimSender(cluster, shop, envelopes), new Deliveries()));
  }

  /**
   * Plays a round.
   *
   * @param args the folder of the files, the number of the round, the contestant, and the seconds
   *     to play, at most {@link LiveLoad#ROUND_SECONDS}
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      System.err.println("usage: LiveRound FOLDER ROUND CONTESTANT SECONDS");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    int length = Math.min(LiveLoad.ROUND_SECONDS, Integer.parseInt(args[3]));
    try (Cluster cluster = Cluster.connect()) {
      new LiveRound(cluster, length).play(folder, Integer.parseInt(args[1]), args[2]);
    }
  }

  private void play(Path folder, int round, String contestant) throws Exception {
    long begin = System.currentTimeMillis() + 1000;
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Part part : parts) {
      tasks.add(
          () -> {
            send(part, begin);
            return null;
          });
    }
    tasks.add(
        () -> {
          sample(begin);
          return null;
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> each : threads.invokeAll(tasks)) {
        each.get();
      }
    }
    Map<String, Double> starts = startSeconds(begin);
    // From here on the script may add pods for what is left.
    Files.createFile(folder.resolve("%d-%s.ended".formatted(round, contestant)));
    awaitLastMessages();
    for (Part part : parts) {
      if (part.load().from() < seconds) {
        measured(part, contestant, begin, starts).write(folder, round);
      }
      part.sender().close();
    }
  }

  /** Sends what the script says, evenly within each second. */
  private void send(Part part, long begin) throws Exception {
    for (int second = 0; second < seconds; second++) {
      int count = part.load().arrivals(second);
      for (int i = 0; i < count; i++) {
        sleepUntil(begin + second * 1000L + i * 1000L / count);
        long at = System.currentTimeMillis();
        part.deliveries().sent(part.sender().send(), at);
      }
    }
  }

  private void sample(long begin) throws Exception {
    CpuUse machine = new CpuUse();
    for (int second = 0; second < seconds; second++) {
      sleepUntil(begin + (second + 1) * 1000L);
      samples.add(new Sample(cluster.pods("worker"), cluster.pods("event"), machine.sinceLast()));
    }
  }

  private static void sleepUntil(long millis) throws InterruptedException {
    long left = millis - System.currentTimeMillis();
    if (left > 0) {
      Thread.sleep(left);
    }
  }

  private Map<String, Double> startSeconds(long begin) {
    Map<String, Double> starts = new HashMap<>();
    for (String component : COMPONENTS) {
      starts.put(
          component,
          cluster.startTimes(component, Instant.ofEpochMilli(begin)).stream()
              .mapToLong(Duration::toSeconds)
              .average()
              .orElse(0));
    }
    return starts;
  }

  private void awaitLastMessages() throws Exception {
    Instant end = Instant.now().plus(LAST_MESSAGES);
    boolean all = false;
    while (!all && Instant.now().isBefore(end)) {
      all = true;
      for (Part part : parts) {
        all &= part.deliveries().areCompleted(part.sender().completed());
      }
      if (!all) {
        Thread.sleep(2000);
      }
    }
  }

  private RoundFile measured(Part part, String contestant, long begin, Map<String, Double> starts)
      throws Exception {
    LiveLoad load = part.load();
    Deliveries sent = part.deliveries();
    Map<UUID, Long> completed = part.sender().completed();
    int[] arrived = sent.sentBySecond(begin, seconds);
    List<Deliveries.Waiting> waiting = sent.bySecond(completed, begin, seconds);
    List<RoundFile.Second> rows = new ArrayList<>();
    for (int second = load.from(); second < Math.min(load.to(), seconds); second++) {
      Cluster.PodCounts counts = samples.get(second).pods(load.component());
      rows.add(
          new RoundFile.Second(
              arrived[second],
              waiting.get(second).waiting(),
              waiting.get(second).age(),
              counts.desired(),
              counts.ready(),
              counts.existing(),
              samples.get(second).cpu()));
    }
    RoundFile.Summary summary =
        new RoundFile.Summary(
            sent.count(),
            sent.count() - completed.size(),
            part.sender().duplicated(),
            serviceRate(part, rows),
            starts.getOrDefault(load.component(), 0.0));
    return new RoundFile(load, contestant, summary, rows);
  }

  /** Returns the messages per pod-second in the seconds in which all pods had more to do. */
  private static double serviceRate(Part part, List<RoundFile.Second> rows) throws SQLException {
    double each = part.sender().secondsPerMessage();
    if (each > 0) {
      return 1 / each;
    }
    double busy = BUSY_SECONDS * part.load().workload().pods().serviceRate();
    double handled = 0;
    double podSeconds = 0;
    for (int i = 1; i < rows.size(); i++) {
      RoundFile.Second before = rows.get(i - 1);
      RoundFile.Second now = rows.get(i);
      if (Math.min(before.waiting(), now.waiting()) >= busy * Math.max(1, now.ready())) {
        handled += before.waiting() + now.arrived() - now.waiting();
        podSeconds += now.ready();
      }
    }
    return podSeconds == 0 ? 0 : handled / podSeconds;
  }

  /** The CPU use of the machine between two calls, by {@code /proc/stat}. */
  private static final class CpuUse {
    private long busy;
    private long total;

    CpuUse() throws IOException {
      sinceLast();
    }

    double sinceLast() throws IOException {
      String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().trim().split("\\s+");
      long sum = 0;
      // user, nice, system, idle, iowait, irq, softirq, steal; guests are part of user.
      for (int i = 1; i <= 8; i++) {
        sum += Long.parseLong(fields[i]);
      }
      long working = sum - Long.parseLong(fields[4]) - Long.parseLong(fields[5]);
      double share = sum == total ? 0 : (double) (working - busy) / (sum - total);
      busy = working;
      total = sum;
      return share;
    }
  }
}
