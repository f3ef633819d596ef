package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.sim.Run;
import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.Trace;
import java.util.List;
import java.util.Locale;

/** A trace as a picture: what arrived, what waited, how many replicas ran. */
final class Plot {
  private static final int WIDTH = 960;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int POINTS = 300;

  /** A pace below this is no noise. */
  private static final double SLOW = 0.5;

  private record Line(String name, String colour, String dash, Run run) {}

  private final Trace trace;
  private final List<Line> lines;
  private final StringBuilder svg = new StringBuilder();

  private Plot(Match match) {
    trace = match.trace();
    lines =
        List.of(
            new Line("KEDA, defaults", "#c2571a", "", match.defaults()),
            new Line("KEDA, tuned", "#7b6cc4", "5 3", match.tuned()),
            new Line("drain time (ours)", "#0b6e4f", "", match.ours()));
  }

  /** Returns an SVG document. */
  static String of(Match match) {
    return new Plot(match).draw();
  }

  private String draw() {
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 600" font-family="sans-serif" font-size="12" fill="#333">
        <rect width="%d" height="600" fill="#fff"/>
        <text x="%d" y="20" font-size="15" font-weight="bold">%s</text>
        <text x="%d" y="38">%s; drain time %d s</text>
        """,
        WIDTH,
        WIDTH,
        LEFT,
        trace.name(),
        LEFT,
        trace.about(),
        trace.workload().goal().drainSeconds());
    legend();
    arrivals();
    waiting(new Panel(225, 170, waitingMax()));
    replicas(new Panel(430, 120, trace.workload().goal().maxReplicas()));
    minutes();
    return svg.append("</svg>\n").toString();
  }

  private void legend() {
    int y = 56;
    for (Line line : lines.reversed()) {
      Score score = line.run().score();
      add(
          """
          <path d="M%d %dh30" stroke="%s" stroke-width="2" stroke-dasharray="%s"/>
          <text x="%d" y="%d">%s: %d s over, %d replica-seconds, %d actions, oldest %d s</text>
          """,
          LEFT,
          y - 4,
          line.colour(),
          line.dash(),
          LEFT + 38,
          y,
          line.name(),
          score.secondsOver(),
          score.replicaSeconds(),
          score.actions(),
          score.oldestAge());
      y += 16;
    }
  }

  private void arrivals() {
    double[] rates = new double[points()];
    double most = 0;
    for (int i = 0; i < rates.length; i++) {
      rates[i] = arrivals(i);
      most = Math.max(most, rates[i]);
    }
    int unit = most < 1 ? 60 : 1;
    Panel panel = new Panel(125, 70, Math.max(1, unit * most));
    frame(panel, unit == 1 ? "arrivals/s" : "arrivals/min");
    StringBuilder path = new StringBuilder("M%d %d".formatted(LEFT, panel.bottom()));
    for (int i = 0; i < rates.length; i++) {
      path.append(point('L', first(i), panel.y(unit * rates[i])));
    }
    add("<path d=\"%sH%dV%dz\" fill=\"#9db4c8\"/>\n", path, WIDTH - RIGHT, panel.bottom());
  }

  private void waiting(Panel panel) {
    frame(panel, "messages waiting");
    for (Line line : lines) {
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < points(); i++) {
        long most = 0;
        for (int t = first(i); t < first(i + 1); t++) {
          most = Math.max(most, line.run().waiting()[t]);
        }
        path.append(point(i == 0 ? 'M' : 'L', first(i), panel.y(most)));
      }
      stroke(line, path);
    }
  }

  private void replicas(Panel panel) {
    frame(panel, "replicas asked for");
    for (Line line : lines) {
      int[] replicas = line.run().replicas();
      StringBuilder path = new StringBuilder(point('M', 0, panel.y(replicas[0])));
      for (int t = 1; t < replicas.length; t++) {
        if (replicas[t] != replicas[t - 1]) {
          path.append(String.format(Locale.ROOT, "H%.1fV%.1f", x(t), panel.y(replicas[t])));
        }
      }
      stroke(line, path.append("H%d".formatted(WIDTH - RIGHT)));
    }
  }

  private void stroke(Line line, CharSequence path) {
    add(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" stroke-dasharray=\"%s\"/>\n",
        path, line.colour(), line.dash());
  }

  private void frame(Panel panel, String title) {
    for (Trace.Outage outage : trace.outages()) {
      shade(panel, outage.from(), outage.to(), "#f6dcdc");
    }
    slowdowns(panel);
    for (double tick = 0; tick <= panel.most(); tick += panel.step()) {
      add(
          """
          <path d="M%d %.1fH%d" stroke="#e3e3e3"/>
          <text x="%d" y="%.1f" text-anchor="end">%.0f</text>
          """,
          LEFT, panel.y(tick), WIDTH - RIGHT, LEFT - 6, panel.y(tick) + 4, tick);
    }
    add("<text x=\"%d\" y=\"%d\" fill=\"#666\">%s</text>\n", LEFT + 4, panel.top() - 6, title);
  }

  /** Marks where messages cost more or all consumers hang. */
  private void slowdowns(Panel panel) {
    int from = 0;
    for (int t = 1; t <= trace.seconds(); t++) {
      boolean slow = trace.pace()[from] < SLOW;
      if (t == trace.seconds() || slow != trace.pace()[t] < SLOW) {
        if (slow) {
          shade(panel, from, t, "#f3ead2");
        }
        from = t;
      }
    }
  }

  private void shade(Panel panel, int from, int to, String colour) {
    add(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
        x(from), panel.top(), x(to) - x(from), panel.height(), colour);
  }

  private void minutes() {
    int step = trace.seconds() > 4 * 3600 ? 60 : trace.seconds() > 3600 ? 20 : 10;
    for (int minute = 0; minute * 60 <= trace.seconds(); minute += step) {
      add("<text x=\"%.1f\" y=\"568\" text-anchor=\"middle\">%d</text>\n", x(minute * 60), minute);
    }
    add("<text x=\"%d\" y=\"588\" text-anchor=\"middle\">minutes</text>\n", WIDTH / 2);
  }

  /** Returns the messages per second that arrive around a point. */
  private double arrivals(int point) {
    double sum = 0;
    for (int t = first(point); t < first(point + 1); t++) {
      sum += trace.arrivals(t);
    }
    return sum / (first(point + 1) - first(point));
  }

  private double waitingMax() {
    long most = 1;
    for (Line line : lines) {
      for (long waiting : line.run().waiting()) {
        most = Math.max(most, waiting);
      }
    }
    return most;
  }

  private int points() {
    return Math.min(POINTS, trace.seconds());
  }

  private int first(int point) {
    return (int) ((long) point * trace.seconds() / points());
  }

  private double x(int second) {
    return LEFT + (double) (WIDTH - LEFT - RIGHT) * second / trace.seconds();
  }

  private String point(char command, int second, double y) {
    return String.format(Locale.ROOT, "%c%.1f %.1f", command, x(second), y);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  /** A diagram above the common time axis. */
  private record Panel(int top, int height, double most) {
    int bottom() {
      return top + height;
    }

    double y(double value) {
      return bottom() - height * value / most;
    }

    /** Returns the distance of ticks: 1, 2 or 5 times a power of ten, for about four of them. */
    double step() {
      double rough = most / 4;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double digit = rough / power;
      return Math.max(1, power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10));
    }
  }
}
