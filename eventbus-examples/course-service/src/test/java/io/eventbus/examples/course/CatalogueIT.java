package io.eventbus.examples.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@CourseServiceTest
final class CatalogueIT {

  @Autowired private CourseDriver driver;
  @Autowired private JdbcClient jdbc;

  /** A course in the catalogue; {@code enrolments} is -1 where it is not in there. */
  private record Entry(int version, String title, String status, int enrolments) {}

  @Test
  void showsCoursesWithTheNumberOfTheirStudents() {
    var course = driver.publishedCourse("Catalogue");
    var student = UUID.randomUUID();
    course.enrol(student);
    course.enrol(student);
    course.enrol(UUID.randomUUID());

    awaitEntry(course, "Catalogue", "PUBLISHED", 2);
    course.change("Catalogue raisonné");
    awaitEntry(course, "Catalogue raisonné", "PUBLISHED", 2);
    driver.delete(course.path());
    await().until(() -> entry(course).enrolments() == -1);
  }

  @Test
  void isTheSameInWhateverOrderEventsCome() {
    var course = new CourseHandle(driver, UUID.randomUUID().toString(), UUID.randomUUID());
    var gone = new CourseHandle(driver, UUID.randomUUID().toString(), UUID.randomUUID());

    tell("Student-Enrolled", course, ",\"studentId\":\"" + UUID.randomUUID() + "\"");
    tell("Course-Deletion", gone, ",\"revision\":2");
    tell("Course-Update", course, details("Second", 2));
    awaitEntry(course, "Second", "DRAFT", 1);
    tell("Course-Creation", course, details("First", 1));
    tell("Course-Creation", gone, details("Gone", 1));
    tell("Course-Update", course, details("Third", 3));
    awaitEntry(course, "Third", "DRAFT", 1);

    // Of the rebuilt catalogue, too, for which they come in yet another order.
    rebuild();
    assertThat(entry(course).title()).isEqualTo("Third");
    assertThat(entry(course).enrolments()).isEqualTo(1);
    assertThat(entry(gone).enrolments()).isEqualTo(-1);
  }

  private void tell(String topic, CourseHandle course, String more) {
    driver.topics().send(topic, course.id(), "{\"courseId\":\"" + course.id() + "\"" + more + "}");
  }

  private static String details(String title, int revision) {
    return ",\"title\":\"%s\",\"instructorId\":\"%s\",\"status\":\"DRAFT\",\"revision\":%d"
        .formatted(title, UUID.randomUUID(), revision);
  }

  @Test
  void answersFromTheOldVersionUntilTheNewOneIsWhole() {
    var courses = new ArrayList<CourseHandle>();
    for (int i = 0; i < 10; i++) {
      courses.add(driver.publishedCourse("Course " + i));
      courses.get(i).enrol(UUID.randomUUID());
    }
    courses.forEach(course -> await().until(() -> entry(course).enrolments() == 1));
    var right = driver.get("/api/v1/catalogue").getBody().path("courses");
    int old = driver.get("/api/v1/catalogue").getBody().path("version").asInt();
    spoil(courses.get(0), old);
    var spoilt = driver.get("/api/v1/catalogue").getBody().path("courses");
    assertThat(spoilt).isNotEqualTo(right);

    var path = begin();
    var seen = new ArrayList<JsonNode>();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              seen.add(driver.get("/api/v1/catalogue").getBody());
              return seen.get(seen.size() - 1).path("version").asInt() > old;
            });

    var last = seen.remove(seen.size() - 1);
    assertThat(last.path("courses")).isEqualTo(right);
    assertThat(seen)
        .isNotEmpty()
        .allSatisfy(answer -> assertThat(answer.path("courses")).isEqualTo(spoilt));
    assertThat(state(path)).isEqualTo("LIVE");
    assertThat(state("/api/v1/catalogue/versions/" + old)).isEqualTo("RETIRED");
    courses.get(0).enrol(UUID.randomUUID());
    await().until(() -> entry(courses.get(0)).enrolments() == 2);
  }

  /** As a fault in the projection would have left it. */
  private void spoil(CourseHandle course, int version) {
    for (var sql :
        List.of(
            "update catalogue_courses set title = 'spoilt' where course_id = :id and version = :v",
            "delete from catalogue_enrolments where course_id = :id and version = :v")) {
      int rows =
          jdbc.sql(sql).param("id", UUID.fromString(course.id())).param("v", version).update();
      assertThat(rows).isEqualTo(1);
    }
  }

  @Test
  void aRebuildThatIsBegunTwiceEndsWithTheSecond() {
    var first = begin();
    var second = begin();

    await().until(() -> state(second).equals("LIVE"));
    assertThat(state(first)).isEqualTo("RETIRED");
    assertThat(
            jdbc.sql("select count(*) from catalogue_versions where state = 'LIVE'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(driver.get("/api/v1/catalogue/versions/0").getStatusCode().value()).isEqualTo(404);
  }

  private void rebuild() {
    var path = begin();
    await().until(() -> state(path).equals("LIVE"));
  }

  private String begin() {
    var begun = driver.post("/api/v1/catalogue/versions", Map.of());
    assertThat(begun.getStatusCode().value()).isEqualTo(202);
    assertThat(begun.getBody().path("state").asString()).isEqualTo("BUILDING");
    return begun.getHeaders().getLocation().toString();
  }

  private String state(String path) {
    return driver.get(path).getBody().path("state").asString();
  }

  private void awaitEntry(CourseHandle course, String title, String status, int enrolments) {
    await()
        .untilAsserted(
            () -> {
              var entry = entry(course);
              assertThat(entry).isEqualTo(new Entry(entry.version(), title, status, enrolments));
            });
  }

  private Entry entry(CourseHandle course) {
    var catalogue = driver.get("/api/v1/catalogue").getBody();
    int version = catalogue.path("version").asInt();
    return catalogue
        .path("courses")
        .valueStream()
        .filter(entry -> entry.path("courseId").asString().equals(course.id()))
        .map(
            entry ->
                new Entry(
                    version,
                    entry.path("title").asString(),
                    entry.path("status").asString(),
                    entry.path("enrolments").asInt()))
        .findFirst()
        .orElse(new Entry(version, "", "", -1));
  }
}
