package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A reason to leave the number of pods as it is: it decides and explains.
 *
 * @param name of the check
 * @param holds tells whether the check applies to a situation
 * @param sentence says why, as the end of a sentence that names the pods
 * @param limit value of {@code limitedBy} in the status, or null
 */
record Check(
    String name,
    Predicate<Situation> holds,
    Function<Situation, String> sentence,
    @Nullable LimitedBy limit) {

  private static final Check ROLLOUT =
      new Check(
          "rollout",
          it -> it.history().pods().rolloutHolds(),
          it ->
              "while pods are being replaced, for at most "
                  + Text.time(ScalingConstants.LONGEST_ROLLOUT),
          LimitedBy.ROLLOUT);

  private static final Check ADDITIONS =
      new Check(
          "additions of the last hour",
          it -> it.history().actions(true, it.at()) >= ScalingConstants.ADDITIONS_PER_HOUR,
          it -> changes(it.more()),
          LimitedBy.ACTIONS_PER_HOUR);

  private static final Check UNKNOWN =
      new Check(
          "unknown backlog",
          it -> it.unknown() != null,
          it -> "while it is not known what waits in " + it.unknown(),
          LimitedBy.BROKER_UNAVAILABLE);

  private static final Check STALLED =
      new Check(
          "stalled consumer",
          it -> it.demands().stream().anyMatch(QueueDemand::stalled),
          it -> "while messages wait that no consumer handles",
          null);

  private static final Check BURST =
      new Check(
          "burst",
          it -> it.demands().stream().anyMatch(each -> each.model().handlesBurst()),
          it -> "until the burst is handled",
          null);

  private static final Check SUFFICIENT =
      new Check(
          "all are needed",
          it ->
              it.demands().stream().anyMatch(QueueDemand::tooFew)
                  || !it.worthRemoving(Math.max(it.needed(), it.policy().minReplicas())),
          Check::sufficient,
          null);

  private static final Check NEEDED_LATELY =
      new Check(
          "needed lately",
          it -> !it.worthRemoving(it.fewer()),
          it -> "as " + it.neededLately() + " were needed within the last " + Text.time(it.keep()),
          null);

  private static final Check STARTING =
      new Check(
          "starting pods",
          it -> it.history().pods().starting(),
          it -> "until all that were asked for are ready",
          null);

  private static final Check JUST_REMOVED =
      new Check(
          "removal a moment ago",
          Situation::justRemoved,
          it -> "as others were removed a moment ago",
          null);

  private static final Check UNSEEN =
      new Check(
          "short time",
          it -> !it.history().needs().cover(it.seenAt(), it.keep()),
          it -> "until fewer suffice for " + Text.time(it.keep()),
          null);

  private static final Check REMOVALS =
      new Check(
          "removals of the last hour",
          it -> it.history().actions(false, it.at()) >= ScalingConstants.REMOVALS_PER_HOUR,
          it -> changes(it.fewer()),
          LimitedBy.ACTIONS_PER_HOUR);

  /** What forbids to add pods, the most important first. */
  static final List<Check> AGAINST_ADDING = List.of(ROLLOUT, ADDITIONS);

  /** What forbids to remove pods, the most important first. */
  static final List<Check> AGAINST_REMOVING =
      List.of(
          ROLLOUT,
          UNKNOWN,
          STALLED,
          SUFFICIENT,
          BURST,
          NEEDED_LATELY,
          STARTING,
          JUST_REMOVED,
          UNSEEN,
          REMOVALS);

  /** Returns the first of some checks that holds. */
  static Optional<Check> first(List<Check> checks, Situation situation) {
    return checks.stream().filter(it -> it.holds().test(situation)).findFirst();
  }

  private static String changes(int pods) {
    return "as the count was changed too often in the last hour; "
        + Text.pods(pods)
        + " would be asked for";
  }

  private static String sufficient(Situation situation) {
    QueueDemand most = situation.most();
    Duration drainTime = situation.policy().drainTime();
    if (most == null || !most.model().measured()) {
      return "as that suffices";
    }
    double drain = most.model().drain(situation.base());
    String gone =
        Double.isFinite(drain)
            ? drain == 0 ? "" : ": the backlog is gone in " + Text.time(drain)
            : ": the backlog is not handled";
    if (situation.wanted() > situation.base() || most.tooFew()) {
      return "as more are not allowed or would not help" + gone;
    }
    boolean late = drain > Seconds.of(drainTime);
    boolean limited = most.limit().isPresent() || most.queue().downstream() != null;
    return (!late
            ? "as that suffices"
            : limited ? "as more would not help" : "as few messages wait")
        + gone;
  }
}
