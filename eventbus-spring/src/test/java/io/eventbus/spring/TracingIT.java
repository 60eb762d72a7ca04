package io.eventbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** With Spring Boot's own tracing, by the bridge to OpenTelemetry. */
@WithKafka
class TracingIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void oneTraceFollowsAnEventFromTheRequestOverTheOutboxToItsHandler(KafkaCluster kafka) {
    var topic = "t" + System.nanoTime() + ".teachercreated";
    try (var context =
        new SpringApplication(School.class)
            .run(
                "--spring.application.name=school",
                "--spring.main.banner-mode=off",
                "--spring.datasource.generate-unique-name=true",
                "--server.port=0",
                "--eventbus.bootstrap-servers=" + kafka.bootstrapServers(),
                "--eventbus.topic=" + topic,
                "--eventbus.outbox.enabled=true",
                "--eventbus.outbox.outside-transaction=refuse",
                "--management.tracing.sampling.probability=1.0")) {
      var school = context.getBean(School.class);
      var spans = school.spans;
      var answer = new Web(context).post("teachers", "{}");
      assertThat(answer.statusCode()).isEqualTo(200);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(spans.getFinishedSpanItems())
                      .extracting(SpanData::getName)
                      .contains("http post /teachers", "process " + topic));

      var request = named(spans, "http post /teachers").get(0);
      var stored = childOf(request, named(spans, "send " + topic));
      var relayed = childOf(stored, named(spans, "forward " + topic));
      var sent = childOf(relayed, named(spans, "send " + topic));
      var handled = childOf(sent, named(spans, "process " + topic));
      assertThat(List.of(stored, relayed, sent, handled))
          .extracting(SpanData::getTraceId)
          .containsOnly(request.getTraceId());
      assertThat(school.logged)
          .containsExactly(request.getTraceId() + " " + handled.getSpanId() + " teacher.created");
    }
  }

  private static List<SpanData> named(InMemorySpanExporter spans, String name) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .toList();
  }

  private static SpanData childOf(SpanData parent, List<SpanData> candidates) {
    return candidates.stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no child of " + parent + " in " + candidates));
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(Teachers.class)
  static class School {
    final InMemorySpanExporter spans = InMemorySpanExporter.create();
    final List<String> logged = new CopyOnWriteArrayList<>();

    @Bean
    SpanProcessor toMemory() {
      return SimpleSpanProcessor.create(spans);
    }

    @OnEvent
    void on(TeacherCreated event) {
      logged.add(MDC.get("traceId") + " " + MDC.get("spanId") + " " + MDC.get("eventType"));
    }
  }

  @RestController
  static class Teachers {
    private final EventPublisher publisher;

    Teachers(EventPublisher publisher) {
      this.publisher = publisher;
    }

    @PostMapping("/teachers")
    @Transactional
    public String create() {
      publisher.publish(new TeacherCreated("ada"));
      return "created";
    }
  }
}
