package dev.ecommercestack.platform.config;

import java.util.Optional;
import java.util.function.Supplier;

/** Settings whose value may change between two reads. Read once per piece of work. */
public interface Live<T> extends Supplier<T> {
  /** Returns the last value that was good. */
  @Override
  T get();

  /** Returns why the newest value was not taken; empty when it was. */
  Optional<String> rejected();
}
