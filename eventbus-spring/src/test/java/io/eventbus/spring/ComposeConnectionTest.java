package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ReflectionUtils;

class ComposeConnectionTest {

  /** Asks as Spring Boot's Docker Compose support does, whose source is made by itself alone. */
  private static Map<Class<?>, ConnectionDetails> connections(RunningService service)
      throws ReflectiveOperationException {
    var source =
        ReflectionUtils.accessibleConstructor(
                DockerComposeConnectionSource.class, RunningService.class, Environment.class)
            .newInstance(service, new StandardEnvironment());
    return new ConnectionDetailsFactories(null).getConnectionDetails(source, false);
  }

  private static List<String> servers(RunningService service) throws ReflectiveOperationException {
    var details = connections(service).get(KafkaConnectionDetails.class);
    return ((KafkaConnectionDetails) details).getBootstrapServers();
  }

  @Test
  void isWhatTheUsualPortIsPublishedAs() throws Exception {
    assertThat(servers(new Service("apache/kafka:4.2.1", Map.of(), Map.of())))
        .containsExactly("docker-host:39092");
    assertThat(servers(new Service("confluentinc/cp-kafka", Map.of(), Map.of()))).hasSize(1);
  }

  @Test
  void isWhereTheBrokerSaysThatItIsForThisMachine() throws Exception {
    var env =
        Map.of("KAFKA_ADVERTISED_LISTENERS", "INTERNAL://kafka:9092,EXTERNAL://localhost:29092");

    assertThat(servers(new Service("apache/kafka", env, Map.of())))
        .containsExactly("localhost:29092");
  }

  @Test
  void isThereForAnImageWithTheLabel() throws Exception {
    var label = Map.of("org.springframework.boot.service-connection", "apache/kafka");

    assertThat(servers(new Service("our/kafka", Map.of(), label))).hasSize(1);
  }

  @Test
  void isNotThereForOtherImages() throws Exception {
    assertThat(connections(new Service("our/kafka", Map.of(), Map.of()))).isEmpty();
  }

  private record Service(String imageName, Map<String, String> env, Map<String, String> labels)
      implements RunningService {

    @Override
    public String name() {
      return "kafka";
    }

    @Override
    public ImageReference image() {
      return ImageReference.of(imageName);
    }

    @Override
    public String host() {
      return "docker-host";
    }

    @Override
    public ConnectionPorts ports() {
      return new ConnectionPorts() {
        @Override
        public int get(int containerPort) {
          return 30_000 + containerPort;
        }

        @Override
        public List<Integer> getAll() {
          return List.of(get(9092));
        }

        @Override
        public List<Integer> getAll(String protocol) {
          return getAll();
        }
      };
    }
  }
}
