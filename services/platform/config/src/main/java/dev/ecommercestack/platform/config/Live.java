package dev.ecommercestack.platform.config;

import java.util.Optional;
import java.util.function.Supplier;

/** Settings whose value may change between two reads. Read them once per operation. */
public interface Live<T> extends Supplier<T> {
  /** Returns the last valid value. */
  @Override
  T get();

  /** Returns why the newest value was rejected; empty if it was accepted. */
  Optional<String> rejected();
}
