package io.eventbus.spring;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/** The groups of the health endpoint with the bus as a member of the readiness. */
record ReadinessGroups(HealthEndpointGroups groups)
    implements HealthEndpointGroups, AdditionalPathsMapper {

  private static final String READINESS = "readiness";
  private static final String BUS = "eventbus";

  @Override
  public HealthEndpointGroup getPrimary() {
    return groups.getPrimary();
  }

  @Override
  public Set<String> getNames() {
    return groups.getNames();
  }

  @Override
  public @Nullable HealthEndpointGroup get(String name) {
    var group = groups.get(name);
    return group == null || !name.equals(READINESS) ? group : new WithBus(group);
  }

  @Override
  public @Nullable List<String> getAdditionalPaths(EndpointId id, WebServerNamespace namespace) {
    return groups instanceof AdditionalPathsMapper mapper
        ? mapper.getAdditionalPaths(id, namespace)
        : null;
  }

  private record WithBus(HealthEndpointGroup group) implements HealthEndpointGroup {

    @Override
    public boolean isMember(String name) {
      return name.equals(BUS) || group.isMember(name);
    }

    @Override
    public boolean showComponents(SecurityContext security) {
      return group.showComponents(security);
    }

    @Override
    public boolean showDetails(SecurityContext security) {
      return group.showDetails(security);
    }

    @Override
    public StatusAggregator getStatusAggregator() {
      return group.getStatusAggregator();
    }

    @Override
    public HttpCodeStatusMapper getHttpCodeStatusMapper() {
      return group.getHttpCodeStatusMapper();
    }

    @Override
    public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
      return group.getAdditionalPath();
    }
  }
}
