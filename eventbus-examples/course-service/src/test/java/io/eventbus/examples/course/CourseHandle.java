package io.eventbus.examples.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** A course of a test. */
record CourseHandle(CourseDriver driver, String id, UUID instructorId) {

  String path() {
    return "/api/v1/courses/" + id;
  }

  String status() {
    return driver.get(path()).getBody().path("status").asString();
  }

  ResponseEntity<JsonNode> change(String title) {
    return driver.put(path(), Map.of("title", title, "description", ""));
  }

  JsonNode module(String title, UUID contentId) {
    var module = new HashMap<String, Object>(Map.of("title", title));
    module.put("contentId", contentId);
    var added = driver.post(path() + "/modules", module);
    assertThat(added.getStatusCode().value()).isEqualTo(201);
    return added.getBody();
  }

  ResponseEntity<JsonNode> enrol(UUID studentId) {
    return driver.post(path() + "/enrolments", Map.of("studentId", studentId));
  }

  /** Begins a publication, and gives its path. */
  String publish() {
    var begun = driver.post(path() + "/publications", Map.of());
    assertThat(begun.getStatusCode().value()).as("%s", begun.getBody()).isEqualTo(201);
    return begun.getHeaders().getLocation().toString();
  }

  JsonNode confirm(String publication) {
    return decide(publication + "/confirmation", instructorId).getBody();
  }

  ResponseEntity<JsonNode> decide(String path, UUID by) {
    return driver.post(path, Map.of("instructorId", by, "reason", "Too early."));
  }

  void awaitPublication(String publication, String state) {
    await()
        .untilAsserted(
            () ->
                assertThat(driver.get(publication).getBody().path("state").asString())
                    .isEqualTo(state));
  }
}
