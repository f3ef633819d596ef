package dev.ecommercestack.bench.scaling.live;

import java.util.Arrays;
import java.util.List;

/** Who scales in a round. */
enum Contestant {
  /** The operator in mode Auto. */
  OURS("ours", "this operator", "#0b6e4f"),
  /** KEDA with nothing but its triggers. */
  DEFAULTS("defaults", "KEDA, defaults", "#c2571a"),
  /** KEDA with the settings that the simulator found. */
  TUNED("tuned", "KEDA, tuned", "#7b6cc4");

  private final String id;
  private final String title;
  private final String colour;

  Contestant(String id, String title, String colour) {
    this.id = id;
    this.title = title;
    this.colour = colour;
  }

  /** Returns the name in file names and on the command line. */
  String id() {
    return id;
  }

  /** Returns the name in tables and plots. */
  String title() {
    return title;
  }

  /** Returns the colour in plots. */
  String colour() {
    return colour;
  }

  /** Returns the contestant of a name on the command line. */
  static Contestant of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no contestant is named %s: write one of %s"
                        .formatted(id, List.of("ours", "defaults", "tuned"))));
  }
}
