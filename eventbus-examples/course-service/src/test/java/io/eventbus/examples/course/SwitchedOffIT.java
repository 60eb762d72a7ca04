package io.eventbus.examples.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

final class SwitchedOffIT {

  @Test
  void aCourseIsCreatedAndNobodyToldWhileEventsAreSwitchedOff() {
    try (var identity = new StubIdentity();
        var service =
            CourseApplication.application()
                .run(
                    "--server.port=0",
                    "--server.tomcat.basedir=target/tomcat",
                    "--eventbus.enabled=false",
                    "--eventbus.bootstrap-servers=localhost:1",
                    "--course.identity-url=" + identity.url())) {
      var client =
          RestClient.create(
              "http://localhost:" + service.getEnvironment().getProperty("local.server.port"));
      var course =
          Map.of("title", "Silence", "description", "", "instructorId", identity.user("Active"));

      var created =
          client
              .post()
              .uri("/api/v1/courses")
              .contentType(MediaType.APPLICATION_JSON)
              .body(course)
              .retrieve()
              .toEntity(JsonNode.class);

      assertThat(created.getStatusCode().value()).isEqualTo(201);
      var jdbc = service.getBean(JdbcClient.class);
      assertThat(jdbc.sql("select title from courses").query(String.class).list())
          .containsExactly("Silence");
      assertThat(jdbc.sql("select count(*) from eventbus_outbox").query(Integer.class).single())
          .isZero();
      assertThat(client.get().uri("/api/v1/catalogue").retrieve().body(String.class))
          .isEqualTo("{\"version\":1,\"courses\":[]}");
    }
  }
}
