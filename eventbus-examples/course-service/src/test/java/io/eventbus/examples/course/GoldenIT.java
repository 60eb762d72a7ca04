package io.eventbus.examples.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is on the wire, to the byte. */
@CourseServiceTest
final class GoldenIT {

  @Autowired private CourseDriver driver;
  @Autowired private JdbcClient jdbc;
  @Autowired private MovableClock clock;

  @Test
  void publishesToTheByteWhatIsInTheFiles() {
    var course = driver.course("Analytical Engines");
    var content = UUID.randomUUID();
    var module = course.module("The mill", content).path("id").asString();
    driver.put(course.path() + "/modules/" + module, Map.of("title", "The store"));
    course.change("Analytical Engines II");
    course.confirm(course.publish());
    var student = UUID.randomUUID();
    var enrolment = course.enrol(student).getBody().path("id").asString();
    driver.delete(course.path());

    var ids =
        Map.of(
            course.id(),
            Golden.COURSE,
            course.instructorId().toString(),
            Golden.INSTRUCTOR,
            module,
            Golden.MODULE,
            content.toString(),
            Golden.CONTENT,
            student.toString(),
            Golden.STUDENT,
            enrolment,
            Golden.ENROLMENT,
            clock.instant().toString(),
            Golden.TIME);
    assertGolden("Course-Creation", course, ids);
    assertGolden("Course-Update", course, ids);
    assertGolden("Course-Deletion", course, ids);
    assertGolden("Module-Creation", course, ids);
    assertGolden("Module-Update", course, ids);
    assertGolden("Student-Enrolled", course, ids);
  }

  private void assertGolden(String topic, CourseHandle course, Map<String, String> ids) {
    driver.told(topic, course.id(), "courseId", 1);
    var record = driver.topics().records(topic, course.id()).get(0);
    var body = record.value();
    for (var id : ids.entrySet()) {
      body = body.replace(id.getKey(), id.getValue());
    }
    assertThat(body + "\n").isEqualTo(Golden.of(topic));
    assertThat(record.headers()).isEmpty();
  }

  @Test
  void consumesToTheByteWhatIsInTheFiles() {
    var course = driver.publishedCourse("Consuming");
    course.enrol(UUID.fromString(Golden.STUDENT));

    send("User-Creation", course);
    await().until(() -> progress(course).contains("Anne Milbanke"));
    send("User-Update", course);
    send("Assessment-Creation", course);
    send("Submission-Completed", course);
    send("Grading-Completed", course);
    send("Transcoding-Completed", course);

    var expected =
        """
        {"courseId":"%s","assessments":1,"maxScore":20,"students":[{"studentId":"%s",\
        "fullName":"Anne Byron","submitted":1,"graded":1,"score":17}]}"""
            .formatted(course.id(), Golden.STUDENT);
    await().untilAsserted(() -> assertThat(progress(course)).isEqualTo(expected));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("select state from contents where id = :id")
                            .param("id", UUID.fromString(Golden.CONTENT))
                            .query(String.class)
                            .list())
                    .containsExactly("READY"));
  }

  private void send(String topic, CourseHandle course) {
    driver.topics().send(topic, "key", Golden.of(topic).replace(Golden.COURSE, course.id()));
  }

  private String progress(CourseHandle course) {
    return String.valueOf(driver.get(course.path() + "/progress").getBody());
  }
}
