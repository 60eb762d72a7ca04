package io.eventbus.examples.course.learning;

import io.eventbus.examples.course.courses.CourseService;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How students are doing, over HTTP. */
@RestController
@RequestMapping("/api/v1/courses/{courseId}/progress")
final class ProgressController {

  private final CourseService courses;
  private final ProgressRepository progress;

  ProgressController(CourseService courses, ProgressRepository progress) {
    this.courses = courses;
    this.progress = progress;
  }

  @GetMapping
  Progress of(@PathVariable UUID courseId) {
    var course = courses.find(courseId).orElseThrow(CourseService::unknown);
    return progress.of(course.id());
  }
}
