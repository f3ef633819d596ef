package dev.ecommercestack.operator.manager.plan.stack;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Which versions of the services an operator can run. It plans for the topology, the credentials
 * and the settings of its own version, so it runs that version and older ones of the same minor
 * version; a newer one may need what this operator does not know.
 */
final class SupportedVersions {

  private SupportedVersions() {}

  /**
   * Whether an operator can run a version.
   *
   * @param version three numbers and, for a pre-release, a suffix
   * @param operator version of the operator, of the same form
   */
  static boolean contains(String version, String operator) {
    if (version.equals(operator)) {
      return true;
    }
    var wanted = numbers(version);
    var own = numbers(operator);
    if (!wanted.subList(0, 2).equals(own.subList(0, 2))) {
      return false;
    }
    int patch = wanted.get(2).compareTo(own.get(2));
    // A pre-release comes before its release; two pre-releases are not compared.
    return patch < 0 || (patch == 0 && isPreRelease(version) && !isPreRelease(operator));
  }

  private static boolean isPreRelease(String version) {
    return version.contains("-");
  }

  /** The CRD limits the length of a version, not the size of its numbers. */
  private static List<BigInteger> numbers(String version) {
    return Arrays.stream(version.split("-", 2)[0].split("[.]")).map(BigInteger::new).toList();
  }
}
