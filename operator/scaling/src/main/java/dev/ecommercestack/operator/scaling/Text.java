package dev.ecommercestack.operator.scaling;

import java.time.Duration;

/** Numbers as people read them. */
final class Text {
  /** Returns a number with two digits that matter. */
  static String number(double value) {
    if (value >= 10 || value == Math.rint(value)) {
      return Long.toString(Math.round(value));
    }
    double scale = value >= 1 ? 10 : 100;
    double rounded = Math.round(value * scale) / scale;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  /** Returns a rate; below one message in ten seconds as messages per minute or hour. */
  static String rate(double perSecond) {
    if (perSecond == 0 || perSecond >= 0.1) {
      return number(perSecond) + "/s";
    }
    return perSecond >= 0.1 / 60
        ? number(perSecond * 60) + "/min"
        : number(perSecond * 3600) + "/h";
  }

  static String time(Duration duration) {
    return time(Seconds.of(duration));
  }

  static String time(double seconds) {
    if (seconds < 120) {
      return number(seconds) + " s";
    }
    return seconds < 7200 ? number(seconds / 60) + " min" : number(seconds / 3600) + " h";
  }

  static String pods(int count) {
    return count == 1 ? "1 pod" : count + " pods";
  }

  static String messages(long count) {
    return count == 1 ? "1 message" : count + " messages";
  }

  private Text() {}
}
