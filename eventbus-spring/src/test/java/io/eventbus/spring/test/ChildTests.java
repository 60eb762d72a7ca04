package io.eventbus.spring.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.eventbus.spring.test.AutoConfigureEventBusIT.Other;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a test class in a JVM of its own, which ends as those of build tools do. */
final class ChildTests {

  static final String BROKER = "broker ";

  private ChildTests() {}

  public static void main(String[] args) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Other.class))
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(1));
    var broker = ProcessHandle.current().children().findFirst().orElseThrow();
    System.out.println(BROKER + broker.pid());
    System.exit(0);
  }
}
