package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expectStatus;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a visitor does at the language school. */
final class NotificationVisit {

  private NotificationVisit() {}

  static String register(Visitor visitor) throws Exception {
    var person = visitor.somebody();
    var email =
        person.firstName().toLowerCase(Locale.ROOT) + "." + UUID.randomUUID() + "@school.example";
    var answer =
        visitor
            .client()
            .post(
                SchoolService.NOTIFICATIONS,
                "/users",
                Map.of("email", email, "fullName", person.fullName()));
    expectStatus(201, answer);
    return person.fullName() + " is registered, and gets one welcome mail.";
  }
}
