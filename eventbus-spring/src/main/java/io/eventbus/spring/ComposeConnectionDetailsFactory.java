package io.eventbus.spring;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/**
 * The Kafka of a Compose file that Spring Boot's Docker Compose support starts, which it has no
 * connection for itself. Clients connect to where the broker says that it is for this machine: the
 * advertised listener of the name {@code localhost}, or else what port 9092 is published as.
 */
final class ComposeConnectionDetailsFactory
    extends DockerComposeConnectionDetailsFactory<KafkaConnectionDetails> {

  private static final String[] IMAGES = {
    "apache/kafka",
    "apache/kafka-native",
    "bitnami/kafka",
    "confluentinc/confluent-local",
    "confluentinc/cp-kafka"
  };
  private static final Pattern HERE =
      Pattern.compile("[^:]+://((?:localhost|127\\.0\\.0\\.1):\\d+)");
  private static final int PORT = 9092;

  ComposeConnectionDetailsFactory() {
    super(IMAGES);
  }

  @Override
  protected KafkaConnectionDetails getDockerComposeConnectionDetails(
      DockerComposeConnectionSource source) {
    return new ComposeConnectionDetails(source.getRunningService());
  }

  private static final class ComposeConnectionDetails extends DockerComposeConnectionDetails
      implements KafkaConnectionDetails {

    private final List<String> servers;

    ComposeConnectionDetails(RunningService service) {
      super(service);
      servers =
          List.of(
              advertisedHere(service)
                  .orElseGet(() -> service.host() + ":" + service.ports().get(PORT)));
    }

    private static Optional<String> advertisedHere(RunningService service) {
      return service.env().entrySet().stream()
          .filter(variable -> variable.getKey().endsWith("ADVERTISED_LISTENERS"))
          .filter(variable -> variable.getValue() != null)
          .flatMap(variable -> Arrays.stream(variable.getValue().split(",", -1)))
          .map(listener -> HERE.matcher(listener.strip()))
          .filter(matcher -> matcher.matches())
          .map(matcher -> matcher.group(1))
          .findFirst();
    }

    @Override
    public List<String> getBootstrapServers() {
      return servers;
    }
  }
}
