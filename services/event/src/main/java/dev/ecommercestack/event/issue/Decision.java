package dev.ecommercestack.event.issue;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a batch of records changes. Of claims that came too late for the quota, and of those of
 * somebody who has won before, nothing is said.
 *
 * @param wins in the order of the queue
 * @param rejections claims outside the window and before the last winner, in the order of the queue
 * @param soldOut by campaign: the place of its last winner, if the quota ended in this batch
 * @param controls by campaign: its last control record in this batch that changed anything
 * @param held claims that wait from now on, as their campaign is paused, in the order of the queue
 * @param released by campaign: the offset before which no claim is held any more
 */
public record Decision(
    List<Win> wins,
    List<Claim> rejections,
    Map<UUID, Long> soldOut,
    Map<UUID, Control> controls,
    List<Claim> held,
    Map<UUID, Long> released) {
  /**
   * A claim that gets a coupon.
   *
   * @param claim the claim
   * @param position among the winners of its campaign, 1 for the first
   */
  public record Win(Claim claim, int position) {}

  /** Copies everything. */
  public Decision {
    wins = List.copyOf(wins);
    rejections = List.copyOf(rejections);
    soldOut = Map.copyOf(soldOut);
    controls = Map.copyOf(controls);
    held = List.copyOf(held);
    released = Map.copyOf(released);
  }
}
