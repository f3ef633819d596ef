package dev.ecommercestack.operator.manager.plan.stack;

import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The environment variables that a spec adds to a service. Names that only the operator sets are
 * left out. The CRD refuses them in upper case, and has accepted other spellings since release
 * 0.1.0; Spring takes {@code spring_profiles_active} for {@code SPRING_PROFILES_ACTIVE}.
 */
public final class UserVariables {
  private static final Predicate<String> RESERVED =
      Pattern.compile(EnvironmentVariable.RESERVED_NAMES, Pattern.CASE_INSENSITIVE).asPredicate();

  private UserVariables() {}

  /** Returns the variables that the container of a service gets. */
  public static List<EnvironmentVariable> of(ComponentSpec service) {
    return service.env().stream().filter(variable -> !RESERVED.test(variable.name())).toList();
  }

  /** Returns the names of the variables that are left out. */
  public static List<String> reserved(ComponentSpec service) {
    return service.env().stream().map(EnvironmentVariable::name).filter(RESERVED).toList();
  }
}
