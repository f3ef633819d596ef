package dev.ecommercestack.operator.api.v1alpha1;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies maps with their keys in order, so that what is computed from them never varies. */
public final class SortedMaps {
  /** Returns a copy that cannot be changed; of null, an empty one. */
  public static Map<String, String> copy(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  private SortedMaps() {}
}
