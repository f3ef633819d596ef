package dev.ecommercestack.platform;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Conditions on names. */
final class ArchConditionOf {
  private ArchConditionOf() {}

  /** Holds for a class that has such a word in its name or package. */
  static ArchCondition<JavaClass> aDomainWord(Set<String> domain) {
    return new ArchCondition<>("have a word of the domain in their names") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        ArchitectureTest.words(type).stream()
            .filter(domain::contains)
            .forEach(
                word ->
                    events.add(
                        SimpleConditionEvent.satisfied(type, type.getName() + " says " + word)));
      }
    };
  }
}
