package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Of which groups of the health endpoint the bus is a member. */
class ReadinessTest {

  private static final String READINESS = "management.endpoint.health.group.readiness";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EventBusAutoConfiguration.class,
                  EventBusHealthAutoConfiguration.class,
                  ApplicationAvailabilityAutoConfiguration.class,
                  AvailabilityHealthContributorAutoConfiguration.class,
                  AvailabilityProbesAutoConfiguration.class,
                  HealthContributorAutoConfiguration.class,
                  HealthContributorRegistryAutoConfiguration.class,
                  HealthEndpointAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=school",
              "eventbus.enabled=false", // whether it is required is said all the same
              "management.endpoints.web.exposure.include=health");

  private final ApplicationContextRunner required =
      runner.withPropertyValues("eventbus.required=true");

  /** The groups with a bus in them. */
  private static List<String> groups(AssertableApplicationContext context) {
    var groups = context.getBean(HealthEndpointGroups.class);
    return groups.getNames().stream()
        .filter(
            name -> {
              var group = groups.get(name);
              return group != null && group.isMember("eventbus");
            })
        .toList();
  }

  @Test
  void isNoPartOfReadinessUnlessItIsRequired() {
    runner.run(context -> assertThat(groups(context)).isEmpty());
  }

  @Test
  void isAPartOfReadinessAndNotOfLivenessWhereItIsRequired() {
    required.run(
        context -> {
          assertThat(groups(context)).containsExactly("readiness");
          var readiness = context.getBean(HealthEndpointGroups.class).get("readiness");
          assertThat(readiness).isNotNull();
          assertThat(readiness.isMember("readinessState")).isTrue();
          assertThat(readiness.isMember("diskSpace")).isFalse();
          assertThat(context.getBean(HealthEndpoint.class).healthForPath("readiness")).isNotNull();
        });
  }

  @Test
  void leavesReadinessToTheApplicationThatSaysWhatIsPartOfIt() {
    required
        .withPropertyValues(READINESS + ".include=readinessState")
        .run(context -> assertThat(groups(context)).isEmpty());
    runner
        .withPropertyValues(READINESS + ".include=readinessState,eventbus")
        .run(context -> assertThat(groups(context)).containsExactly("readiness"));
  }

  @Test
  void makesNoGroupsWhereThereAreNone() {
    required
        .withPropertyValues("management.endpoint.health.probes.enabled=false")
        .run(context -> assertThat(groups(context)).isEmpty());
  }

  @Test
  void isLeftOutWithItsHealth() {
    required
        .withPropertyValues("management.health.eventbus.enabled=false")
        .run(context -> assertThat(groups(context)).isEmpty());
  }
}
