package dev.ecommercestack.bench.scaling.live;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A load of one round as a picture: what arrived, the oldest age, and the pods, by contestant. */
final class LivePlot {
  private static final int WIDTH = 960;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int PANEL = 130;

  private final LiveLoad load;
  private final List<RoundFile> rounds;
  private final StringBuilder svg = new StringBuilder();

  private LivePlot(LiveLoad load, List<RoundFile> rounds) {
    this.load = load;
    this.rounds = rounds;
  }

  /**
   * Returns an SVG document.
   *
   * @param load the load
   * @param rounds one round of each contestant
   */
  static String of(LiveLoad load, List<RoundFile> rounds) {
    return new LivePlot(load, rounds).draw();
  }

  private String draw() {
    int drain = load.workload().goal().drainSeconds();
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 560" font-family="sans-serif" font-size="12" fill="#333">
        <rect width="%d" height="560" fill="#fff"/>
        <text x="%d" y="20" font-size="15" font-weight="bold">%s, live</text>
        """,
        WIDTH, WIDTH, LEFT, load.label());
    int y = 40;
    for (RoundFile round : rounds) {
      add(
          "<path d=\"M%d %dh30\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\">%s</text>\n",
          LEFT + 220 * rounds.indexOf(round),
          y - 4,
          Contestant.of(round.contestant()).colour(),
          LEFT + 220 * rounds.indexOf(round) + 38,
          y,
          Contestant.of(round.contestant()).title());
    }
    panel("messages sent per second", 80, RoundFile.Second::arrived, rounds.subList(0, 1), 0);
    panel("age of the oldest message, s", 240, RoundFile.Second::age, rounds, drain);
    panel("pods", 400, RoundFile.Second::pods, rounds, 0);
    return svg.append("</svg>\n").toString();
  }

  /** Draws a panel; a limit above 0 is drawn as a dashed line. */
  private void panel(
      String title,
      int top,
      ToDoubleFunction<RoundFile.Second> value,
      List<RoundFile> shown,
      double limit) {
    double most =
        Math.max(
            Math.max(1, limit),
            shown.stream()
                .flatMap(round -> round.seconds().stream())
                .mapToDouble(value)
                .max()
                .orElse(1));
    add("<text x=\"%d\" y=\"%d\">%s</text>\n", LEFT, top - 6, title);
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text>\n", LEFT - 6, top + 10, most);
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>\n", LEFT - 6, top + PANEL);
    add(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#999\"/>\n",
        LEFT, top, top + PANEL, WIDTH - RIGHT);
    if (limit > 0) {
      add(
          "<path d=\"M%d %.1fH%d\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>\n",
          LEFT, top + PANEL * (1 - limit / most), WIDTH - RIGHT);
    }
    for (RoundFile round : shown) {
      StringBuilder path = new StringBuilder();
      List<RoundFile.Second> seconds = round.seconds();
      for (int i = 0; i < seconds.size(); i++) {
        double x = LEFT + (double) (WIDTH - LEFT - RIGHT) * i / seconds.size();
        double y = top + PANEL * (1 - value.applyAsDouble(seconds.get(i)) / most);
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
      }
      add(
          "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n",
          path, shown.size() == 1 ? "#555" : Contestant.of(round.contestant()).colour());
    }
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments));
  }
}
