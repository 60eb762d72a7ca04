package io.eventbus.examples.school;

import io.eventbus.examples.content.ContentApplication;
import io.eventbus.examples.course.CourseApplication;
import io.eventbus.examples.identity.IdentityApplication;
import io.eventbus.examples.notification.NotificationApplication;
import io.eventbus.examples.student.StudentApplication;
import io.eventbus.examples.teacher.TeacherApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The services of the school, in the order in which they start: one that needs to know where
 * another is comes after it.
 */
enum SchoolService {
  TEACHERS("teacher service", TeacherApplication::application),
  IDENTITY("identity service", IdentityApplication::application),
  STUDENTS("student service", StudentApplication::application),
  CERTIFICATES("certificate service", Certificates::new),
  CONTENT("content service", ContentApplication::application),
  NOTIFICATIONS(
      "notification service",
      NotificationApplication::application,
      school ->
          List.of(
              // There is neither a mail server nor a gateway.
              "--notification.recording=true",
              // Nobody waits here for a gateway to come back by itself.
              "--eventbus.consumer.retry.initial-wait=50ms",
              "--eventbus.endpoint.writes=true")),
  COURSES(
      "course service",
      CourseApplication::application,
      school -> List.of("--course.identity-url=" + school.service(SchoolService.IDENTITY).uri()));

  private final String displayName;

  @SuppressWarnings("ImmutableEnumChecker") // a method of a class, without state
  private final Function<School, Service.Program> program;

  SchoolService(String displayName, Function<School, Service.Program> program) {
    this.displayName = displayName;
    this.program = program;
  }

  SchoolService(String displayName, Supplier<SpringApplicationBuilder> application) {
    this(displayName, application, school -> List.of());
  }

  /**
   * One that is a Spring Boot application.
   *
   * @param arguments what it is told besides its port, its database and the brokers, such as where
   *     another service is
   */
  SchoolService(
      String displayName,
      Supplier<SpringApplicationBuilder> application,
      Function<School, List<String>> arguments) {
    this(
        displayName,
        school ->
            new SpringProgram(
                school, application, each -> named(displayName, arguments.apply(each))));
  }

  /** With a name for its Kafka clients, by which an operator can tell whose they are. */
  private static List<String> named(String displayName, List<String> arguments) {
    var all = new ArrayList<>(arguments);
    all.add("--eventbus.client-id=" + idOf(displayName));
    return all;
  }

  private static String idOf(String displayName) {
    return displayName.replace(' ', '-');
  }

  /** What its events, groups and Kafka clients call it. */
  String id() {
    return idOf(displayName);
  }

  /** What people call it. */
  String displayName() {
    return displayName;
  }

  /** Makes it for a school, not started. */
  Service of(School school) {
    return new Service(program.apply(school));
  }
}
