package io.eventbus.test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@WithKafka(brokers = 3, own = true)
class ThreeBrokersIT {

  @Test
  void threeBrokersFormOneCluster(KafkaCluster kafka) throws Exception {
    kafka.createTopic("replicated", 3);

    assertThat(kafka.bootstrapServers().split(",", -1)).hasSize(3);
    assertThat(kafka.logs()).hasSize(3).allSatisfy(log -> assertThat(log).isNotEmptyFile());
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get())
          .extracting(Node::id)
          .containsExactlyInAnyOrder(1, 2, 3);
      var topics = admin.describeTopics(List.of("replicated")).allTopicNames().get();
      assertThat(requireNonNull(topics.get("replicated")).partitions())
          .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
    }
  }

  @Test
  void clusterWorksOnWithoutOneBroker(KafkaCluster kafka) throws Exception {
    Records.send(kafka, "majority", "all there");

    kafka.broker(2).kill();
    assertThat(kafka.broker(1).isRunning()).isTrue();
    assertThat(kafka.broker(2).isRunning()).isFalse();
    Records.send(kafka, "majority", "one gone");
    kafka.broker(2).start();

    assertThat(kafka.broker(2).isRunning()).isTrue();
    assertThat(Records.read(kafka, "majority", "majority", 2))
        .containsExactly("all there", "one gone");
  }

  @Test
  void allBrokersRestart(KafkaCluster kafka) throws Exception {
    Records.send(kafka, "restarted", "kept");

    kafka.stop();
    kafka.start();

    assertThat(Records.read(kafka, "restarted", "restarted", 1)).containsExactly("kept");
  }
}
