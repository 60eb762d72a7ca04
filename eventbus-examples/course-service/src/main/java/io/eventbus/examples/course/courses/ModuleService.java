package io.eventbus.examples.course.courses;

import io.eventbus.examples.course.events.ModuleCreated;
import io.eventbus.examples.course.events.ModuleUpdated;
import io.eventbus.examples.course.problem.Refusal;
import io.eventbus.publish.EventPublisher;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes the modules of courses and tells the other services, in one transaction. */
@Service
class ModuleService {

  private final CourseService courses;
  private final ModuleRepository modules;
  private final ContentRepository contents;
  private final EventPublisher events;
  private final Clock clock;

  ModuleService(
      CourseService courses,
      ModuleRepository modules,
      ContentRepository contents,
      EventPublisher events,
      Clock clock) {
    this.courses = courses;
    this.modules = modules;
    this.contents = contents;
    this.events = events;
    this.clock = clock;
  }

  /** Adds a module as the last of its course, which must not just be being published. */
  @Transactional
  CourseModule add(UUID courseId, NewModule newModule) {
    expectContentOf(newModule);
    courses.holdOpen(courseId);
    var module =
        new CourseModule(
            UUID.randomUUID(),
            courseId,
            newModule.title(),
            newModule.contentId(),
            modules.of(courseId).size() + 1);
    modules.insert(module);
    events.publish(
        new ModuleCreated(
            module.id(),
            courseId,
            module.title(),
            module.contentId(),
            module.position(),
            clock.instant()));
    return module;
  }

  /** Changes a module of a course that is not just being published. */
  @Transactional
  CourseModule change(UUID courseId, UUID id, NewModule change) {
    expectContentOf(change);
    courses.holdOpen(courseId);
    var module =
        modules
            .find(courseId, id)
            .orElseThrow(() -> Refusal.notFound("The course has no module with this id."))
            .with(change);
    modules.update(module);
    events.publish(
        new ModuleUpdated(
            module.id(),
            courseId,
            module.title(),
            module.contentId(),
            module.position(),
            clock.instant()));
    return module;
  }

  /** Before the course is held: see {@link ContentRepository}. */
  private void expectContentOf(NewModule module) {
    if (module.contentId() != null) {
      contents.expect(module.contentId());
    }
  }

  /** The modules of a course, in their order. */
  List<CourseModule> of(UUID courseId) {
    return courses
        .find(courseId)
        .map(course -> modules.of(course.id()))
        .orElseThrow(CourseService::unknown);
  }
}
