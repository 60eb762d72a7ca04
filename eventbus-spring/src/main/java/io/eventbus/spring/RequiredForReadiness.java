package io.eventbus.spring;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.core.env.Environment;

/**
 * Makes the health of a bus that is required a part of the readiness, unless the application says
 * itself what is.
 */
final class RequiredForReadiness implements HealthEndpointGroupsPostProcessor {

  private static final String GROUP = "management.endpoint.health.group.readiness";

  private final Environment environment;

  RequiredForReadiness(Environment environment) {
    this.environment = environment;
  }

  @Override
  public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
    var own = Binder.get(environment).bind(GROUP, Bindable.mapOf(String.class, Object.class));
    return own.isBound() ? groups : new ReadinessGroups(groups);
  }
}
