package dev.ecommercestack.bench.scaling.sim;

/** What limits all pods together, such as a database. */
final class Downstream {
  private Downstream() {}

  /** Returns the share of what each pod wants to handle in a second that it gets through. */
  static double share(double limit, double[] wanted) {
    double sum = 0;
    for (double each : wanted) {
      sum += each;
    }
    return sum <= limit ? 1 : limit / sum;
  }
}
