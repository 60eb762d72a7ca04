package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class EventBusPreinitializerTest {

  @Test
  void isFoundBySpringBoot() {
    assertThat(
            SpringFactoriesLoader.forDefaultResourceLocation().load(BackgroundPreinitializer.class))
        .hasAtLeastOneElementOfType(EventBusPreinitializer.class);
  }

  /** Spring Boot would hide a failure. */
  @Test
  void worksAndLeavesNoThread() throws ClassNotFoundException {
    var before = Set.copyOf(Thread.getAllStackTraces().keySet());

    new EventBusPreinitializer().preinitialize();

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .noneMatch(name -> name.matches("(?i).*(eventbus|kafka).*"));
  }
}
