package io.eventbus.examples.school;

import static io.eventbus.examples.school.page.Button.Group.PLAY;
import static io.eventbus.examples.school.page.Button.Group.TROUBLE;

import io.eventbus.examples.school.page.Button;
import java.util.List;

/** The buttons of the page, besides those that stop and start. One entry adds one. */
final class PageButtons {

  private PageButtons() {}

  static List<Button> of(Visitor visitor) {
    var courses = new CourseVisit(visitor);
    var content = new ContentVisit(visitor);
    return List.of(
        new Button(
            "create-teacher",
            "Create a teacher",
            "The teacher service stores her; the identity service makes a user of her.",
            PLAY,
            () -> TeacherVisit.createTeacher(visitor)),
        new Button(
            "create-parent",
            "Create a parent",
            "The teacher service stores her; the student service lists her as a contact.",
            PLAY,
            () -> TeacherVisit.createParent(visitor)),
        new Button(
            "issue-certificate",
            "Issue a certificate",
            "The certificate service asks the issuer, stores the answer and tells of it.",
            PLAY,
            () -> CertificateVisit.issue(visitor)),
        new Button(
            "enrol",
            "Enrol a student",
            "The course service enrols a student, and its catalogue counts one more.",
            PLAY,
            courses::enrol),
        new Button(
            "submit-quiz",
            "Submit a quiz",
            "The content service takes it, marks it, and tells what the student knows now.",
            PLAY,
            content::submitQuiz),
        new Button(
            "register-user",
            "Register a user",
            "The notification service stores a user and sends a welcome mail.",
            PLAY,
            () -> NotificationVisit.register(visitor)),
        new Button(
            "send-duplicate",
            "Send a duplicate",
            "The newest teacher's event once more, as a producer sends it that had no answer.",
            TROUBLE,
            () -> Trouble.duplicate(visitor)),
        new Button(
            "send-poison",
            "Send poison",
            "What is no event at all, into every partition of a topic that others read.",
            TROUBLE,
            () -> Trouble.poison(visitor)),
        new Button(
            "redrive",
            "Redrive",
            "Sends all dead letters back to the groups that could not handle them.",
            TROUBLE,
            () -> Trouble.redrive(visitor)));
  }
}
