package dev.ecommercestack.operator.manager.cluster;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A place in an object where two fields exclude each other: an applied one and one of another field
 * manager. Server-side apply keeps both, and the API server refuses the result.
 *
 * @param path names of fields from the root of the object down to the object or list that holds
 *     both; {@link #ITEM} stands for an item of a list
 */
record FieldConflict(List<String> path) {

  /** Any item of a list. */
  static final String ITEM = "[]";

  private static final Pattern PATH_ELEMENT = Pattern.compile("\\[[^]]*]|[^.\\[]+");

  /** Messages of the API server about fields that exclude each other, on the conflicting field. */
  private static final List<String> SIBLING_CONFLICT_MESSAGES =
      List.of("may not specify more than 1 ", "may not be specified when ");

  private static final List<String> CHILDREN_CONFLICT_MESSAGES =
      List.of("may not have more than one field specified", "cannot be both set");

  /** Keeps a copy. */
  FieldConflict {
    path = List.copyOf(path);
  }

  /**
   * The conflicts that a refusal names; none if it is about something else, such as a value that is
   * not allowed.
   */
  static List<FieldConflict> of(KubernetesClientException refusal) {
    var status = refusal.getStatus();
    return status == null || status.getDetails() == null
        ? List.of()
        : status.getDetails().getCauses().stream()
            .flatMap(cause -> of(cause).stream())
            .distinct()
            .toList();
  }

  private static Optional<FieldConflict> of(StatusCause cause) {
    var path = path(cause.getField());
    if ("FieldValueDuplicate".equals(cause.getReason())) {
      return Optional.of(path.lastIndexOf(ITEM))
          .filter(item -> item > 0)
          .map(item -> new FieldConflict(path.subList(0, item)));
    }
    if (containsAny(cause, SIBLING_CONFLICT_MESSAGES) && path.size() > 1) {
      return Optional.of(new FieldConflict(path.subList(0, path.size() - 1)));
    }
    return containsAny(cause, CHILDREN_CONFLICT_MESSAGES) && !path.isEmpty()
        ? Optional.of(new FieldConflict(path))
        : Optional.empty();
  }

  private static boolean containsAny(StatusCause cause, List<String> texts) {
    var message = String.valueOf(cause.getMessage());
    return texts.stream().anyMatch(message::contains);
  }

  private static List<String> path(String field) {
    return Stream.ofNullable(field)
        .flatMap(text -> PATH_ELEMENT.matcher(text).results())
        .map(MatchResult::group)
        .map(step -> step.startsWith("[") ? ITEM : step)
        .toList();
  }
}
