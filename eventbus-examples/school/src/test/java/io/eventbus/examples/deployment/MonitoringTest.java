package io.eventbus.examples.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.examples.deployment.ComposeService.Mount;
import io.eventbus.examples.deployment.ComposeService.Port;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prometheus asks the services where they answer, and Grafana shows the dashboard of the docs. */
class MonitoringTest {

  private static final Path OPERATING = Examples.FOLDER.resolveSibling("docs/operating");

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void prometheusAsksEachServiceAtItsPort() {
    var asked = targets().keySet();

    var listening =
        Examples.services().stream()
            .map(name -> name + ":" + compose.service(name).ports().get(0).target());
    assertThat(listening).containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void prometheusAsksByThePathThatTheServiceHas() {
    targets()
        .forEach(
            (target, path) -> {
              var service = compose.service(target.split(":", -1)[0]);
              var yml = KnownSettings.of(service).yml();
              if (yml.isEmpty()) {
                assertThat(path).isEqualTo("/metrics");
              } else {
                assertThat(path).isEqualTo("/actuator/prometheus");
                assertThat(yml.get("management.endpoints.web.exposure.include"))
                    .contains("prometheus");
              }
            });
  }

  @Test
  void prometheusHasTheRulesOfTheDocs() {
    var rules = fileAt("prometheus", "/etc/prometheus/alerts.yml");

    assertThat(rules).isEqualTo(OPERATING.resolve("alerts.yml"));
    assertThat(Examples.list(prometheus().get("rule_files")))
        .containsExactly(rules.getFileName().toString());
  }

  @Test
  void grafanaShowsTheDashboardOfTheDocs() {
    var home =
        compose.service("grafana").environment().get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
    var provider = first(provisioned("dashboards").get("providers"));

    assertThat(fileAt("grafana", home)).isEqualTo(OPERATING.resolve("grafana-dashboard.json"));
    assertThat(home).startsWith(Examples.map(provider.get("options")).get("path") + "/");
  }

  @Test
  void grafanaAsksPrometheusAsOftenAsThatAsksTheServices() {
    var source = first(provisioned("datasources").get("datasources"));
    var address = String.valueOf(source.get("url")).replace("http://", "").split(":", -1);

    assertThat(compose.service(address[0]).ports())
        .extracting(Port::target)
        .containsExactly(address[1]);
    assertThat(Examples.map(source.get("jsonData")))
        .containsEntry(
            "timeInterval", Examples.map(prometheus().get("global")).get("scrape_interval"));
  }

  @Test
  void grafanaCanBeLookedAtWithoutALoginAndNotChanged() {
    assertThat(compose.service("grafana").environment())
        .containsEntry("GF_AUTH_ANONYMOUS_ENABLED", "true")
        .containsEntry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer");
  }

  /** Whom Prometheus asks, and by which path. */
  private Map<String, String> targets() {
    var targets = new HashMap<String, String>();
    for (var job : (List<?>) prometheus().get("scrape_configs")) {
      var settings = Examples.map(job);
      for (var target : Examples.list(first(settings.get("static_configs")).get("targets"))) {
        targets.put(target, String.valueOf(settings.get("metrics_path")));
      }
    }
    return targets;
  }

  private Map<String, Object> prometheus() {
    return yaml(fileAt("prometheus", "/etc/prometheus/prometheus.yml"));
  }

  private Map<String, Object> provisioned(String kind) {
    return yaml(fileAt("grafana", "/etc/grafana/provisioning/" + kind + "/eventbus.yml"));
  }

  private Path fileAt(String service, String target) {
    return compose.service(service).mounts().stream()
        .filter(mount -> mount.target().equals(target))
        .map(Mount::file)
        .findFirst()
        .orElseThrow(() -> new AssertionError(service + " has no " + target));
  }

  private static Map<String, Object> yaml(Path file) {
    return Examples.yaml(Examples.read(file)).get(0);
  }

  private static Map<String, Object> first(Object sequence) {
    return Examples.map(((List<?>) sequence).get(0));
  }
}
