package io.eventbus.examples.course.publication;

import io.eventbus.examples.course.CourseSettings;
import io.eventbus.examples.course.courses.ContentRepository;
import io.eventbus.examples.course.courses.ContentState;
import io.eventbus.examples.course.courses.Course;
import io.eventbus.examples.course.courses.CourseService;
import io.eventbus.examples.course.events.CourseStatus;
import io.eventbus.examples.course.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publishes a course in steps that lie days apart: the content is ready, the teacher confirms. The
 * course is locked meanwhile, and unlocked again if it comes to nothing.
 *
 * <p>Each step is one transaction of the new state, the course and its event in the outbox, and,
 * where an event has caused it, the claim of that in the inbox. So a crash leaves a step done or
 * not begun. Each step holds the course, and before it the content if it is about that, looks at
 * where things stand, and does nothing if it is not its turn: what comes twice, late or in another
 * order changes nothing.
 */
@Service
class PublicationSaga {

  private final CourseService courses;
  private final ContentRepository contents;
  private final PublicationRepository publications;
  private final CourseSettings settings;
  private final Clock clock;

  PublicationSaga(
      CourseService courses,
      ContentRepository contents,
      PublicationRepository publications,
      CourseSettings settings,
      Clock clock) {
    this.courses = courses;
    this.contents = contents;
    this.publications = publications;
    this.settings = settings;
    this.clock = clock;
  }

  /** Locks a draft and waits for its content, which may be ready or have failed before. */
  @Transactional
  Publication begin(UUID courseId) {
    var course = courses.hold(courseId).orElseThrow(CourseService::unknown);
    if (course.status() != CourseStatus.DRAFT) {
      throw Refusal.conflict("The course is " + course.status() + " already.");
    }
    var publication =
        new Publication(
            UUID.randomUUID(),
            courseId,
            PublicationState.AWAITING_CONTENT,
            clock.instant().plus(settings.publicationTimeout()),
            null);
    publications.insert(publication);
    return lookAtContent(courses.moveTo(course, CourseStatus.PUBLISHING), publication);
  }

  /** Remembers how transcoding ended, and goes on with the courses that it was for. */
  @Transactional
  void contentTranscoded(UUID contentId, ContentState state, Instant completedAt) {
    contents.complete(contentId, state, completedAt);
    for (var courseId : contents.coursesWith(contentId)) {
      courses
          .hold(courseId)
          .ifPresent(
              course ->
                  publications
                      .waitingOf(courseId)
                      .ifPresent(publication -> lookAtContent(course, publication)));
    }
  }

  private Publication lookAtContent(Course course, Publication publication) {
    var content = contents.of(course.id());
    if (content == ContentState.FAILED) {
      return takeBack(
          course,
          publication.at(PublicationState.FAILED, "Content of the course was not transcoded."));
    }
    boolean awaited = publication.state() == PublicationState.AWAITING_CONTENT;
    return awaited && content == ContentState.READY
        ? save(publication.at(PublicationState.AWAITING_CONFIRMATION))
        : publication;
  }

  /** The teacher says yes: the course is published. Saying so again changes nothing. */
  @Transactional
  Publication confirm(UUID id, UUID instructorId) {
    var held = hold(id, instructorId);
    return switch (held.publication().state()) {
      case PUBLISHED -> held.publication();
      case AWAITING_CONFIRMATION -> {
        courses.moveTo(held.course(), CourseStatus.PUBLISHED);
        yield save(held.publication().at(PublicationState.PUBLISHED));
      }
      default -> throw notNow(held.publication());
    };
  }

  /** The teacher says no: it is taken back. Saying so again changes nothing. */
  @Transactional
  Publication refuse(UUID id, UUID instructorId, String reason) {
    var held = hold(id, instructorId);
    return switch (held.publication().state()) {
      case REFUSED -> held.publication();
      case AWAITING_CONTENT, AWAITING_CONFIRMATION ->
          takeBack(held.course(), held.publication().at(PublicationState.REFUSED, reason));
      default -> throw notNow(held.publication());
    };
  }

  /** Takes back what is still not done at its deadline. */
  @Transactional
  void expire(UUID id) {
    var held = hold(id);
    if (held.publication().state().waits()) {
      takeBack(
          held.course(),
          held.publication().at(PublicationState.TIMED_OUT, "It was not done in time."));
    }
  }

  /** The compensation of all that was done so far. */
  private Publication takeBack(Course course, Publication ended) {
    courses.moveTo(course, CourseStatus.DRAFT);
    return save(ended);
  }

  private Publication save(Publication publication) {
    publications.update(publication);
    return publication;
  }

  /** A publication whose course is held, so that nobody else takes a step. */
  private record Held(Course course, Publication publication) {}

  private Held hold(UUID id, UUID instructorId) {
    var held = hold(id);
    if (!held.course().instructorId().equals(instructorId)) {
      throw Refusal.forbidden("Only the instructor of the course can decide.");
    }
    return held;
  }

  /** Read again once the course is held, since it may have gone on in between. */
  private Held hold(UUID id) {
    var course = courses.hold(find(id).courseId()).orElseThrow(PublicationSaga::unknown);
    return new Held(course, find(id));
  }

  Publication find(UUID id) {
    return publications.find(id).orElseThrow(PublicationSaga::unknown);
  }

  private static Refusal unknown() {
    return Refusal.notFound("No publication has this id.");
  }

  private static Refusal notNow(Publication publication) {
    return Refusal.conflict("The publication is " + publication.state() + ".");
  }
}
